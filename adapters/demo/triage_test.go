package demo

import (
	"testing"

	"lotse/inbox"
	"lotse/inbox/triage"
)

// What the triage makes of the cancelled festival: anger at a decision is criticism,
// and legitimate; questions about money are questions.
func TestTheEventIsTriaged(t *testing.T) {
	rules := triage.New()
	type count struct{ n, criticism, negative, insult, question, praise, harm int }
	got := map[string]*count{}
	harm := inbox.SetOf(inbox.LabelHate, inbox.LabelThreat, inbox.LabelDefamation, inbox.LabelEmergency, inbox.LabelSpam, inbox.LabelPrivateData)
	for _, ch := range load[story](StoryEvent).Channels {
		for _, p := range ch.Posts {
			for _, line := range p.Comments {
				a := rules.Assess(line.Text, inbox.AssessContext{OwnPost: p.Text})
				l := a.Labels()
				c := got[line.Sort]
				if c == nil {
					c = &count{}
					got[line.Sort] = c
				}
				add := func(n *int, is bool) {
					if is {
						*n++
					}
				}
				c.n++
				add(&c.criticism, l.Has(inbox.LabelCriticism))
				add(&c.negative, l.Has(inbox.LabelNegative))
				add(&c.insult, l.Has(inbox.LabelInsult))
				add(&c.question, l.Has(inbox.LabelQuestion))
				add(&c.praise, l.Has(inbox.LabelPraise))
				add(&c.harm, l&harm != 0)
			}
		}
	}
	for sort, c := range got {
		t.Logf("%-9s %+v", sort, *c)
	}
	anger, refund, insulted := got["negative"], got["refund"], got["insult"]
	if anger.criticism < 66 || anger.insult > 1 || anger.question > 12 || anger.praise > 2 || anger.harm > 0 {
		t.Errorf("anger at the decision: %+v", *anger)
	}
	if refund.question != 6 || refund.insult > 0 || insulted.insult != 9 || got["quarrel"].insult > 2 {
		t.Errorf("refund %+v, insult %+v, quarrel %+v", *refund, *insulted, *got["quarrel"])
	}
}
