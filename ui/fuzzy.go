package ui

import (
	"strings"
	"unicode/utf8"

	"lotse/inbox"
)

// fuzzy ranks how well typed words name something: every word must be found in it,
// as a piece or as its letters in their order. More is better.
func fuzzy(typed, hay string) (score int, ok bool) {
	hay = inbox.FoldText(hay)
	for _, w := range strings.Fields(inbox.FoldText(typed)) {
		n, ok := fuzzyWord(w, hay)
		if !ok {
			return 0, false
		}
		score += n
	}
	return score, true
}

func fuzzyWord(w, hay string) (int, bool) {
	long := 10 * utf8.RuneCountInString(w)
	switch at := strings.Index(hay, w); {
	case at == 0:
		return 4*long - len(hay)/8, true
	case at > 0 && hay[at-1] == ' ':
		return 3*long - at/8, true
	case at > 0:
		return 2*long - at/8, true
	}
	if long < 30 { // two letters stand in any sentence
		return 0, false
	}
	// The letters in their order, close together and preferably at a word's start.
	score, last, rest := 0, -1, []rune(hay)
	for _, r := range w {
		at := last + 1
		for at < len(rest) && rest[at] != r {
			at++
		}
		switch {
		case at == len(rest) || last >= 0 && at-last > 12:
			return 0, false
		case at == last+1 || at > 0 && rest[at-1] == ' ':
			score += 6
		}
		last = at
	}
	return score, true
}
