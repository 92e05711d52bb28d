package figures_test

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/exp/golden"

	"lotse/inbox"
	"lotse/inbox/report"
	"lotse/inbox/safetext/poison"
	"lotse/ui/figures"
	"lotse/ui/text"
)

var berlin = func() *time.Location {
	l, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		panic(err)
	}
	return l
}()

type tallies []inbox.Tally

func (ts tallies) Survey(_ context.Context, _ inbox.Stretch, yield func([]inbox.Tally) bool) error {
	yield(ts)
	return nil
}

// month is a town's October without chance: always the same bytes.
func month(channels ...string) *report.Figures {
	from := time.Date(2026, 10, 1, 0, 0, 0, 0, berlin)
	var ts tallies
	for i := 900; i > 0; i-- {
		at := from.Add(time.Duration(i*i%44_000) * time.Minute)
		t := inbox.Tally{
			PostedAt: at, Channel: channels[i*7%13%len(channels)], Topic: []string{"04", "06", "", "13"}[i%4], Kind: inbox.ItemKind(i % 2),
			Labels: inbox.SetOf(inbox.Label(i%3*5), inbox.LabelQuestion), Level: inbox.Level(i % 7 / 2), Work: inbox.WorkState(i % 12),
		}
		if t.Work == inbox.WorkClosed {
			t.Reason = inbox.CloseReasons()[i%5]
		}
		if i%3 > 0 {
			t.ReactedAt = at.Add(time.Duration(i*11%700) * time.Minute)
		}
		if t.Work == inbox.WorkAnswered {
			t.AnsweredAt, t.Replies = at.Add(time.Duration(i*13%1900)*time.Minute), []inbox.Category{inbox.Categories()[i%4]}
		}
		if i%31 == 0 {
			t.Visibility, t.Measures = inbox.HiddenByUs, []inbox.Taken{{Measure: inbox.MeasureHide, Rule: []string{"insult", "advertising"}[i%2]}}
		}
		ts = append(ts, t)
	}
	f, err := report.Make(context.Background(), ts, &inbox.House{Reactions: inbox.DefaultReactions()}, report.Ask{From: from, To: from.AddDate(0, 1, 0), Zone: berlin, Now: from.AddDate(0, 1, 3)}, nil)
	if err != nil {
		panic(err)
	}
	return &f
}

func pageOf(t *testing.T, f *report.Figures, h *inbox.House, l text.Lang) string {
	t.Helper()
	var b bytes.Buffer
	if err := figures.Page(&b, f, h, l); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestPageGolden(t *testing.T) {
	house := &inbox.House{Town: "Neustadt am Fluss", Zone: berlin}
	for _, l := range text.Langs() {
		t.Run(string(l), func(t *testing.T) {
			got := pageOf(t, month("facebook", "mastodon", "website"), house, l)
			wellFormed(t, got)
			golden.RequireEqual(t, got)
		})
	}
}

// The page needs nothing from anywhere and acts on nothing.
var outside = regexp.MustCompile(`(?i)<script|<link|<img|<iframe|<object|<form|@import|url\(|\ssrc=|\shref=|\son\w+=|javascript:|https?://`)

// wellFormed reads the page as XML, which a stranger's < or & would break.
func wellFormed(t *testing.T, page string) {
	t.Helper()
	body := strings.NewReplacer("<!DOCTYPE html>", "", `<meta charset="utf-8">`, "", "&quot;", "'", "&#34;", "'").Replace(page)
	body = regexp.MustCompile(`<meta [^>]*>`).ReplaceAllString(body, "")
	d := xml.NewDecoder(strings.NewReader(body))
	d.Strict = true
	for {
		if _, err := d.Token(); err != nil {
			if !errors.Is(err, io.EOF) {
				t.Errorf("not well formed: %v", err)
			}
			break
		}
	}
	for _, tag := range regexp.MustCompile(`<[^>]*>`).FindAllString(page, -1) { // between them are only words
		if outside.MatchString(tag) {
			t.Errorf("the page holds %q", tag)
		}
	}
	if style := page[strings.Index(page, "<style>"):strings.Index(page, "</style>")]; outside.MatchString(style) {
		t.Error("the style fetches something")
	}
	if n := strings.Count(page, "<svg"); n == 0 || n != strings.Count(page, "<title id=") || n != strings.Count(page, "<desc id=") || n != strings.Count(page, "<table") {
		t.Errorf("%d pictures, %d titles, %d descriptions, %d tables", n, strings.Count(page, "<title id="), strings.Count(page, "<desc id="), strings.Count(page, "<table"))
	}
}

// Whatever a town, a channel, a topic or a rule is called, it stays a word.
func TestNamesDoNothing(t *testing.T) {
	for _, evil := range poison.Strings() {
		evil += `"><script>alert(1)</script><svg onload=x>&{{.}}`
		f := month("mastodon", evil)
		house := &inbox.House{Town: evil, Zone: berlin, Rules: []inbox.Rule{{ID: "insult", Name: evil}, {ID: "advertising", Name: evil}}}
		got := pageOf(t, f, house, text.DE)
		poison.CheckPlain(t, got)
		if strings.Contains(got, "<script") || strings.Contains(got, "<svg onload") {
			t.Fatalf("%q came through", evil)
		}
		wellFormed(t, got)
		charts := figures.Charts(f, house, text.DE)
		for i := range charts {
			for _, l := range append(charts[i].Table(true, false), charts[i].Table(false, true)...) {
				poison.CheckPlain(t, l)
			}
			for _, r := range charts[i].Rows {
				if r.Query == "" {
					continue
				}
				if _, err := inbox.ParseQuery(r.Query); err != nil {
					t.Errorf("%q: %v", r.Query, err)
				}
			}
		}
	}
}

// A page is written from covered figures, whoever calls.
func TestAPageIsAlwaysCovered(t *testing.T) {
	f := month("mastodon")
	got := pageOf(t, f, &inbox.House{Town: "X"}, text.EN)
	if !strings.Contains(got, "under 5") || !strings.Contains(got, text.FiguresIn(text.EN).FewNote) {
		t.Error("small numbers are told")
	}
	empty, err := report.Make(context.Background(), tallies{}, &inbox.House{Reactions: inbox.DefaultReactions()}, report.Ask{From: f.From, To: f.To, Zone: berlin, Now: f.Now}, nil)
	if err != nil {
		t.Fatal(err)
	}
	wellFormed(t, pageOf(t, &empty, &inbox.House{Town: "X"}, text.DE))
}
