package file

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"lotse/inbox"
)

var now = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

func read(t *testing.T, name, content string, o Options) Result {
	t.Helper()
	o.Now = now
	res, err := Read(t.Context(), strings.NewReader(content), name, o)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

func codes(ps []RowProblem) []string {
	var out []string
	for _, p := range ps {
		out = append(out, fmt.Sprintf("%d/%s/%s", p.Line, p.Column, p.Code))
	}
	return out
}

// An office's export: Windows-1252, semicolons, quotes with line breaks.
const office = "Kanal;Datum;Uhrzeit;Verfasser;Kommentar;Link\r\n" +
	"Facebook;03.03.2026;14:05;Jürgen Müller;\"Die Straße ist\r\nwieder \"\"kaputt\"\"; seit Wochen!\";https://facebook.example/1\r\n" +
	"\r\n" +
	"Instagram;04.03.2026;9:15;Käthe;Schöne Grüße – 5 € gespart;\r\n"

func TestAnOfficesTable(t *testing.T) {
	latin, err := charmap.Windows1252.NewEncoder().String(office)
	if err != nil {
		t.Fatal(err)
	}
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(strings.ReplaceAll(office, ";", "\t"))
	if err != nil {
		t.Fatal(err)
	}
	for encoding, content := range map[string]string{"windows-1252": latin, "utf-8": "\ufeff" + office, "utf-16": utf16} {
		want := 2
		res := read(t, "kommentare.csv", content, Options{})
		if res.Encoding != encoding || res.Format != CSV || len(res.Observations) != want || len(res.Problems)+len(res.Warnings) != 0 {
			t.Fatalf("%s: %+v", encoding, res)
		}
		a, b := res.Observations[0], res.Observations[1]
		if !strings.HasPrefix(a.Text, "Die Straße ist\nwieder \"kaputt\"") || a.Author.Name != "Jürgen Müller" || a.Channel != "facebook" || a.URL != "https://facebook.example/1" {
			t.Errorf("%s: %+v", encoding, a)
		}
		if got := a.PostedAt.UTC().Format(time.RFC3339); got != "2026-03-03T13:05:00Z" {
			t.Errorf("%s: posted %s", encoding, got)
		}
		if b.Text != "Schöne Grüße – 5 € gespart" || b.Channel != "instagram" {
			t.Errorf("%s: %+v", encoding, b)
		}
	}
}

func TestSeparatorsAndHeaders(t *testing.T) {
	for _, content := range []string{
		"sep=,\nErstellt am,Text,Autor\n03.03.2026 14:05,Hallo,Erika\n",
		"created_at,message,user\n2026-03-03T14:05:00+01:00,Hallo,Erika\n",
		"Name\tNachricht\tDatum\nErika\tHallo\t03.03.2026 14:05\n",
		"Autorin|Zeit|Beitrag\nErika|3. März 2026 um 14:05 Uhr|Hallo\n",
		"Datum;Beitrag;Kommentar;Verfasserin;Name\n03.03.26 14:05;Unser Post;Hallo;Erika;\n",
		"TEXT ;\"Datum/Uhrzeit\"; Autor\r\nHallo;Di., 03.03.2026, 14:05:00 Uhr;Erika",
		"Datum;Text;Autor\r03.03.2026 14:05;Hallo;Erika\r",
	} {
		res := read(t, "x.csv", content, Options{Channel: "town"})
		if len(res.Observations) != 1 || len(res.Problems) != 0 {
			t.Errorf("%q: %+v", content, res)
			continue
		}
		o := res.Observations[0]
		if o.Text != "Hallo" || o.Author.Name != "Erika" || o.Channel != "town" || o.PostedAt.UTC().Format("02 15:04") != "03 13:05" {
			t.Errorf("%q: %+v", content, o.Content)
		}
	}
}

func TestEveryBadRowIsNamed(t *testing.T) {
	content := "Datum;Text;ID\n" +
		"03.03.2026 14:05;gut;1\n" +
		"gestern;Hallo;2\n" + // 3
		"03.03.2026 14:05;  ;3\n" + // 4
		";Hallo;4\n" + // 5
		"03.03.2026 14:05;Hallo;5;zu viel\n" + // 6
		"03.03.2026 14:05;\"so\" nicht;6\n" + // 7
		"\"03.03.2026 14:05\";\"zwei\nZeilen\";7\n" + // 8 and 9
		"01.01.1970 00:00;alt;8\n" + // 10
		"03.03.2026;nur ein Tag;9\n" + // 11
		"03.03.2036 10:00;morgen;10\n" + // 12
		"04/05/2026 14:05;Monat oder Tag?;11\n" + // 13
		"03.03.2026 14:05;gut;1\n" // 14
	res := read(t, "x.csv", content, Options{Partial: true})
	want := []string{"3/Datum/bad_date", "4/Text/no_text", "5/Datum/no_date", "6/4/columns", "7//bad_quote", "10/Datum/date_range", "13/Datum/bad_date"}
	if got := codes(res.Problems); !slices.Equal(got, want) {
		t.Errorf("problems %q\nwant %q", got, want)
	}
	if got := codes(res.Warnings); !slices.Equal(got, []string{"11/Datum/date_only", "12/Datum/date_future", "14/ID/duplicate_id"}) {
		t.Errorf("warnings %q", got)
	}
	if len(res.Observations) != 5 || res.Rows != 12 {
		t.Errorf("%d observations of %d rows", len(res.Observations), res.Rows)
	}
	if all := read(t, "x.csv", content, Options{}); len(all.Observations) != 0 || len(all.Problems) != len(want) {
		t.Error("all or nothing: something was taken")
	}
}

func TestFilesThatCannotBeRead(t *testing.T) {
	for content, want := range map[string]string{
		"":                            "1//file_empty",
		"  \n \r\n":                   "1//file_empty",
		"a;b\n1;2\n":                  "1//no_header",
		"Datum;Wer\n03.03.2026;x":     "1//no_header",
		"Datum;Text;Kommentar\n1;2;3": "1/Kommentar/two_columns",
		"\"Datum;Text\n1;2":           "1//bad_quote",
		"Datum;Text\n03.03.2026 10:00;\"offen\nund\nso\nweiter": "2//bad_quote",
	} {
		res := read(t, "x.csv", content, Options{})
		if got := codes(res.Problems); len(got) != 1 || got[0] != want {
			t.Errorf("%q: %q, want %q", content, got, want)
		}
	}
}

func TestHoursThatAreTwiceOrNever(t *testing.T) {
	for _, c := range []struct{ in, want, doubt string }{
		{"25.10.2026 02:30", "2026-10-25T00:30:00Z", CodeDSTTwice}, // the first of two
		{"25.10.2026 01:59", "2026-10-24T23:59:00Z", ""},
		{"25.10.2026 03:00", "2026-10-25T02:00:00Z", ""},
		{"29.03.2026 02:30", "2026-03-29T01:30:00Z", CodeDSTGap}, // 03:30 on the clock
		{"29.03.2026 01:59", "2026-03-29T00:59:00Z", ""},
		{"29.03.2026 03:00", "2026-03-29T01:00:00Z", ""},
		{"2026-10-25T02:30:00+01:00", "2026-10-25T01:30:00Z", ""},
		{"1.7.2026 8:05:09", "2026-07-01T06:05:09Z", ""},
		{"1772543100", "2026-03-03T13:05:00Z", ""},
		{"1772543100000", "2026-03-03T13:05:00Z", ""},
		{"Samstag, 1. August 2026 um 09:30 Uhr", "2026-08-01T07:30:00Z", ""},
	} {
		res := read(t, "x.csv", "Datum;Text\n\""+c.in+"\";Hallo\n", Options{})
		if len(res.Observations) != 1 {
			t.Errorf("%s: %+v", c.in, res)
			continue
		}
		doubt := ""
		if len(res.Warnings) == 1 {
			doubt = res.Warnings[0].Code
		}
		if got := res.Observations[0].PostedAt.UTC().Format(time.RFC3339); got != c.want || doubt != c.doubt {
			t.Errorf("%s: %s (%s), want %s (%s)", c.in, got, doubt, c.want, c.doubt)
		}
	}
}

func TestJSONLines(t *testing.T) {
	content := `{"text":"Hallo","created_at":"2026-03-03T14:05:00+01:00","id":4711,"author":{"name":"Erika","handle":"@erika"},"likes":3}
{"id":"01ARZ","remote_id":"abc","channel":"mastodon","text":"Zweite","posted_at":"2026-03-03T14:06:00Z","author":"Jonas","labels":["criticism"],"state":"new","kind":"mention","audience":"martian"}

not json
{"text":["a"],"created_at":"2026-03-03"}
[1]
{"text":"ohne Datum"}
`
	res := read(t, "x.jsonl", content, Options{Partial: true})
	if got := codes(res.Problems); !slices.Equal(got, []string{"4//bad_json", "5/text/bad_type", "6//bad_json", "7/created_at/no_date"}) {
		t.Errorf("problems %q", got)
	}
	if len(res.Observations) != 2 {
		t.Fatalf("%+v", res)
	}
	a, b := res.Observations[0], res.Observations[1]
	if a.RemoteID != "4711" || a.Author != (inbox.Author{Name: "Erika", Handle: "erika"}) || a.Source != `{"likes":3}` || a.Channel != DefaultChannel {
		t.Errorf("%+v", a.Content)
	}
	if b.RemoteID != "abc" || b.Channel != "mastodon" || b.Kind != inbox.KindMention || b.Audience != inbox.AudienceDirect || b.Author.Name != "Jonas" {
		t.Errorf("%+v", b.Content)
	}
	if got := codes(res.Warnings); !slices.Equal(got, []string{"2/audience/unknown_name"}) {
		t.Errorf("warnings %q", got)
	}
}

func TestTheSameFileGivesTheSameIDs(t *testing.T) {
	content := "Datum;Text;Autor\n" + strings.Repeat("03.03.2026 14:05;Ja!;Erika\n", 3) + "03.03.2026 14:05;Nein!;Erika\n"
	a, b := read(t, "x.csv", content, Options{}), read(t, "y.csv", content, Options{})
	ids := map[inbox.ItemID]bool{}
	for i := range a.Observations {
		if a.Observations[i].ID() != b.Observations[i].ID() {
			t.Errorf("row %d: another id", i)
		}
		ids[a.Observations[i].ID()] = true
	}
	if len(ids) != 4 {
		t.Errorf("%d ids of 4 rows", len(ids))
	}
	if !strings.HasSuffix(a.Observations[2].RemoteID, "-3") {
		t.Errorf("third copy is %s", a.Observations[2].RemoteID)
	}
}

func TestManyRows(t *testing.T) {
	var b strings.Builder
	b.WriteString("Datum;Text;Autor\n")
	const n = 100_000
	for i := range n {
		fmt.Fprintf(&b, "03.03.2026 %02d:%02d;Kommentar Nummer %d;Person %d\n", i/60%24, i%60, i, i%500)
	}
	told := 0
	res := read(t, "x.csv", b.String(), Options{Progress: func(int) { told++ }})
	if len(res.Observations) != n || told != n/progressEvery+1 {
		t.Errorf("%d observations, %d times told", len(res.Observations), told)
	}
	ctx, cancel := context.WithCancel(t.Context())
	_, err := Read(ctx, strings.NewReader(b.String()), "x.csv", Options{Progress: func(int) { cancel() }})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestAFileThatEndsInTheMiddleStaysUTF8(t *testing.T) {
	res := read(t, "x.csv", "Datum;Text\n03.03.2026 10:00;Schöne Grüße aus Köl\xc3", Options{})
	if res.Encoding != "utf-8" || !strings.HasPrefix(res.Observations[0].Text, "Schöne Grüße") || len(res.Warnings) != 1 || res.Warnings[0].Code != CodeBadByte {
		t.Errorf("%+v", res)
	}
}

func FuzzCSV(f *testing.F) {
	f.Add([]byte(office))
	f.Add([]byte("sep=,\nDatum,Text\n25.10.2026 02:30,\"a\"\"b\"\n"))
	f.Add([]byte("\xff\xfeD\x00a\x00"))
	f.Fuzz(func(t *testing.T, b []byte) { fuzz(t, CSV, b) })
}

func FuzzJSONL(f *testing.F) {
	f.Add([]byte(`{"text":"a","created_at":"2026-03-03T10:00:00Z","author":{"name":"x"}}`))
	f.Add([]byte(`{"text":null,"date":1772543100}`))
	f.Fuzz(func(t *testing.T, b []byte) { fuzz(t, JSONL, b) })
}

// fuzz: whatever bytes come, nothing panics, every row is either taken or named,
// and reading again gives the same.
func fuzz(t *testing.T, format Format, b []byte) {
	loc, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	o := Options{Format: format, Partial: true, Location: loc, Now: now}
	one, err := Read(t.Context(), strings.NewReader(string(b)), "", o)
	if err != nil {
		t.Fatal(err)
	}
	two, err := Read(t.Context(), strings.NewReader(string(b)), "", o)
	if err != nil {
		t.Fatal(err)
	}
	if len(one.Observations) != len(two.Observations) || one.Rows < len(one.Observations) {
		t.Errorf("%d and %d observations of %d rows", len(one.Observations), len(two.Observations), one.Rows)
	}
	if len(one.Observations) < one.Rows && len(one.Problems) == 0 {
		t.Error("a row was lost without a word")
	}
	for i := range one.Observations {
		x := &one.Observations[i]
		if x.ID() != two.Observations[i].ID() || x.RemoteID == "" || x.Text == "" || x.PostedAt.IsZero() {
			t.Errorf("%+v", x.Content)
		}
	}
}

func TestMain(m *testing.M) {
	// A machine's own zone must not matter.
	time.Local = time.FixedZone("elsewhere", -7*3600)
	os.Exit(m.Run())
}
