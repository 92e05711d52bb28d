package bolt

import (
	"time"

	"google.golang.org/protobuf/encoding/protowire"

	"lotse/inbox"
)

// readContent decodes a value into an item without state. It copies the value
// once; all strings of the item are parts of that copy.
func readContent(id inbox.ItemID, v []byte) (*inbox.Item, error) {
	header, text, ok := splitContent(v)
	if !ok {
		return nil, damaged("content", "item", id.Short())
	}
	all := string(v)
	it := &inbox.Item{ID: id}
	it.Content.Text = all[len(v)-len(text):]
	w := wire{b: header, s: all[len(v)-len(text)-len(header) : len(v)-len(text)]}
	for w.next() {
		readField(it, &w)
	}
	if w.bad {
		return nil, damaged("content", "item", id.Short())
	}
	return it, nil
}

func readField(it *inbox.Item, w *wire) { //nolint:gocyclo // one line a field
	c := &it.Content
	switch w.field {
	case fName:
		c.Author.Name = w.str()
	case fHandle:
		c.Author.Handle = w.str()
	case fWarning:
		c.Warning = w.str()
	case fRemoteID:
		c.RemoteID = w.str()
	case fThread:
		c.Thread = w.str()
	case fChannel:
		c.Channel = w.str()
	case fRef:
		c.Ref = w.str()
	case fKind:
		c.Kind = inbox.ItemKind(w.small())
	case fURL:
		c.URL = w.str()
	case fParent:
		c.Parent = w.str()
	case fAuthorID:
		c.Author.ID = w.str()
	case fAuthorURL:
		c.Author.URL = w.str()
	case fSource:
		c.Source = w.str()
	case fLanguage:
		c.Language = w.str()
	case fAudience:
		c.Audience = inbox.Audience(w.small())
	case fMedia:
		c.Media = append(c.Media, readMedia(w))
	case fPostedAt:
		c.PostedAt = w.time()
	case fEditedAt:
		c.EditedAt = w.time()
	case fEditObserved:
		c.EditObserved = w.num != 0
	case fVersion:
		it.Version = uint32(w.num) // written from one
	case fHash:
		if len(w.bytes) != len(it.Hash) {
			w.bad = true
			return
		}
		copy(it.Hash[:], w.bytes)
	case fSeenAt:
		it.SeenAt = w.time()
	case fAssessment:
		readAssessment(&it.Assessment, w)
	}
}

func readMedia(outer *wire) (m inbox.Media) {
	w := outer.sub()
	for w.next() {
		switch w.field {
		case fMediaType:
			m.Type = w.str()
		case fMediaURL:
			m.URL = w.str()
		case fMediaAlt:
			m.Alt = w.str()
		}
	}
	outer.bad = outer.bad || w.bad
	return m
}

// wire walks the fields of a message. b and s hold the same bytes: strings are
// cut from s and cost nothing. Without s there are no strings, only bytes.
type wire struct {
	b     []byte
	s     string
	field protowire.Number
	num   uint64 // of a number field
	bytes []byte // of a bytes field
	text  string // the same bytes, cut from s
	bad   bool
}

// next goes to the next field. Types this program never writes are passed over.
func (w *wire) next() bool {
	if len(w.b) == 0 || w.bad {
		return false
	}
	field, typ, n := protowire.ConsumeTag(w.b)
	if n < 0 {
		w.bad = true
		return false
	}
	w.skip(n)
	w.field, w.num, w.bytes, w.text = field, 0, nil, ""
	switch typ {
	case protowire.VarintType:
		w.num, n = protowire.ConsumeVarint(w.b)
	case protowire.Fixed32Type:
		var v uint32
		v, n = protowire.ConsumeFixed32(w.b)
		w.num = uint64(v)
	case protowire.BytesType:
		w.bytes, n = protowire.ConsumeBytes(w.b)
		if n >= 0 && w.s != "" {
			w.text = w.s[n-len(w.bytes) : n]
		}
	default:
		n = protowire.ConsumeFieldValue(field, typ, w.b)
	}
	if n < 0 {
		w.bad = true
		return false
	}
	w.skip(n)
	return true
}

func (w *wire) skip(n int) {
	w.b = w.b[n:]
	if w.s != "" {
		w.s = w.s[n:]
	}
}

func (w *wire) str() string { return w.text }

func (w *wire) sub() wire { return wire{b: w.bytes, s: w.text} }

func (w *wire) small() uint8 { return uint8(w.num) } // enums of one byte

func (w *wire) time() time.Time {
	sec, n := protowire.ConsumeVarint(w.bytes)
	if n < 0 {
		w.bad = true
		return time.Time{}
	}
	ns, m := protowire.ConsumeVarint(w.bytes[n:])
	if m < 0 {
		ns = 0
	}
	return time.Unix(protowire.DecodeZigZag(sec), int64(ns)).UTC()
}
