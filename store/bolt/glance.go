package bolt

import (
	"bytes"
	"time"

	"lotse/inbox"
)

// glance is what an ingest asks of a text it may know already. Reading it copies
// nothing and takes a fraction of decoding the content: most of what a channel
// shows was seen before.
type glance struct {
	hash, ref, url, thread, parent []byte
	edited                         time.Time // as edited gives it
	own                            bool
}

func readGlance(v []byte) (g glance, ok bool) {
	header, _, ok := splitContent(v)
	if !ok {
		return g, false
	}
	g.own = v[0]&ownBit != 0
	observed := false
	w := wire{b: header}
	for w.next() {
		switch w.field {
		case fThread:
			g.thread = w.bytes
		case fRef:
			g.ref = w.bytes
		case fURL:
			g.url = w.bytes
		case fParent:
			g.parent = w.bytes
		case fEditedAt:
			g.edited = w.time()
		case fEditObserved:
			observed = w.num != 0
		case fHash:
			g.hash = w.bytes
		}
	}
	if observed {
		g.edited = time.Time{}
	}
	return g, !w.bad
}

// settled reports that an observation says nothing we do not have; have is what
// is stored of the text, and visible what its item's state says.
func (o *seen) settled(have *glance, visible inbox.Visibility) bool {
	c := &o.item.Content
	switch {
	case !o.text:
		return have.own || visible == o.gone
	case edited(c).Before(have.edited):
		return true // a page that came late
	case !bytes.Equal(o.item.Hash[:], have.hash) || !o.sameAddress(have):
		return false
	case o.gone != inbox.Public:
		return have.own || !o.hides(visible)
	}
	return !o.reveals(visible)
}

// sameAddress reports whether there is nothing to take over from a sight of a
// known version: addresses may change while the text stays.
func (o *seen) sameAddress(have *glance) bool {
	c := &o.item.Content
	return (c.Ref == "" || c.Ref == string(have.ref)) && (c.URL == "" || c.URL == string(have.url)) &&
		(len(have.thread) > 0 || c.Thread == "") && (len(have.parent) > 0 || c.Parent == "") &&
		!have.edited.Before(edited(c))
}
