package bolt

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"lotse/inbox"
)

// Ingest takes a page of observations and its cursor in one transaction. A page
// that brings nothing new commits nothing unless its cursor moved.
func (s *Store) Ingest(ctx context.Context, channel string, b inbox.Batch, now time.Time) (inbox.IngestResult, error) {
	now = now.UTC()
	p := &page{channel: channel, batch: &b, now: now, rounds: rounds(channel, b.Observations, now)}
	known := false
	err := s.view(ctx, func(tx *bbolt.Tx) (err error) {
		known, err = p.known(tx)
		return err
	})
	if err != nil {
		return inbox.IngestResult{}, err
	}
	if known {
		n := 0
		for _, r := range p.rounds {
			n += len(r)
		}
		return inbox.IngestResult{Known: n}, nil
	}
	j := &job{system: true, size: len(b.Observations), plan: func(w *write) (func() error, error) {
		return func() error { return p.apply(w) }, nil
	}}
	if err := s.submit(ctx, s.ingest, j); err != nil {
		return inbox.IngestResult{}, err
	}
	return p.result, nil
}

// page is one call of Ingest.
type page struct {
	channel string
	batch   *inbox.Batch
	now     time.Time
	rounds  [][]seen
	result  inbox.IngestResult
}

// known reports that nothing of the page is news. From the first news on it
// encodes the rest, so that the writer need not.
func (p *page) known(tx *bbolt.Tx) (bool, error) {
	known := len(p.rounds) <= 1 && p.cursorKept(tx)
	if known {
		_, fresh, err := p.gaps(tx)
		if err != nil {
			return false, err
		}
		known = !fresh
	}
	content, covers := tx.Bucket(bContent), tx.Bucket(bCover)
	for _, round := range p.rounds {
		for i := range round {
			o := &round[i]
			v := content.Get(o.id[:])
			if v == nil {
				o.encode()
				known = known && !o.text
				continue
			}
			if !known {
				continue
			}
			g, ok := readGlance(v)
			if !ok {
				return false, damaged("content", "item", o.id.Short())
			}
			known = o.settled(&g, visibility(covers.Get(o.id[:])))
		}
	}
	return known, nil
}

// visibility reads it from a cover; own posts have none and are public.
func visibility(c cover) inbox.Visibility {
	if len(c) != coverLen {
		return inbox.Public
	}
	return inbox.Visibility(c[atVisibility])
}

func (p *page) cursorKept(tx *bbolt.Tx) bool {
	return len(p.batch.Cursor) == 0 ||
		bytes.Equal(tx.Bucket(bChannels).Get(channelKey(ofCursor, p.channel)), p.batch.Cursor)
}

// gaps gives the channel's gaps with the page's, and whether that one is new.
func (p *page) gaps(tx *bbolt.Tx) (all []inbox.Gap, fresh bool, err error) {
	if p.batch.Gap == nil {
		return nil, false, nil
	}
	g := *p.batch.Gap
	if v := tx.Bucket(bChannels).Get(channelKey(ofGaps, p.channel)); v != nil {
		if err := decode(v, &all, "gaps"); err != nil {
			return nil, false, err
		}
	}
	if slices.ContainsFunc(all, func(o inbox.Gap) bool {
		return o.From.Equal(g.From) && o.To.Equal(g.To) && o.Reason == g.Reason
	}) {
		return all, false, nil
	}
	return append(all, g), true, nil
}

// apply writes the page. It may run twice when a first transaction failed.
func (p *page) apply(w *write) error {
	p.result = inbox.IngestResult{}
	for _, round := range p.rounds {
		if err := p.round(w, round); err != nil {
			return err
		}
	}
	slices.SortFunc(p.result.IDs, func(a, b inbox.ItemID) int { return bytes.Compare(a[:], b[:]) })
	b := w.tx.Bucket(bChannels)
	if !p.cursorKept(w.tx) {
		w.dirty = true
		if err := b.Put(channelKey(ofCursor, p.channel), p.batch.Cursor); err != nil {
			return err
		}
	}
	all, fresh, err := p.gaps(w.tx)
	if err != nil || !fresh {
		return err
	}
	w.dirty = true
	v, err := json.Marshal(all)
	if err != nil {
		return err
	}
	return b.Put(channelKey(ofGaps, p.channel), v)
}

func (p *page) round(w *write, round []seen) error {
	var fresh []*seen
	for i := range round {
		o := &round[i]
		v := w.content.Get(o.id[:])
		switch {
		case v != nil:
			if err := p.again(w, o, v); err != nil {
				return err
			}
		case o.gone == inbox.Public:
			fresh = append(fresh, o)
		case o.text:
			if err := p.insertHidden(w, o); err != nil {
				return err
			}
		default:
			p.result.Known++ // gone before we ever saw it
		}
	}
	return p.insert(w, fresh)
}

// insertHidden writes a new text that the public does not see. Its state says so
// by an event, as with a text that was seen before it was hidden.
func (p *page) insertHidden(w *write, o *seen) error {
	if err := p.insert(w, []*seen{o}); err != nil {
		return err
	}
	return p.vanish(w, o)
}

// insert writes new texts, bucket after bucket, each in the order of its keys.
func (p *page) insert(w *write, fresh []*seen) error {
	if len(fresh) == 0 {
		return nil
	}
	w.dirty = true
	threads := make([][]byte, 0, len(fresh))
	own := w.tx.Bucket(bOwn)
	for _, o := range fresh {
		o.encode()
		if err := w.content.Put(o.id[:], o.value); err != nil {
			return err
		}
		c := &o.item.Content
		code, err := w.s.words.intern(c.Channel)
		if err != nil {
			return err
		}
		threads = append(threads, threadKey(code, c.ThreadKey(), o.id))
		if c.Kind == inbox.KindOwnPost {
			p.result.Own++
			if err := own.Put(o.id[:], nil); err != nil {
				return err
			}
			continue
		}
		p.result.New++
		p.result.IDs = append(p.result.IDs, o.id)
	}
	for _, o := range fresh {
		if o.item.Content.Kind == inbox.KindOwnPost {
			continue
		}
		if err := w.addCover(&o.item); err != nil {
			return err
		}
	}
	slices.SortFunc(threads, bytes.Compare)
	for _, k := range threads {
		if err := w.threads.Put(k, nil); err != nil {
			return err
		}
	}
	return nil
}

// addCover writes the cover of an item that has none.
func (w *write) addCover(it *inbox.Item) error {
	c, err := w.s.words.appendCover(make([]byte, 0, coverLen), it)
	if err != nil {
		return err
	}
	w.counts[cellOf(c)]++
	if err := w.cover.Put(it.ID[:], c); err != nil {
		return err
	}
	return w.queue.Put(queueKey(c[atWork], it.ID), c)
}
