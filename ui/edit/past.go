package edit

import "strings"

// state is a text with its cursor.
type state struct {
	text string
	at   int
}

// maxPast bounds how far back a field remembers.
const maxPast = 200

// change says what kind of change came last: letters typed one after the other
// are taken back together, up to a word.
type change uint8

const (
	changedOther change = iota
	changedTyping
	changedErasing
)

// remember keeps the text as it is, before a change of a kind.
func (f *Field) remember(c change) {
	goesOn := c != changedOther && c == f.last && f.movedTo == f.at
	if !goesOn {
		f.past = append(f.past, state{f.text, f.at})
		if len(f.past) > maxPast {
			f.past = f.past[len(f.past)-maxPast:]
		}
	}
	f.last, f.future = c, nil
}

// Undo takes the latest change back; false when there is none.
func (f *Field) Undo() bool { return f.travel(&f.past, &f.future) }

// Redo brings back what was taken back.
func (f *Field) Redo() bool { return f.travel(&f.future, &f.past) }

func (f *Field) travel(from, to *[]state) bool {
	f.last = changedOther
	for n := len(*from); n > 0; n = len(*from) {
		s := (*from)[n-1]
		*from = (*from)[:n-1]
		if s.text == f.text {
			continue // nothing came of that change
		}
		*to = append(*to, state{f.text, f.at})
		f.text, f.at, f.want = s.text, s.at, -1
		return true
	}
	return false
}

// kill cuts a stretch out and keeps it for yank, as the shells do.
func (f *Field) kill(from, to int) {
	if from >= to {
		return
	}
	f.remember(changedOther)
	f.killed = f.text[from:to]
	f.cut(from, to)
}

// erase deletes a stretch; one character after the other is one change.
func (f *Field) erase(from, to int) {
	if from >= to {
		return
	}
	f.remember(changedErasing)
	f.cut(from, to)
	f.movedTo = f.at
}

// kindOf tells typing from everything that is put in at once. A space ends a word
// and with it what is taken back together.
func (f *Field) kindOf(s string) change {
	if strings.TrimSpace(s) == "" || len(s) > 4 {
		return changedOther
	}
	return changedTyping
}
