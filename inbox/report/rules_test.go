package report_test

import (
	"context"
	"testing"
	"time"

	"lotse/inbox"
	"lotse/inbox/report"
)

// items is a desk with these items.
type items []inbox.Item

func (is items) Search(_ context.Context, _ inbox.Filter, yield func([]inbox.Item) bool) error {
	for i := range is {
		if !yield(is[i : i+1]) {
			return nil
		}
	}
	return nil
}

// judged gives n comments that rules marked as insults, of which somebody has looked
// at seen and taken back taken.
func judged(n, seen, taken int, rules ...string) (out items) {
	for i := range n {
		var it inbox.Item
		f := inbox.Flag{Label: inbox.LabelInsult}
		for _, r := range rules {
			f.Spans = append(f.Spans, inbox.Span{Start: 0, End: 1, Rule: r}, inbox.Span{Start: 2, End: 3, Rule: r})
		}
		it.Assessment.Flags = []inbox.Flag{f}
		if i < seen {
			it.State.ReactedAt = time.Unix(1, 0)
		}
		if i < taken {
			it.State.Cleared = inbox.SetOf(inbox.LabelInsult)
		}
		out = append(out, it)
	}
	return out
}

func TestRulesThatPeopleContradict(t *testing.T) {
	var desk items
	desk = append(desk, judged(400, 100, 2, "insult.good")...)
	desk = append(desk, judged(40, 30, 27, "insult.wrong")...)
	desk = append(desk, judged(60, 60, 24, "insult.loud")...)
	desk = append(desk, judged(25, 20, 7, "insult.perhaps")...)
	desk = append(desk, judged(19, 19, 19, "insult.rare", "insult.word")...)
	got, err := report.Rules(t.Context(), desk, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]struct {
		fired, seen, taken int
		advice             report.Advice
		line               string
	}{
		"insult.good":    {400, 100, 2, report.AdviceKeep, ""},
		"insult.wrong":   {40, 30, 27, report.AdviceMute, "insult.wrong = 0"},
		"insult.loud":    {60, 60, 24, report.AdviceWeaken, "insult.loud = 50"},
		"insult.perhaps": {25, 20, 7, report.AdviceWatch, ""},
		"insult.rare":    {19, 19, 19, report.AdviceFew, ""},
		"insult.word":    {19, 19, 19, report.AdviceFew, ""},
	}
	if len(got) != len(want) || got[len(got)-1].Rule != "insult.good" {
		t.Errorf("%+v", got)
	}
	for _, r := range got {
		w := want[r.Rule]
		if r.Fired != w.fired || r.Seen != w.seen || r.Taken != w.taken || r.Advice() != w.advice || r.Line() != w.line {
			t.Errorf("%+v: %v %q", r, r.Advice(), r.Line())
		}
	}
	if none, err := report.Rules(t.Context(), items{}, nil); err != nil || len(none) != 0 {
		t.Errorf("%v %v", none, err)
	}
}
