package triage_test

import (
	"fmt"
	"testing"

	"lotse/inbox"
	"lotse/inbox/learn"
	"lotse/inbox/triage"
)

// BenchmarkAssessAndLearned is BenchmarkAssess with a desk's own layer over it that
// raises nothing, and one that raises labels no rule found: then the words behind them
// are looked for.
func BenchmarkAssessAndLearned(b *testing.B) {
	rules := triage.New()
	for name, n := range map[string]int{"nothing raised": 30, "raised": 600} {
		l := learn.Train(taught(rules, n), nil, rules.Numbers())
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				rules.AssessWith(ordinary, inbox.AssessContext{}, l)
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "comments/s")
		})
	}
}

// BenchmarkRefit is the whole fit of a desk's own layer on 3,000 decisions.
func BenchmarkRefit(b *testing.B) {
	rules := triage.New()
	es := taught(rules, 3000)
	for b.Loop() {
		learn.Train(es, nil, rules.Numbers())
	}
}

func taught(rules *triage.Rules, n int) (es []*learn.Example) {
	for i := range n {
		e := learn.Read(rules, fmt.Sprintf("%s %d %c %c", ordinary[:40+i*7%150], i, 'a'+i%26, 'k'+i%13), "de")
		e.ID = inbox.ItemID{byte(i >> 8), byte(i)}
		for _, label := range inbox.Labels() {
			if e.Verdict[label] = learn.Cleared; i%20 == int(label) {
				e.Verdict[label] = learn.Named
			}
		}
		es = append(es, e)
	}
	return es
}
