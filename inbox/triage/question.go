package triage

import "lotse/inbox"

// askedFor finds questions: a question mark behind at least two words, surer
// when the sentence begins like a question. Rhetorical ones stand under [not]
// in the lexicon.
func (w *work) askedFor() {
	for n, s := range w.sentences {
		first, last := s.first, min(s.last, int32(len(w.tokens)))
		if s.sign != '?' || last-first < 2 {
			continue
		}
		if w.blocked(inbox.LabelQuestion, match{from: first, to: last}) {
			continue
		}
		if w.bad && w.reproaches(int32(n)) {
			w.add(evidence{inbox.LabelCriticism, "criticism.question", 0.6, w.tokens[first].start, w.tokens[last-1].end})
			continue
		}
		weight := float32(0.6)
		for i := first; i < last && i < first+3; i++ {
			if w.tokens[i].groups&w.lex.asking != 0 {
				weight = 0.85
				break
			}
		}
		w.add(evidence{inbox.LabelQuestion, "question.mark", weight, w.tokens[first].start, w.tokens[last-1].end})
	}
}

// sourced finds a claim that brings its source along: a link in a comment that
// says something itself. What looks like advertising brings no source.
func (w *work) sourced() {
	if w.links == 0 || w.shortened || len(w.tokens) < wordy {
		return
	}
	for i := range w.evidence {
		if w.evidence[i].label == inbox.LabelSpam && w.evidence[i].weight >= 0.25 {
			return
		}
	}
	weight := float32(0.4)
	if len(w.tokens) >= 3*wordy {
		weight = threshold
	}
	w.add(evidence{inbox.LabelClaim, "claim.link", weight, w.link[0], w.link[1]})
}

// wordy is how many words a comment needs to be more than the frame of a link.
const wordy = 8

// promoted weighs the marks of advertising that are no words.
func (w *work) promoted() {
	if w.links == 0 {
		return
	}
	weight := float32(0.1)
	if w.shortened {
		weight = 0.4
	}
	weight += 0.1 * float32(min(w.links-1, 3))
	if w.hashtags > 8 {
		weight += 0.2
	}
	if len(w.tokens) < 4 {
		weight += 0.15 // nothing but a link
	}
	w.add(evidence{inbox.LabelSpam, "spam.link", min(weight, 0.9), w.link[0], w.link[1]})
}
