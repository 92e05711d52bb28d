package triage

import (
	"cmp"
	"math"
	"math/bits"
	"slices"

	"lotse/inbox"
	"lotse/inbox/learn"
)

// evidence is one reason for one label, with the bytes that gave it.
type evidence struct {
	label      inbox.Label
	rule       string
	weight     float32
	start, end int32
}

// match is a pattern found on tokens from..to.
type match struct {
	pattern  int32
	from, to int32
}

const (
	maxMatches  = 1024
	maxEvidence = 256
	maxSteps    = 150_000 // pattern steps per text; a 10 kB post of nothing but pronouns stays below
	maxSpans    = 8       // spans shown per label
	threshold   = 0.5     // a label is suggested from here on
)

// match tries every pattern that begins with a word of the text.
func (w *work) match(lexica uint16) {
	m := matcher{&w.scanner, maxSteps}
	for i := range w.tokens {
		t := &w.tokens[i]
		for _, h := range w.hits[t.hits:t.more] {
			for _, id := range w.lex.terms[h].patterns {
				w.tryAt(&m, id, i, lexica)
			}
		}
		for set := t.groups; set != 0; set &= set - 1 {
			for _, id := range w.lex.byGroup[bits.TrailingZeros64(set)] {
				w.tryAt(&m, id, i, lexica)
			}
		}
		if m.steps < 0 || len(w.matches) >= maxMatches {
			return
		}
	}
}

func (w *work) tryAt(m *matcher, id int32, i int, lexica uint16) {
	p := &w.lex.patterns[id]
	m.steps--
	if p.lang != everyLanguage && p.lang&lexica == 0 {
		return
	}
	end, ok := i+1, true
	if len(p.elems) > 1 {
		end, ok = m.try(p.elems[1:], i+1, w.tokens[i].sentence)
	}
	if !ok {
		return
	}
	if p.block {
		for k := i; k < end; k++ {
			w.tokens[k].blocked |= 1 << p.label
		}
		return
	}
	w.matches = append(w.matches, match{id, int32(i), int32(end)})
}

// weigh turns matches into evidence: what a [not] line covers and what is
// negated falls away; a weak insult grows when somebody is addressed, a weak sign
// of criticism when it stands beside a word for the town.
func (w *work) weigh() {
	for _, m := range w.matches {
		p := &w.lex.patterns[m.pattern]
		if w.blocked(p.label, m) {
			continue
		}
		if negatable(p.label) && p.rule != slur && w.negated(m) {
			w.denied = w.denied.With(p.label)
			continue
		}
		weight := p.weight
		if hurts(p.label) && (w.tokens[m.from].quoted || w.tokens[m.to-1].quoted) {
			weight *= quotation // counter speech repeats what it is against
		}
		if p.rule == answer && (!w.bad || w.informs(m)) {
			continue
		}
		if p.rule == tone && (w.asks(m) || !w.near(m, w.lex.town, 12) && !w.municipal(m)) {
			continue
		}
		switch {
		case weight >= threshold:
		case personal(p.label) && w.near(m, w.lex.targets, 5):
			weight += 0.25
		case p.label == inbox.LabelCriticism && weight >= 0.4 && w.near(m, w.lex.town, 5):
			weight += 0.15
		}
		w.add(evidence{p.label, p.rule, weight, w.tokens[m.from].start, w.tokens[m.to-1].end})
	}
}

// blocked reports whether every part of the match that carries it is covered.
func (w *work) blocked(l inbox.Label, m match) bool {
	for i := m.from; i < m.to; i++ {
		if w.tokens[i].blocked&(1<<l) != 0 {
			return true
		}
	}
	return false
}

// negatable names labels that a "not" before the words turns into nothing.
// Criticism and defects are often said with a "not" and are no such.
func negatable(l inbox.Label) bool {
	switch l {
	case inbox.LabelInsult, inbox.LabelHate, inbox.LabelThreat, inbox.LabelPraise, inbox.LabelDefamation, inbox.LabelSpam:
		return true
	default:
		return false
	}
}

// negated looks at the four words before the match, in the same clause, and at what
// stands in its gaps.
func (w *work) negated(m match) bool {
	for i := m.from - 1; i >= 0 && i >= m.from-4; i-- {
		t := &w.tokens[i]
		if t.clause != w.tokens[m.from].clause {
			return false
		}
		if t.groups&w.lex.negation != 0 {
			return true
		}
	}
	if w.lex.patterns[m.pattern].denies {
		return false
	}
	for i := m.from; i < m.to; i++ { // "Juden sind keine Parasiten"
		if w.tokens[i].groups&w.lex.negation != 0 {
			return true
		}
	}
	return false
}

// personal names labels that need somebody they are aimed at.
func personal(l inbox.Label) bool {
	return l == inbox.LabelInsult || l == inbox.LabelDefamation || l == inbox.LabelHate
}

// tone is the rule of the small words that only colour a sentence. They count
// beside a word for the town, its offices or its money, and in no question: that
// is full of them without any colour.
const tone = "criticism.tone"

// answer is the rule of words that say that somebody is let down. They count only as
// an answer to bad news of our own, and not in a plain question about it.
const answer = "criticism.answer"

// slur is the rule of words for people that hurt in a denial, too.
const slur = "hate.slur"

// quotation is what is left of a harsh word that stands in quotation marks.
const quotation = 0.4

// hurts names labels whose words people quote to speak against them.
func hurts(l inbox.Label) bool {
	return l == inbox.LabelInsult || l == inbox.LabelHate || l == inbox.LabelThreat || l == inbox.LabelDefamation
}

// informs reports whether the sentence of the match is a question that wants to know
// something, and no reproach that is dressed as one.
func (w *work) informs(m match) bool { return w.asks(m) && !w.reproaches(w.tokens[m.from].sentence) }

// reproaches looks for a word of reproach in a sentence: why, wer bezahlt, not.
func (w *work) reproaches(n int32) bool {
	if int(n) >= len(w.sentences) {
		return false
	}
	s := w.sentences[n]
	for i := s.first; i < min(s.last, int32(len(w.tokens))); i++ {
		if w.tokens[i].groups&(w.lex.reproach|w.lex.negation) != 0 {
			return true
		}
	}
	return false
}

// asks reports whether the sentence of the match ends with a question mark.
func (w *work) asks(m match) bool {
	n := int(w.tokens[m.from].sentence)
	return n < len(w.sentences) && w.sentences[n].sign == '?'
}

// near looks for a word of the groups within so many words of the match.
func (w *work) near(m match, groups uint64, reach int32) bool {
	from, to := max(m.from-reach, 0), min(m.to+reach, int32(len(w.tokens)))
	for i := from; i < to; i++ {
		t := &w.tokens[i]
		if t.sentence == w.tokens[m.from].sentence && t.groups&groups != 0 {
			return true
		}
	}
	return false
}

// municipal reports whether the sentence of the match has a seed word of a topic: it
// is about something that a town runs.
func (w *work) municipal(m match) bool {
	s := w.tokens[m.from].sentence
	if int(s) >= len(w.sentences) {
		return false
	}
	for i := w.sentences[s].first; i < min(w.sentences[s].last, int32(len(w.tokens))); i++ {
		for _, h := range w.hits[w.tokens[i].hits:w.tokens[i].more] {
			if len(w.lex.terms[h].topics) > 0 {
				return true
			}
		}
	}
	return false
}

// add keeps evidence. Of two pieces for one label on the same bytes the heavier
// counts: a word found as itself and as a stem is one reason, not two.
func (w *work) add(e evidence) {
	if e.weight = w.lex.own.weigh(e.rule, e.weight); e.weight <= 0 {
		return
	}
	for i := range w.evidence {
		o := &w.evidence[i]
		if o.label == e.label && e.start < o.end && o.start < e.end {
			if e.weight > o.weight {
				*o = e
			}
			return
		}
	}
	if len(w.evidence) < maxEvidence && e.start < e.end {
		w.evidence = append(w.evidence, e)
	}
}

// flags combines the evidence of each label, lets a second layer have its say and
// gives the suggested labels, highest score first, and those that it took back.
func (w *work) flags(r *Rules, second learn.Second) (flags []inbox.Flag, lowered inbox.LabelSet) {
	var miss, sum, score, moved [labelPlaces]float32
	var seen inbox.LabelSet
	for i := range w.evidence {
		e := &w.evidence[i]
		if !seen.Has(e.label) {
			miss[e.label] = 1
			seen = seen.With(e.label)
		}
		miss[e.label] *= 1 - e.weight
		sum[e.label] += e.weight
	}
	w.irony(&miss, seen)
	w.overshadow(&miss, seen)
	for set := seen; set != 0; set &= set - 1 {
		l := bits.TrailingZeros32(uint32(set))
		score[l] = 1 - miss[l]
	}
	if second != nil {
		was := score
		moved = w.revise(second, &score)
		for set := seen; set != 0; set &= set - 1 {
			l := inbox.Label(bits.TrailingZeros32(uint32(set)))
			if from := w.lex.own.from(l); was[l] >= from && score[l] < from {
				lowered = lowered.With(l)
			}
		}
	}
	labels, spans := 0, 0
	for l := range score {
		if w.given(inbox.Label(l), &score) {
			labels++
		}
	}
	if labels == 0 {
		return nil, lowered
	}
	for i := range w.evidence {
		if w.given(w.evidence[i].label, &score) {
			spans++
		}
	}
	slices.SortFunc(w.evidence, func(a, b evidence) int {
		return cmp.Or(cmp.Compare(a.label, b.label), cmp.Compare(a.start, b.start))
	})
	flags = make([]inbox.Flag, 0, labels)
	all := make([]inbox.Span, 0, spans)
	i := 0
	for n := range score {
		l := inbox.Label(n)
		for i < len(w.evidence) && w.evidence[i].label < l {
			i++
		}
		if !w.given(l, &score) {
			continue
		}
		first := len(all)
		for ; i < len(w.evidence) && w.evidence[i].label == l && len(all)-first < maxSpans; i++ {
			e := &w.evidence[i]
			all = append(all, inbox.Span{Start: int(e.start), End: int(e.end), Rule: e.rule, Weight: e.weight / sum[l]})
		}
		f := inbox.Flag{Label: l, Score: hundredths(score[l]), House: hundredths(moved[l]), Cue: r.cue(w, l), Spans: all[first:len(all):len(all)]}
		if len(f.Spans) == 0 {
			f.Spans = r.explain(w, l, second)
		}
		flags = append(flags, f)
	}
	slices.SortStableFunc(flags, func(a, b inbox.Flag) int { return cmp.Compare(b.Score, a.Score) })
	return flags, lowered
}

func hundredths(x float32) float32 {
	return max(min(float32(math.Round(float64(x)*100)/100), 0.99), -0.99)
}

// given reports whether a label is suggested in the end.
func (w *work) given(l inbox.Label, score *[labelPlaces]float32) bool {
	return score[l] > 0 && score[l] >= w.lex.own.from(l)
}

// overshadow takes away what a heavier label says already: an unfriendly tone beside
// anything that names what is unfriendly, and small words of criticism beside what hurts
// more.
func (w *work) overshadow(miss *[32]float32, seen inbox.LabelSet) {
	const named = 1<<inbox.LabelCriticism | 1<<inbox.LabelInsult | 1<<inbox.LabelHate | 1<<inbox.LabelThreat | 1<<inbox.LabelDefamation |
		1<<inbox.LabelProfanity | 1<<inbox.LabelEmergency | 1<<inbox.LabelDefect | 1<<inbox.LabelComplaint
	for set := seen & named; set != 0 && seen.Has(inbox.LabelNegative); set &= set - 1 {
		if w.suggested(inbox.Label(bits.TrailingZeros32(uint32(set))), miss) {
			miss[inbox.LabelNegative] = 1
		}
	}
	insulted, harsh := seen.Has(inbox.LabelInsult) && w.suggested(inbox.LabelInsult, miss), false
	for _, l := range []inbox.Label{inbox.LabelHate, inbox.LabelThreat, inbox.LabelEmergency} {
		harsh = harsh || seen.Has(l) && w.suggested(l, miss)
	}
	if !harsh && !insulted || !seen.Has(inbox.LabelCriticism) {
		return
	}
	for i := range w.evidence {
		e := &w.evidence[i]
		small := e.rule == answer || e.rule == "criticism.model" || harsh && e.rule == tone
		if e.label == inbox.LabelCriticism && !small {
			return
		}
	}
	miss[inbox.LabelCriticism] = 1
}

// suggested reports whether what speaks for a label is enough.
func (w *work) suggested(l inbox.Label, miss *[32]float32) bool {
	return 1-miss[l] >= w.lex.own.from(l)
}

// irony doubts praise that stands beside an insult or open anger.
func (w *work) irony(miss *[32]float32, seen inbox.LabelSet) {
	if !seen.Has(inbox.LabelPraise) {
		return
	}
	for _, l := range []inbox.Label{inbox.LabelInsult, inbox.LabelProfanity, inbox.LabelThreat, inbox.LabelCriticism} {
		if seen.Has(l) && 1-miss[l] >= 0.6 && (l != inbox.LabelCriticism || miss[l] < miss[inbox.LabelPraise]*1.3) {
			miss[inbox.LabelPraise] = 1 - (1-miss[inbox.LabelPraise])*0.55
			return
		}
	}
}
