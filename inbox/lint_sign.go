package inbox

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// manyEmoji is from how many pictures on a text looks less like an office.
const manyEmoji = 3

// signs looks at single characters: marks, leftovers, spaces and pictures.
func (l *linter) signs() {
	marks, pictures, joined := 0, 0, false
	for at, r := range l.text {
		n := utf8.RuneLen(r)
		switch {
		case r == '!' || r == '?':
			if at > 0 && strings.ContainsRune("!?", rune(l.text[at-1])) {
				break // belongs to the run before it
			}
			run := len(l.text[at:]) - len(strings.TrimLeft(l.text[at:], "!?"))
			marked := strings.Contains(l.text[at:at+run], "!")
			if marked {
				marks++
			}
			switch {
			case run > 1:
				l.add(at, at+run, LintMarks, LintWarn)
			case marked && marks > 1:
				l.add(at, at+run, LintMarks, LintHint)
			}
		case strings.ContainsRune("{}[]‹›", r):
			l.add(at, at+n, LintLeftover, l.rules.Gaps)
		case r == ' ' && strings.HasPrefix(l.text[at:], "  ") && (at == 0 || l.text[at-1] != ' '):
			run := len(l.text[at:]) - len(strings.TrimLeft(l.text[at:], " "))
			if after := at + run; after < len(l.text) && l.text[after] != '\n' { // at the end of a line they are not posted
				l.add(at, after, LintSpaces, LintHint)
			}
		case isEmoji(r) && !joined:
			pictures++
			if pictures == manyEmoji {
				l.add(at, at+n, LintEmoji, LintHint)
			}
		}
		joined = r == '\u200D'
	}
	for from, to := range lettersOf(l.text) {
		if word := FoldText(l.text[from:to]); len(word) >= 3 && strings.Trim(word, "x") == "" || word == "tbd" {
			l.add(from, to, LintLeftover, LintWarn)
		}
	}
}

// isEmoji knows the blocks of pictures; skin tones belong to the one before them.
func isEmoji(r rune) bool {
	return r >= 0x1F300 && r <= 0x1FAFF && (r < 0x1F3FB || r > 0x1F3FF) || r >= 0x2600 && r <= 0x27BF
}

// officeBoxes are mailboxes that belong to an office and not to a person.
var officeBoxes = []string{
	"info", "kontakt", "contact", "post", "poststelle", "rathaus", "stadt", "gemeinde", "presse", "pressestelle", "mail", "service",
	"buergerbuero", "buergerservice", "buergeramt", "datenschutz", "ordnungsamt", "standesamt", "bauamt", "redaktion", "socialmedia", "social",
}

// numbers finds mail addresses and phone numbers.
func (l *linter) numbers() {
	for from, to := range wordsOf(l.text) {
		word := l.text[from:to]
		box, rest, isMail := strings.Cut(strings.Trim(word, "<>().,;:!?\"„“"), "@")
		if !isMail || box == "" || !strings.Contains(rest, ".") || strings.Contains(rest, "@") {
			continue // "@name@server" is a handle
		}
		if personal(FoldText(box)) {
			l.add(from, to, LintMail, LintWarn)
		}
	}
	for at := 0; at < len(l.text); {
		n, digits := phoneAt(l.text, at)
		if n == 0 {
			at++
			continue
		}
		number := l.text[at : at+n]
		switch {
		case l.inLink(at):
		case isMobile(digits):
			l.add(at, at+n, LintMobile, LintWarn)
		case !l.rules.Contact:
			l.add(at, at+n, LintPhone, LintHint)
		}
		at += len(number)
	}
}

// personal reports whether a mailbox is called after a person: two names with a
// dot, or an initial and a name.
func personal(box string) bool {
	if slices.Contains(officeBoxes, box) {
		return false
	}
	a, b, dotted := strings.Cut(box, ".")
	return dotted && a != "" && b != "" && !slices.Contains(officeBoxes, a) && !slices.Contains(officeBoxes, b) &&
		!strings.ContainsAny(box, "0123456789")
}

// mostDigits is how long a phone number can be, by the rules of the world's network.
const mostDigits = 15

// phoneAt measures a phone number that begins at an offset: with 0 or +, seven
// digits or more, no date and no amount.
func phoneAt(s string, at int) (n int, digits string) {
	if s[at] != '0' && s[at] != '+' || at > 0 && (isDigit(s[at-1]) || strings.ContainsRune(".,:-/+", rune(s[at-1])) || letterBefore(s, at)) {
		return 0, ""
	}
	var b strings.Builder
	end := at
scan:
	for i := at; i < len(s); i++ {
		c := s[i]
		switch {
		case isDigit(c):
			b.WriteByte(c)
			if end = i + 1; b.Len() > mostDigits {
				return 0, ""
			}
			continue
		case c == '+' && i == at, strings.IndexByte(" -/()", c) >= 0:
			continue
		}
		if c == '.' || c == ',' || c == ':' { // 01.02.2026, 08:30
			if i+1 < len(s) && isDigit(s[i+1]) {
				return 0, ""
			}
		}
		break scan
	}
	digits = b.String()
	if len(digits) < 7 {
		return 0, ""
	}
	return end - at, digits
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// isMobile knows the German prefixes of mobile phones.
func isMobile(digits string) bool {
	for _, country := range []string{"0049", "49", "0"} {
		if rest, ok := strings.CutPrefix(digits, country); ok {
			rest = strings.TrimPrefix(rest, "0")
			return strings.HasPrefix(rest, "15") || strings.HasPrefix(rest, "16") || strings.HasPrefix(rest, "17")
		}
	}
	return false
}
