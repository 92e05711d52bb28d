package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"unicode/utf8"

	"lotse/inbox/triage/language"
)

// crossValidate prints how many texts of each kind are told right by tables that have
// not seen them, with the weights as the file holds them.
func crossValidate(to io.Writer, texts []text) {
	type tally struct{ n, right int }
	all := map[string]*tally{}
	for f := range folds {
		guess := language.Decode(language.Encode(train(texts, f)))
		for i := range texts {
			t := &texts[i]
			if t.fold != f {
				continue
			}
			want := t.lang
			if t.column >= 0 && t.column < 3 {
				want = "de"
			}
			g := guess(t.words)
			best := language.German
			for k := range language.Count {
				if g.Log[k] > g.Log[best] {
					best = k
				}
			}
			for _, kind := range kinds(t) {
				if all[kind] == nil {
					all[kind] = &tally{}
				}
				all[kind].n++
				if best.String() == want {
					all[kind].right++
				}
			}
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(all)) {
		fmt.Fprintf(to, "| %s | %d | %.1f |\n", kind, all[kind].n, 100*float64(all[kind].right)/float64(all[kind].n))
	}
}

// kinds names the rows a text counts in.
func kinds(t *text) []string {
	out := []string{t.source + " " + t.lang}
	if t.lang != "de" {
		return out
	}
	switch n := utf8.RuneCountInString(t.words); {
	case n < 20:
		return append(out, "German, below 20 characters")
	case n < 50:
		out = append(out, "German, 20 to 49 characters")
		fallthrough
	default:
		return append(out, "German, 20 characters and more")
	}
}
