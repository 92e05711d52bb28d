package report

import (
	"cmp"
	"context"
	"math"
	"slices"

	"lotse/inbox"
)

// RuleRecord says how often a rule of the triage led to a label and how often people
// took that label away again. It knows neither whose comments these were nor who
// decided.
type RuleRecord struct {
	Rule  string
	Label inbox.Label
	Fired int // comments it has marked
	Seen  int // of them, those a person has decided on
	Taken int // of these, those whose label was taken away
}

// Advice is what a record suggests to do about its rule.
type Advice string

// The advices. With few judged comments nothing can be said, and nothing is.
const (
	AdviceFew    Advice = "too_few"
	AdviceKeep   Advice = "keep"
	AdviceWatch  Advice = "watch"  // it is wrong often, but not surely so
	AdviceWeaken Advice = "weaken" // surely wrong more often than one time in four
	AdviceMute   Advice = "mute"   // surely wrong more often than right
)

// fewest is how many judged comments an advice needs.
const fewest = 20

// Share is how much of what was judged was taken back, with the interval that holds
// it in 95 of 100 cases (Wilson).
func (r RuleRecord) Share() (share, low, high float64) {
	if r.Seen == 0 {
		return 0, 0, 1
	}
	const z = 1.96
	n, p := float64(r.Seen), float64(r.Taken)/float64(r.Seen)
	mid, half := p+z*z/(2*n), z*math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	return p, (mid - half) / (1 + z*z/n), (mid + half) / (1 + z*z/n)
}

// Advice judges the record.
func (r RuleRecord) Advice() Advice {
	share, low, _ := r.Share()
	switch {
	case r.Seen < fewest:
		return AdviceFew
	case low > 0.5:
		return AdviceMute
	case low > 0.25:
		return AdviceWeaken
	case share > 0.25:
		return AdviceWatch
	default:
		return AdviceKeep
	}
}

// Line is what to write under [weaken] in triage.toml to follow the advice, "" when there is
// nothing to do.
func (r RuleRecord) Line() string {
	switch r.Advice() {
	case AdviceMute:
		return r.Rule + " = 0"
	case AdviceWeaken:
		return r.Rule + " = 50"
	default:
		return ""
	}
}

// Searcher is where items come from: a session.
type Searcher interface {
	Search(ctx context.Context, f inbox.Filter, yield func([]inbox.Item) bool) error
}

// Rules counts the records of all rules that have marked something, those that people
// contradict most first. A comment counts as judged when a person has decided
// something on it; a label that stayed then was right.
func Rules(ctx context.Context, from Searcher, seen func(int)) ([]RuleRecord, error) {
	records := map[string]*RuleRecord{}
	n := 0
	err := from.Search(ctx, inbox.Filter{}, func(items []inbox.Item) bool {
		for i := range items {
			countRules(records, &items[i])
		}
		n += len(items)
		if seen != nil {
			seen(n)
		}
		return true
	})
	if err != nil {
		return nil, err
	}
	out := make([]RuleRecord, 0, len(records))
	for _, r := range records {
		out = append(out, *r)
	}
	slices.SortFunc(out, func(a, b RuleRecord) int {
		_, low, _ := a.Share()
		_, other, _ := b.Share()
		return cmp.Or(cmp.Compare(other, low), cmp.Compare(b.Taken, a.Taken), cmp.Compare(b.Fired, a.Fired), cmp.Compare(a.Rule, b.Rule))
	})
	return out, nil
}

func countRules(records map[string]*RuleRecord, it *inbox.Item) {
	for _, f := range it.Assessment.Flags {
		for i, s := range f.Spans {
			same := func(o inbox.Span) bool { return o.Rule == s.Rule }
			if slices.ContainsFunc(f.Spans[:i], same) {
				continue // it has marked one comment, however many words
			}
			r := records[s.Rule]
			if r == nil {
				r = &RuleRecord{Rule: s.Rule, Label: f.Label}
				records[s.Rule] = r
			}
			r.Fired++
			if !it.State.ReactedAt.IsZero() {
				r.Seen++
				if it.State.Cleared.Has(f.Label) {
					r.Taken++
				}
			}
		}
	}
}
