package triage

import (
	"unicode"
	"unicode/utf8"
)

// folds maps the letters up to U+017F to lower-case ASCII: ä to ae, ß to ss, é
// to e, ş to s. An empty string means: no letter.
var folds = buildFolds()

func buildFolds() (t [0x180]string) {
	const lower = "abcdefghijklmnopqrstuvwxyz"
	for i := range lower {
		t['a'+i], t['A'+i] = lower[i:i+1], lower[i:i+1]
	}
	for base, variants := range map[string]string{
		"a": "àáâãåÀÁÂÃÅāăąĀĂĄ", "c": "çÇćĉċčĆĈĊČ", "d": "ďđĎĐðÐ", "e": "èéêëÈÉÊËēĕėęěĒĔĖĘĚ",
		"g": "ĝğġģĜĞĠĢ", "h": "ĥħĤĦ", "i": "ìíîïÌÍÎÏĩīĭįıĨĪĬĮİ", "j": "ĵĴ", "k": "ķĸĶ",
		"l": "ĺļľŀłĹĻĽĿŁ", "n": "ñÑńņňŉŃŅŇ", "o": "òóôõøÒÓÔÕØōŏőŌŎŐ", "r": "ŕŗřŔŖŘ",
		"s": "śŝşšŚŜŞŠſ", "t": "ţťŧŢŤŦ", "u": "ùúûÙÚÛũūŭůűųŨŪŬŮŰŲ", "w": "ŵŴ", "y": "ýÿÝŷŶŸ",
		"z": "źżžŹŻŽ", "ae": "äæÄÆ", "oe": "öœÖŒ", "ue": "üÜ", "ss": "ß", "th": "þÞ", "ng": "ŋŊ", "ij": "ĳĲ",
	} {
		for _, r := range variants {
			t[r] = base
		}
	}
	return t
}

// appendFolded appends the folded letter r. Letters of other scripts are only
// put into lower case; letters in disguise (full-width, mathematical) are taken
// for what they look like.
func appendFolded(b []byte, r rune) []byte {
	switch {
	case r < 0x180:
		return append(b, folds[r]...)
	case r == 'ẞ':
		return append(b, "ss"...)
	case r == 'ș':
		return append(b, 's')
	case r == 'ț':
		return append(b, 't')
	case r >= 0xFF21 && r <= 0xFF5A && (r <= 0xFF3A || r >= 0xFF41):
		return append(b, byte(r-0xFEE0)|0x20)
	case r >= 0x1D400 && r <= 0x1D6A3:
		return append(b, 'a'+byte((r-0x1D400)%52%26))
	}
	return utf8.AppendRune(b, unicode.ToLower(r))
}

// foldWord folds a word of a lexicon the way the scanner folds a text.
func foldWord(w string) string {
	var b []byte
	for _, r := range w {
		if r < 0x180 && folds[r] == "" {
			b = utf8.AppendRune(b, r) // a digit, or a sign the scanner makes a token of
			continue
		}
		b = appendFolded(b, r)
	}
	return string(b)
}

func isLetter(r rune) bool {
	if r < 0x180 {
		return folds[r] != ""
	}
	return unicode.IsLetter(r)
}

// glued names characters that stand inside a word without ending it: accents
// written apart and everything invisible that is used to break up a word.
func glued(r rune) bool {
	return r == 0xAD || r >= 0x300 && r < 0x370 || r >= 0x200B && r <= 0x200F || r >= 0x2060 && r <= 0x2064 ||
		r == 0xFEFF || r >= 0xFE00 && r <= 0xFE0F || r >= 0xE0000 || r >= 0x610 && unicode.Is(unicode.Mn, r)
}
