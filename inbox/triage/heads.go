package triage

import "lotse/inbox"

// The trained model reads tone better than any list of words; the rules know what a
// town's page is about and what stands in quotation marks. So a head speaks for a
// label where the rules leave room for it, and several must agree for what would
// hurt somebody if it were wrong.

// learned adds what the heads say to the evidence. lexica are the languages of the
// text: the model has learned German and a little English.
func (w *work) learned(lexica uint16, bad bool) {
	s := &w.reading.Scores
	if lexica&(1<<langDE|1<<langEN) == 0 || len(w.tokens) == 0 {
		return
	}
	rough := min(s[inbox.HeadOffensive], s[inbox.HeadInsult])
	aimed := w.mentions(w.lex.targets | w.lex.offices)
	if rough >= 0.5 && s[inbox.HeadPraise] < 0.5 && !w.says(inbox.LabelPraise) && !w.says(inbox.LabelEmergency) && !w.hushed(inbox.LabelInsult) && (aimed || rough >= 0.6) && !w.mentions(w.lex.folks) {
		w.speak(inbox.LabelInsult, "insult.model", 0.3+rough/2)
	}
	if s[inbox.HeadHate] >= 0.5 && s[inbox.HeadOffensive] >= 0.6 && s[inbox.HeadNegative] >= 0.4 && w.mentions(w.lex.folks) && !w.hushed(inbox.LabelHate) {
		w.speak(inbox.LabelHate, "hate.model", 0.6)
	}
	if s[inbox.HeadProfanity] >= 0.6 {
		w.speak(inbox.LabelProfanity, "profanity.model", s[inbox.HeadProfanity]*0.9)
	}
	kind := max(s[inbox.HeadPositive], s[inbox.HeadPraise])
	if s[inbox.HeadPraise] >= 0.5 && s[inbox.HeadPositive] >= 0.6 && !w.asksOnly() {
		w.speak(inbox.LabelPraise, "praise.model", 0.35+kind/4)
	}
	if s[inbox.HeadFact] >= 0.75 && len(w.tokens) >= wordy && !w.asksOnly() {
		w.speak(inbox.LabelClaim, "claim.model", s[inbox.HeadFact]*0.75)
	}
	if s[inbox.HeadEngaging] >= 0.65 && len(w.tokens) >= 2*wordy {
		w.speak(inbox.LabelEngaging, "engaging.model", s[inbox.HeadEngaging]*0.9)
	}
	w.discontent(s, bad)
}

// discontent weighs an unfriendly tone: beside a word for the town, or under our own
// bad news, it is criticism, elsewhere it is only a tone. Who reports a defect or asks
// something may be curt.
func (w *work) discontent(s *inbox.Scores, bad bool) {
	tone := s[inbox.HeadNegative]
	if s[inbox.HeadPositive] > tone || !bad && (w.says(inbox.LabelQuestion) || w.says(inbox.LabelDefect) || w.mentions(w.lex.folks)) || w.says(inbox.LabelPraise) || w.hushed(inbox.LabelCriticism) || w.denied != 0 {
		return
	}
	switch {
	case tone >= 0.38 && (bad || w.mentions(w.lex.town) || w.aboutTown()):
		weight := 0.15 + tone*0.7
		if tone < 0.6 && !bad { // beside small words only
			weight = min(weight, 0.45)
		}
		w.speak(inbox.LabelCriticism, "criticism.model", weight)
	case tone >= 0.5 && !w.hushed(inbox.LabelNegative):
		w.speak(inbox.LabelNegative, "negative.model", tone)
	}
}

// speak adds evidence of a head. It is about the text as a whole, so its stretch is
// the sentence with the most words of it.
func (w *work) speak(l inbox.Label, rule string, weight float32) {
	if w.says(l) {
		return // the words that say it are a better reason
	}
	from, to := int32(0), int32(len(w.tokens))
	for _, s := range w.sentences {
		if last := min(s.last, int32(len(w.tokens))); last-s.first > to-from || to-from == int32(len(w.tokens)) && last > s.first {
			from, to = s.first, last
		}
	}
	w.addWhole(evidence{l, rule, weight, w.tokens[from].start, w.tokens[to-1].end})
}

// mentions looks for a word of the groups anywhere in the text.
func (w *work) mentions(groups uint64) bool {
	for i := range w.tokens {
		if w.tokens[i].groups&groups != 0 && !w.tokens[i].quoted {
			return true
		}
	}
	return false
}

// aboutTown reports whether the text has a seed word of a topic.
func (w *work) aboutTown() bool {
	for _, h := range w.hits {
		if len(w.lex.terms[h].topics) > 0 {
			return true
		}
	}
	return false
}

// hushed reports whether something in the text speaks against the label: a word that
// does not count for it, a quotation, a denial of it.
func (w *work) hushed(l inbox.Label) bool {
	for i := range w.tokens {
		if t := &w.tokens[i]; t.quoted || t.blocked&(1<<l) != 0 {
			return true
		}
	}
	return w.denied&(1<<l) != 0
}

// says reports whether a rule suggests the label.
func (w *work) says(l inbox.Label) bool {
	for i := range w.evidence {
		if w.evidence[i].label == l && w.evidence[i].weight >= threshold {
			return true
		}
	}
	return false
}

// asksOnly reports whether every sentence is a question.
func (w *work) asksOnly() bool {
	for _, s := range w.sentences {
		if s.sign != '?' && s.last-s.first > 2 {
			return false
		}
	}
	return len(w.sentences) > 0
}

// addWhole keeps evidence that is about a whole sentence: it stands beside what its
// words say and does not take their place.
func (w *work) addWhole(e evidence) {
	if e.weight = w.lex.own.weigh(e.rule, e.weight); e.weight > 0 && len(w.evidence) < maxEvidence && e.start < e.end {
		w.evidence = append(w.evidence, e)
	}
}

// badNews reports whether our own post tells something that people will not like: a
// cancellation, a closure, a price that rises.
func (w *work) badNews(post string) bool {
	if post == "" {
		return false
	}
	w.post.reset(w.lex, clip(post, maxPost))
	w.post.scan()
	for i := range w.post.tokens {
		if w.post.tokens[i].groups&w.lex.sorry != 0 {
			return true
		}
	}
	return false
}
