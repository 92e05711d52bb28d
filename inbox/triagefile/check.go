package triagefile

import (
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"

	"lotse/inbox"
	"lotse/inbox/config/strict"
	"lotse/inbox/triage"
)

// each compiles the strings of a list and puts a mistake at the word it is about.
func (r *reader) each(in, key string, lines []string, add func(line string) error) {
	if !r.Has(in + "." + key) {
		r.Fail(in, inbox.Fail(inbox.CodeFileNeeds, "key", key, "in", table(in)))
	}
	for i, line := range lines {
		err := add(line)
		if err == nil {
			continue
		}
		path := join(in+"."+key, i)
		if !r.Has(path) {
			path = in + "." + key // one string for a list of one
		}
		var le *triage.LineError
		if !errors.As(err, &le) {
			le = &triage.LineError{Word: line, Want: triage.WantWord}
		}
		r.FailInside(path, offset(line, le), inbox.Fail(inbox.CodeFileValue,
			"key", table(in)+"."+key, "got", inbox.Quote(le.Word), "want", string(le.Want)))
	}
}

// offset counts the characters before a word, the quotation mark included.
func offset(line string, e *triage.LineError) int {
	at := -1
	for from := 0; e.Word != ""; {
		i := strings.Index(line[from:], e.Word)
		if i < 0 {
			break
		}
		at, from = from+i, from+i+len(e.Word)
		if !e.Last && whole(line, at, from) {
			break
		}
	}
	if at < 0 {
		return 0
	}
	return utf8.RuneCountInString(line[:at]) + 1
}

// whole reports whether line[from:to] is a word and not a part of one.
func whole(line string, from, to int) bool {
	return (from == 0 || strings.TrimSpace(line[from-1:from]) == "") && (to == len(line) || strings.TrimSpace(line[to:to+1]) == "")
}

// id checks an id and that it is there once.
func (r *reader) id(in, key, got string, seen map[string]int) bool {
	path := in + "." + key
	line, _ := r.At(path)
	switch first, taken := seen[got]; {
	case !r.Has(path):
		r.Fail(in, inbox.Fail(inbox.CodeFileNeeds, "key", key, "in", table(in)))
	case !plain(got):
		r.Fail(path, inbox.Fail(inbox.CodeFileValue, "key", table(in)+"."+key, "got", inbox.Quote(got), "want", "id"))
	case taken:
		r.Fail(path, inbox.Fail(inbox.CodeFileTwice, "key", key, "got", inbox.Quote(got), "line", strconv.Itoa(first)))
	default:
		seen[got] = line
		return true
	}
	return false
}

func plain(s string) bool {
	for _, c := range s {
		if c|0x20 < 'a' || c|0x20 > 'z' {
			if (c < '0' || c > '9') && c != '-' && c != '_' && c != '.' {
				return false
			}
		}
	}
	return s != "" && len(s) <= 40
}

func (r *reader) needsLabel(in, got string) (inbox.Label, bool) {
	if !r.Has(in + ".label") {
		r.Fail(in, inbox.Fail(inbox.CodeFileNeeds, "key", "label", "in", table(in)))
		return 0, false
	}
	return r.label(in+".label", got)
}

func (r *reader) label(path, got string) (inbox.Label, bool) {
	l, ok := inbox.ParseLabel(got)
	if !ok {
		var names []string
		for _, l := range inbox.Labels() {
			names = append(names, l.String())
		}
		r.oneOf(path, "label", got, names)
	}
	return l, ok
}

// language records an unknown one; "" means every language.
func (r *reader) language(in, got string) bool {
	return got == "" || r.oneOf(in+".language", "language", got, triage.LanguageCodes())
}

func (r *reader) oneOf(path, kind, got string, known []string) bool {
	for _, k := range known {
		if k == got {
			return true
		}
	}
	if got != "" || r.Has(path) {
		r.Fail(path, inbox.Fail(inbox.CodeUnknownName, "kind", kind, "got", inbox.Quote(got),
			"nearest", strict.Nearest(got, known), "known", strings.Join(known, ", ")))
	}
	return false
}

// within records a number out of its range.
func (r *reader) within(path string, got, least, most int) bool {
	if got >= least && got <= most {
		return true
	}
	if r.Kind(path) == "integer" { // another type has its problem already
		r.Fail(path, inbox.Fail(inbox.CodeFileValue, "key", table(path), "got", strconv.Itoa(got), "want", "percent"))
	}
	return false
}

// table gives the name of the table in a path, without the indexes.
func table(path string) string {
	name, _, _ := strings.Cut(path, ".")
	return name
}
