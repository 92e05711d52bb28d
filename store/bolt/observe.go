package bolt

import (
	"bytes"

	"lotse/inbox"
)

// again takes another sight of a text we have; v is its content.
func (p *page) again(w *write, o *seen, v []byte) error {
	g, ok := readGlance(v)
	if !ok {
		return damaged("content", "item", o.id.Short())
	}
	if o.settled(&g, visibility(w.cover.Get(o.id[:]))) {
		p.result.Known++
		return nil
	}
	have, err := readContent(o.id, v)
	if err != nil {
		return err
	}
	if have.State, err = readState(w.tx, o.id[:]); err != nil {
		return err
	}
	own := have.Content.Kind == inbox.KindOwnPost
	if !o.text {
		p.result.Gone++
		return p.vanish(w, o)
	}
	hidden := !own && o.hides(have.State.Visibility)
	if own != (o.item.Content.Kind == inbox.KindOwnPost) {
		o.item.Content.Kind = have.Content.Kind // whose text it is was settled at first sight
	}
	if o.item.Hash == have.Hash {
		if hidden {
			p.result.Gone++
		} else {
			p.result.Known++
		}
		if !o.sameAddress(&g) {
			if err := p.readdress(w, o, have); err != nil {
				return err
			}
		}
	} else {
		if err := p.newVersion(w, o, have, v); err != nil {
			return err
		}
		if own {
			p.result.Own++
			return nil
		}
		p.result.Changed++
		p.result.IDs = append(p.result.IDs, o.id)
	}
	switch {
	case hidden:
		return p.vanish(w, o)
	case own, !o.reveals(have.State.Visibility):
		return nil
	}
	return p.observe(w, inbox.Decision{Kind: inbox.DidReappear, Item: o.id})
}

// vanish notes that the public no longer sees a text.
func (p *page) vanish(w *write, o *seen) error {
	if o.item.Content.Kind == inbox.KindOwnPost {
		return nil
	}
	return p.observe(w, inbox.Decision{Kind: inbox.DidVanish, Item: o.id, Args: inbox.Args{Visible: o.gone}})
}

// newVersion keeps the old content, writes the new one and logs the edit.
func (p *page) newVersion(w *write, o *seen, have *inbox.Item, v []byte) error {
	w.dirty = true
	older := appending(w.tx, bOlder)
	if err := older.Put(olderKey(o.id, have.Version), bytes.Clone(v)); err != nil {
		return err
	}
	it := o.item
	it.Version, it.State = have.Version+1, have.State
	// A page may know less of the conversation than the one before it.
	if it.Content.Thread == "" {
		it.Content.Thread = have.Content.Thread
	}
	if it.Content.Parent == "" {
		it.Content.Parent = have.Content.Parent
	}
	if err := w.putContent(&it, have); err != nil {
		return err
	}
	if it.Content.Kind == inbox.KindOwnPost {
		return nil
	}
	return p.observe(w, inbox.Decision{
		Kind: inbox.DidEdit, Item: it.ID, Base: it.Version,
		Args: inbox.Args{Version: it.Version, Hash: it.Hash},
	})
}

// readdress takes over addresses that changed while the text stayed.
func (p *page) readdress(w *write, o *seen, have *inbox.Item) error {
	it := *have
	takeAddress(&it.Content, &o.item.Content)
	return w.putContent(&it, have)
}

// putContent writes an item's content over the one it had, with what hangs on it.
func (w *write) putContent(it, had *inbox.Item) error {
	w.dirty = true
	id := it.ID
	if err := w.content.Put(id[:], appendContent(nil, it)); err != nil {
		return err
	}
	if now, was := it.Content.ThreadKey(), had.Content.ThreadKey(); now != was {
		code, err := w.s.words.intern(it.Content.Channel)
		if err != nil {
			return err
		}
		if err := w.threads.Delete(threadKey(code, was, id)); err != nil {
			return err
		}
		if err := w.threads.Put(threadKey(code, now, id), nil); err != nil {
			return err
		}
	}
	if it.Content.Kind == inbox.KindOwnPost {
		return nil
	}
	return w.setCover(it)
}

// observe folds and logs what the machine saw. The rules may refuse it, as for an
// item whose visibility a person settled: then only the text was news.
func (p *page) observe(w *write, d inbox.Decision) error {
	d.Actor = inbox.System()
	f, err := w.newFold(p.now)
	if err != nil {
		return err
	}
	switch err := f.decide(d); {
	case err == nil:
		return f.apply()
	case inbox.CodeOf(err).IsRefusal():
		return nil
	default:
		return err
	}
}
