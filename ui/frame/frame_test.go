package frame_test

import (
	"regexp"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"

	"lotse/inbox/safetext"
	"lotse/inbox/safetext/poison"
	"lotse/ui/frame"
)

var sequences = regexp.MustCompile("\x1b\\[[0-9;:]*m")

func TestRenderIsExactlyAsLargeAsAsked(t *testing.T) {
	theme, _ := frame.NewTheme("")
	for _, evil := range poison.Strings() {
		for _, width := range []int{1, 2, 7, 20, 80} {
			rows := []frame.Row{
				frame.Of(frame.Own("Amt ", frame.Strong), frame.Span{Text: safetext.Clean(evil), Style: frame.Flag}, frame.Own(" Ende", frame.Dim)),
				frame.Of(frame.Cell(safetext.Line(evil), 12, frame.Plain), frame.Own("|", frame.Plain)),
			}
			rows = append(rows, frame.Wrap(safetext.Clean(evil), width, frame.Plain, []frame.Range{{Span: safetext.Span{Start: 1, End: 9}, Style: frame.Flag}})...)
			got := frame.Render(rows, width, 5, &theme)
			poison.Check(t, got)
			lines := strings.Split(sequences.ReplaceAllString(got, ""), "\n")
			if len(lines) != 5 {
				t.Fatalf("%d lines", len(lines))
			}
			for _, l := range lines {
				if w := lipgloss.Width(l); w != width {
					t.Errorf("%q is %d cells wide, not %d", l, w, width)
				}
			}
		}
	}
}

func TestFitSaysThatSomethingWasCut(t *testing.T) {
	row := frame.Of(frame.Own("Rathaus", frame.Plain), frame.Own("platz", frame.Dim))
	for width, want := range map[int]string{12: "Rathausplatz", 11: "Rathauspla…", 7: "Rathau…", 3: "Ra…", 14: "Rathausplatz  "} {
		if got := row.Fit(width).Text(); got != want {
			t.Errorf("width %d: %q, not %q", width, got, want)
		}
	}
}

func TestWrapStylesTheRangesOnly(t *testing.T) {
	text := safetext.Clean("Die Brücke am Markt")
	rows := frame.Wrap(text, 10, frame.Plain, []frame.Range{{Span: safetext.Span{Start: 4, End: 14}, Style: frame.Flag}})
	var flagged []string
	for _, r := range rows {
		for _, s := range r.Spans {
			if s.Style == frame.Flag {
				flagged = append(flagged, s.Text.String())
			}
		}
	}
	if got := strings.Join(flagged, "|"); got != "Brücke|am" {
		t.Errorf("flagged %q", got)
	}
}

func TestThemesAreKnown(t *testing.T) {
	for _, name := range append(frame.Themes(), "") {
		if _, ok := frame.NewTheme(name); !ok {
			t.Errorf("%q is not known", name)
		}
	}
	if _, ok := frame.NewTheme("neon"); ok {
		t.Error("an invented theme is known")
	}
}

// The bar of the selected row is not broken by the pieces that have a style of
// their own, beside another column neither.
func TestBesideKeepsTheFillOfItsRows(t *testing.T) {
	theme := frame.ThemeOn(frame.ThemeDark, frame.GroundDark)
	row := frame.Row{Fill: frame.Select, Spans: []frame.Span{frame.Own("neu", frame.New), frame.Own(" Anna", frame.Plain)}}
	alone := frame.Render([]frame.Row{row}, 20, 1, &theme)
	both := frame.Render(frame.Beside(nil, 0, "", frame.Beside([]frame.Row{row}, 20, "", nil, 0, 1), 20, 1), 20, 1, &theme)
	if alone != both {
		t.Errorf("alone  %q\nbeside %q", alone, both)
	}
}
