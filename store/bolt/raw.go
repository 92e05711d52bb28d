package bolt

import (
	"encoding/binary"

	"lotse/inbox"
)

// lead is the first part of a content's header, as it lies in the file.
type lead struct {
	name, handle, warning, remoteID, thread []byte
	size                                    int // bytes of the header they take
}

// readLead stops behind the last field it is after: they are written first.
func readLead(h []byte) (l lead) {
	for len(h) > 1 {
		n, w := binary.Uvarint(h[1:])
		if w <= 0 || n > uint64(len(h)-1-w) { // lengths are never negative
			return l
		}
		v := h[1+w : 1+w+int(n)] // within len(h)
		switch h[0] {
		case byte(fName<<3 | 2):
			l.name = v
		case byte(fHandle<<3 | 2):
			l.handle = v
		case byte(fWarning<<3 | 2):
			l.warning = v
		case byte(fRemoteID<<3 | 2):
			l.remoteID = v
		case byte(fThread<<3 | 2):
			l.thread = v
		default:
			return l
		}
		l.size += 1 + w + int(n) // within len(h)
		h = h[1+w+int(n):]       // within len(h)
	}
	return l
}

// matchRaw decides a filter's conditions on the text from a content's value. It
// answers exactly as Filter.MatchContent and decodes nothing.
func (q *query) matchRaw(id inbox.ItemID, v []byte) (bool, error) {
	header, text, ok := splitContent(v)
	if !ok {
		return false, damaged("content", "item", id.Short())
	}
	l := readLead(header)
	// The lead in one piece ends most cases with one look: a word that stands nowhere
	// in it is in none of its fields. A word with broken bytes in it could read
	// differently at the border of two fields.
	for i := range q.terms {
		if t := &q.terms[i]; !t.odd && !q.filter.Text[i].Not && !t.in(text) && !t.in(header[:l.size]) {
			return false, nil
		}
	}
	if t := q.filter.Thread; t != "" {
		key := l.thread
		if len(key) == 0 {
			key = l.remoteID
		}
		if string(key) != t && string(l.remoteID) != t {
			return false, nil
		}
	}
	if len(q.authors) > 0 && !l.byOneOf(q.authors) || l.byOneOf(q.notAuthors) {
		return false, nil
	}
	if f := q.filter; (f.Suggested || f.Claims != nil) && (f.Look == nil || !f.Look(id, string(text))) {
		return false, nil
	}
	for i := range q.terms {
		t := &q.terms[i]
		if (t.in(text) || t.in(l.warning) || t.in(l.name) || t.in(l.handle)) == q.filter.Text[i].Not {
			return false, nil
		}
	}
	return true, nil
}

func (l *lead) byOneOf(fs []finder) bool {
	for i := range fs {
		if fs[i].in(l.handle) || fs[i].in(l.name) {
			return true
		}
	}
	return false
}
