package triage

import (
	"cmp"
	"slices"
	"strconv"

	"lotse/inbox"
	"lotse/inbox/learn"
	"lotse/inbox/triage/model"
)

// What a second layer is given: what the heads and the lanes of the model say, the
// style, and the scores of the rules.
const (
	fromModel  = model.VectorSize + model.Lanes
	denseCount = fromModel + labelPlaces
)

// labelPlaces is how many labels there may be: they are bits.
const labelPlaces = 32

// headOf is the head that asks most nearly what a label says. It explains what the
// desk's own layer suggests without any rule, and names the cue in the style.
var headOf = map[inbox.Label]inbox.Head{
	inbox.LabelCriticism: inbox.HeadNegative, inbox.LabelNegative: inbox.HeadNegative, inbox.LabelInsult: inbox.HeadOffensive,
	inbox.LabelHate: inbox.HeadHate, inbox.LabelThreat: inbox.HeadViolence, inbox.LabelCallToAction: inbox.HeadCallToAction,
	inbox.LabelDefamation: inbox.HeadDefamation, inbox.LabelProfanity: inbox.HeadProfanity, inbox.LabelClaim: inbox.HeadFact,
	inbox.LabelEngaging: inbox.HeadEngaging, inbox.LabelPraise: inbox.HeadPraise, inbox.LabelComplaint: inbox.HeadNegative,
}

// learnedRule is the rule of a span that the desk's own layer stands for.
const learnedRule = "learned"

var _ learn.Base = (*Rules)(nil)

// Numbers names what a second layer is given.
func (r *Rules) Numbers() string {
	info := r.model.Info()
	return info.Name + "/" + strconv.Itoa(denseCount) + "/" + info.Data[:min(len(info.Data), 16)]
}

// revise lets a second layer have its say on the scores. It gives how far each moved.
func (w *work) revise(second learn.Second, scores *[labelPlaces]float32) (moved [labelPlaces]float32) {
	rd := &w.revised
	rd.Text, rd.Scores = w.text, *scores
	rd.Dense = dense(&w.reading, scores[:], rd.Dense[:0])
	second.Revise(rd)
	for l := range scores {
		moved[l] = rd.Scores[l] - scores[l]
	}
	*scores = rd.Scores
	rd.Text = ""
	return moved
}

// dense appends what a second layer is given of a reading and of the rules.
func dense(r *model.Reading, rules, to []float32) []float32 {
	var v [model.VectorSize]float32
	r.Vector(&v)
	return append(append(append(to, v[:]...), r.Lanes[:]...), rules...)
}

// explain finds the words behind a label that no rule found: those without which the
// second layer's score falls most. A long text would take too long for that; there
// it is what says most to the head that asks nearly the same.
func (r *Rules) explain(w *work, l inbox.Label, second learn.Second) []inbox.Span {
	var why []model.Contribution
	if head, ok := headOf[l]; len(w.text) <= maxProbed && second != nil {
		why = r.probe(w, l, second)
	} else if ok {
		why = r.model.Explain(w.text, head, &w.probed, nil)
	}
	var spans []inbox.Span
	sum := float32(0)
	for _, c := range why {
		if c.Weight <= 0 || len(spans) == maxExplained {
			break
		}
		spans = append(spans, inbox.Span{Start: c.Start, End: c.End, Rule: l.String() + "." + learnedRule, Weight: c.Weight})
		sum += c.Weight
	}
	for i := range spans {
		spans[i].Weight /= sum
	}
	return spans
}

// The longest text, in bytes, that is read again without each of its words, and of how
// many words: some twenty readings of some thirty microseconds, once for a text.
const maxProbed, maxWithout = 400, 32

// without is what a second layer says of the text without one of its words.
type without struct {
	start, end int
	scores     [labelPlaces]float32
}

// probe gives how far the score of a label falls without each of the words, most first.
func (r *Rules) probe(w *work, l inbox.Label, second learn.Second) []model.Contribution {
	if len(w.without) == 0 {
		r.readWithout(w, second)
	}
	out := make([]model.Contribution, 0, len(w.without))
	for i := range w.without {
		x := &w.without[i]
		out = append(out, model.Contribution{Start: x.start, End: x.end, Weight: w.revised.Scores[l] - x.scores[l]})
	}
	slices.SortStableFunc(out, func(a, b model.Contribution) int { return cmp.Compare(b.Weight, a.Weight) })
	return out
}

func (r *Rules) readWithout(w *work, second learn.Second) {
	rules := w.revised.Dense[fromModel:denseCount:denseCount]
	rd := learn.Reading{Dense: make([]float32, 0, denseCount)}
	for i := range w.tokens[:min(len(w.tokens), maxWithout)] {
		t := &w.tokens[i]
		rd.Text = w.text[:t.start] + w.text[t.end:]
		r.model.Read(rd.Text, &w.probed)
		rd.Dense = dense(&w.probed, rules, rd.Dense[:0])
		copy(rd.Scores[:], rules)
		second.Revise(&rd)
		w.without = append(w.without, without{int(t.start), int(t.end), rd.Scores})
	}
}

// maxExplained is how many words are shown for a label that was learned.
const maxExplained = 5

// cueWeight is what a sign in the style must add to a head for it to be named.
const cueWeight = 0.15

// cue names the strongest sign in the style that speaks for a label.
func (r *Rules) cue(w *work, l inbox.Label) string {
	head, ok := headOf[l]
	if !ok || !w.reading.Scores.Read() {
		return ""
	}
	name, weight := r.model.Cue(head, &w.reading)
	if weight < cueWeight {
		return ""
	}
	return name
}
