package triage

import "lotse/inbox"

// staffNamed finds "Herr" or "Frau" with a name behind. German writes every noun
// with a capital, so an office ("Frau Bürgermeisterin") is told apart by its group.
func (w *work) staffNamed() {
	for i := range w.tokens {
		if w.tokens[i].groups&w.lex.address == 0 || !w.tokens[i].capital || i+1 >= len(w.tokens) {
			continue
		}
		k := i + 1
		if string(w.folded[w.tokens[k].from:w.tokens[k].to]) == "dr" && k+1 < len(w.tokens) {
			k++
		}
		name := &w.tokens[k]
		if !name.capital || name.number || name.sentence != w.tokens[i].sentence || name.to-name.from < 3 ||
			name.groups&(w.lex.targets|w.lex.offices) != 0 {
			continue
		}
		w.add(evidence{inbox.LabelStaffNamed, "staff_named.address", 0.6, w.tokens[i].start, name.end})
	}
}
