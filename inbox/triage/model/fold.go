package model

import (
	"unicode"
	"unicode/utf8"
)

// folds maps the letters up to U+017F to lower-case ASCII: ä to ae, ß to ss, é
// to e. An empty string means: no letter.
var folds = buildFolds()

func buildFolds() (t [0x180]string) {
	const lower = "abcdefghijklmnopqrstuvwxyz"
	for i := range lower {
		t['a'+i], t['A'+i] = lower[i:i+1], lower[i:i+1]
	}
	for _, g := range [...][2]string{
		{"a", "àáâãåÀÁÂÃÅāăąĀĂĄ"},
		{"c", "çÇćĉċčĆĈĊČ"},
		{"d", "ďđĎĐðÐ"},
		{"e", "èéêëÈÉÊËēĕėęěĒĔĖĘĚ"},
		{"g", "ĝğġģĜĞĠĢ"},
		{"h", "ĥħĤĦ"},
		{"i", "ìíîïÌÍÎÏĩīĭįıĨĪĬĮİ"},
		{"j", "ĵĴ"},
		{"k", "ķĸĶ"},
		{"l", "ĺļľŀłĹĻĽĿŁ"},
		{"n", "ñÑńņňŉŃŅŇ"},
		{"o", "òóôõøÒÓÔÕØōŏőŌŎŐ"},
		{"r", "ŕŗřŔŖŘ"},
		{"s", "śŝşšŚŜŞŠſ"},
		{"t", "ţťŧŢŤŦ"},
		{"u", "ùúûÙÚÛũūŭůűųŨŪŬŮŰŲ"},
		{"w", "ŵŴ"},
		{"y", "ýÿÝŷŶŸ"},
		{"z", "źżžŹŻŽ"},
		{"ae", "äæÄÆ"},
		{"oe", "öœÖŒ"},
		{"ue", "üÜ"},
		{"ss", "ß"},
		{"th", "þÞ"},
		{"ng", "ŋŊ"},
		{"ij", "ĳĲ"},
	} {
		for _, r := range g[1] {
			t[r] = g[0]
		}
	}
	return t
}

// appendFolded appends the folded lower-case letter r. Letters of other scripts
// stay; letters in disguise (full-width, mathematical) are taken for what they
// look like.
func appendFolded(b []byte, r rune) []byte {
	switch {
	case r < utf8.RuneSelf:
		return append(b, byte(r))
	case r < 0x180:
		return append(b, folds[r]...)
	case r >= 0xFF41 && r <= 0xFF5A:
		return append(b, byte(r-0xFEE0))
	case r >= 0x1D400 && r <= 0x1D6A3:
		return append(b, 'a'+byte((r-0x1D400)%52%26))
	}
	return utf8.AppendRune(b, r)
}

func isLetter(r rune) bool {
	if r < 0x180 {
		return folds[max(r, 0)] != ""
	}
	return unicode.IsLetter(r)
}

// glued names characters that stand inside a word without ending it: accents
// written apart and what is invisible and used to break up a word.
func glued(r rune) bool {
	return r == 0xAD || r >= 0x300 && r < 0x370 || r >= 0x200B && r <= 0x200F || r >= 0x2060 && r <= 0x2064 ||
		r == 0xFEFF || r >= 0xFE00 && r <= 0xFE0F || r >= 0xE0000 || r >= 0x610 && unicode.Is(unicode.Mn, r)
}
