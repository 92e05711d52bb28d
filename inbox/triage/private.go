package triage

import (
	"strings"

	"lotse/inbox"
)

// privateData finds what identifies a person: bank accounts, phone numbers, mail
// addresses, file numbers, home addresses, number plates. Whether it is the
// writer's own or another's is for a person to say; both should leave the page.
func (w *work) privateData() {
	if w.ats > 0 || strings.IndexByte(w.text, '@') >= 0 {
		w.mailAddresses()
	}
	if w.digits == 0 {
		return
	}
	w.numbers()
	w.fileNumbers()
	w.homeAddresses()
}

func (w *work) private(rule string, weight float32, start, end int) {
	w.add(evidence{inbox.LabelPrivateData, rule, weight, int32(start), int32(end)})
}

func alnum(b byte) bool { return digit(b) || letter(b) }
func digit(b byte) bool { return b >= '0' && b <= '9' }
func letter(b byte) bool {
	return b|0x20 >= 'a' && b|0x20 <= 'z'
}

// maxLocal bounds the search around an @ sign.
const maxLocal = 64

func (w *work) mailAddresses() {
	s := w.text
	for i := 0; i < len(s); i++ {
		if s[i] != '@' {
			continue
		}
		start := i
		for start > 0 && i-start < maxLocal && (alnum(s[start-1]) || strings.IndexByte("._%+-", s[start-1]) >= 0) {
			start--
		}
		end, dot := i+1, 0
		for end < len(s) && end-i < 4*maxLocal && (alnum(s[end]) || s[end] == '-' || s[end] == '.') {
			if s[end] == '.' {
				dot = end
			}
			end++
		}
		for end > i && (s[end-1] == '.' || s[end-1] == '-') {
			end--
			if dot == end {
				dot = strings.LastIndexByte(s[i:end], '.') + i
			}
		}
		// @user@server is a handle of the fediverse, not a mailbox.
		handle := start > 0 && s[start-1] == '@'
		if start < i && dot > i+1 && end-dot > 2 && !handle {
			w.private("private_data.mail", 0.8, start, end)
		}
		i = max(i, end-1)
	}
}

// numbers looks at every place where a number could begin.
func (w *work) numbers() {
	s := w.text
	for i := 0; i < len(s); i++ {
		if i > 0 && (alnum(s[i-1]) || s[i-1] >= 0x80) {
			continue
		}
		switch {
		case letter(s[i]) && i+3 < len(s):
			if n := iban(s[i:]); n > 0 {
				w.private("private_data.iban", 0.98, i, i+n)
				i += n - 1
			} else if n := plate(s[i:]); n > 0 {
				w.private("private_data.plate", 0.55, i, i+n)
				i += n - 1
			}
		case s[i] == '0' || s[i] == '+' || s[i] == '(':
			if i > 1 && s[i-1] == ' ' && digit(s[i-2]) {
				continue // the middle of a longer number
			}
			if n, weight := phone(s[i:]); n > 0 {
				w.private("private_data.phone", weight, i, i+n)
				i += n - 1
			}
		}
	}
}

// fileNumbers finds a keyword such as Aktenzeichen with a number close behind.
func (w *work) fileNumbers() {
	for i := range w.tokens {
		if w.tokens[i].groups&w.lex.fileWords == 0 {
			continue
		}
		for k := i + 1; k < len(w.tokens) && k <= i+4; k++ {
			t := &w.tokens[k]
			if t.sentence != w.tokens[i].sentence {
				break
			}
			if start, end := w.numberAround(t); end-start >= 5 && hasDigits(w.text[start:end], 3) {
				w.private("private_data.file_number", 0.85, int(w.tokens[i].start), end)
				break
			}
		}
	}
}

// numberAround widens a token to the whole file number: 51-2024/0815.
func (w *work) numberAround(t *token) (start, end int) {
	start, end = int(t.start), int(t.end)
	for end < len(w.text) && end-start < maxLocal && (alnum(w.text[end]) || strings.IndexByte("-/.", w.text[end]) >= 0 ||
		w.text[end] == ' ' && digit(w.text[end-1]) && end+1 < len(w.text) && digit(w.text[end+1])) {
		end++
	}
	for end > start && !alnum(w.text[end-1]) && w.text[end-1] < 0x80 {
		end--
	}
	return start, end
}

func hasDigits(s string, n int) bool {
	for i := 0; i < len(s); i++ {
		if digit(s[i]) {
			n--
		}
	}
	return n <= 0
}

// homeAddresses finds a street with a house number, but only when the sentence
// speaks of a person: the town's own addresses are no secret.
func (w *work) homeAddresses() {
	for i := range w.tokens {
		if w.tokens[i].groups&w.lex.streets == 0 || i+1 >= len(w.tokens) {
			continue
		}
		n := &w.tokens[i+1]
		if word := w.folded[n.from:n.to]; len(word) == 0 || len(word) > 4 || !digit(word[0]) || n.start-w.tokens[i].end > 2 {
			continue
		}
		weight := float32(0)
		for k := max(i-12, 0); k < min(i+9, len(w.tokens)); k++ {
			t := &w.tokens[k]
			if t.sentence != w.tokens[i].sentence {
				continue
			}
			if t.groups&w.lex.living != 0 {
				weight = max(weight, 0.8)
			}
			if t.groups&w.lex.persons != 0 {
				weight = max(weight, 0.6)
			}
		}
		if weight > 0 {
			w.private("private_data.address", weight, int(w.tokens[i].start), int(n.end))
		}
	}
}
