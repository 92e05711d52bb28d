package theme

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"lotse/inbox/config/strict"
	"lotse/ui/frame"
)

func TestWhatIsNotSaidStaysAsTheBaseHasIt(t *testing.T) {
	th, err := Parse("mine.toml", []byte(`base = "dark"
[style]
title = { color = "#80c0ff", underline = true }
alarm = { bold = false }
[style.selected]
color = "black"
ground = "bright_white"
[style.good]
color = "none"
`))
	if err != nil {
		t.Fatal(err)
	}
	base := frame.BuiltIn(frame.ThemeDark, frame.GroundUnknown)
	for _, on := range []frame.Ground{frame.GroundUnknown, frame.GroundDark, frame.GroundLight} {
		got, want := th.Palette(on), base
		want[frame.Title].Fg, want[frame.Title].Underline = "#80c0ff", true
		want[frame.Alarm].Bold = false
		want[frame.Select].Fg, want[frame.Select].Bg = "black", "bright_white"
		want[frame.Good].Fg = ""
		if got != want {
			t.Errorf("on %d:\n got %+v\nwant %+v", on, got, want)
		}
	}
	if len(th.Faint) != 0 {
		t.Errorf("hard to read: %+v", th.Faint)
	}
}

func TestEmptyThemeIsTheDefault(t *testing.T) {
	th, err := Parse("mine.toml", nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, on := range []frame.Ground{frame.GroundUnknown, frame.GroundDark, frame.GroundLight} {
		if th.Palette(on) != frame.BuiltIn(frame.ThemeAuto, on) {
			t.Errorf("another one on %d", on)
		}
	}
}

func TestEveryMistakeIsNamedWithItsPlace(t *testing.T) {
	for _, c := range []struct {
		file string
		want []string
	}{
		{"base = \"drak\"", []string{"1:8 unknown_name theme ~dark"}},
		{"base = 1\n[style]\ntitle = { bold = \"ja\", size = 3 }", []string{"1:8 file_type", "3:18 file_type", "3:24 file_key"}},
		{"[style]\ntitel = { bold = true }\nkey = { color = \"gren\", ground = \"#12345\" }", []string{
			"2:1 unknown_name style ~title", "3:17 unknown_name color ~green", "3:34 unknown_name color",
		}},
		{"[style.text]\nbold = true", []string{"1:8 unknown_name style"}},
		{"[style]\nkey = { color = \"\" }", []string{"2:17 unknown_name color"}},
		{"colour = \"red\"", []string{"1:1 file_key"}},
		{"base = ", []string{"1:7 file_syntax"}},
	} {
		_, err := Parse("mine.toml", []byte(c.file))
		var problems *strict.Problems
		if !errors.As(err, &problems) {
			t.Errorf("%s: %v", c.file, err)
			continue
		}
		var got []string
		for _, p := range problems.List {
			s := strings.TrimPrefix(p.Place(), "mine.toml:") + " " + string(p.Code)
			if kind := p.Args["kind"]; kind != "" {
				s += " " + kind
				if p.Args["known"] == "" {
					t.Errorf("%s: what is known is not named", c.file)
				}
			}
			if near := p.Args["nearest"]; near != "" && p.Args["kind"] != "" {
				s += " ~" + near
			}
			got = append(got, s)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s\n got %q\nwant %q", c.file, got, c.want)
		}
	}
}

// A warning needs both colours: the sixteen of the terminal are not known, nor is
// the ground when the base does not say it.
func TestWhatIsHardToReadIsNamed(t *testing.T) {
	for _, c := range []struct {
		file, want string
	}{
		{"base = \"dark\"\n[style]\nkey = { color = \"#444444\" }", "mine.toml:3:17 key 2.2"},
		{"base = \"light\"\n[style]\nkey = { color = \"#444444\" }", ""},
		{"[style]\nkey = { color = \"#444444\" }", ""},
		{"[style]\nselected = { color = \"#777777\", ground = \"#888888\" }", "mine.toml:2:22 selected 1.3"},
		{"[style]\nselected = { color = \"#ffffff\", ground = \"#333333\" }", ""},
		{"base = \"dark\"\n[style]\nselected = { ground = \"#888888\" }", ""}, // bright_white, whatever that is
	} {
		th, err := Parse("mine.toml", []byte(c.file))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range th.Faint {
			got = append(got, fmt.Sprintf("%s %s %.1f", f.Place, f.Style, f.Ratio))
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s\n got %q\nwant %q", c.file, got, c.want)
		}
	}
}

// The example of the handbooks can be copied as it stands, and they name every style.
func TestHandbooksExample(t *testing.T) {
	for _, book := range []string{"handbuch.md", "handbook.md"} {
		data, err := os.ReadFile("../../docs/" + book)
		if err != nil {
			t.Fatal(err)
		}
		_, example, found := strings.Cut(string(data), "```toml\nbase = ")
		if !found {
			t.Fatalf("%s has no example of a theme", book)
		}
		example, _, _ = strings.Cut("base = "+example, "```")
		th, err := Parse(book, []byte(example))
		if err != nil || len(th.Faint) != 0 {
			t.Errorf("%s: %v %v", book, err, th)
		}
		for _, n := range frame.StyleNames() {
			if !strings.Contains(string(data), "`"+n+"`") {
				t.Errorf("%s does not name the style %s", book, n)
			}
		}
	}
}
