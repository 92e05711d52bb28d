package bolt

import (
	"encoding/json"
	"time"

	"go.etcd.io/bbolt"

	"lotse/inbox"
)

// fold takes the decisions of one job through the rules of the domain and keeps
// what they change, until all are allowed. Nothing of it is in the file before
// apply: a refused job leaves no trace.
type fold struct {
	*records
	w     *write
	now   time.Time
	chain chain
	was   map[inbox.ItemID]inbox.State // before the job, of the items it changes

	changedItems     []inbox.ItemID
	changedReplies   []inbox.ReplyID
	changedTemplates []inbox.TemplateRef
	changedHandovers []inbox.HandoverID
	changedOrders    []inbox.OrderID
	changedClaims    []inbox.ClaimID
	changedWaves     []inbox.WaveID
	keeps            []inbox.Kept
	entries          []*entry
}

func (w *write) newFold(now time.Time) (*fold, error) {
	if w.chain == nil {
		c, err := loadChain(w.tx, w.s.node)
		if err != nil {
			return nil, err
		}
		w.chain = c
	}
	return &fold{
		records: newRecords(w.tx), w: w, now: now, chain: *w.chain,
		was: make(map[inbox.ItemID]inbox.State),
	}, nil
}

// decide folds one decision on top of those before it.
func (f *fold) decide(d inbox.Decision) error {
	change, err := f.rules(&d)
	if err != nil {
		return err
	}
	e := inbox.NewEvent(&d, change.Before)
	e.At = f.now.UTC()
	f.chain.hlc = inbox.NextHLC(f.chain.hlc, f.now)
	if it := f.items[d.Item]; it != nil && change.State != nil {
		e.PrevOfItem = it.State.Last
	}
	ent, err := f.chain.seal(e)
	if err != nil {
		return err
	}
	change.Stamp(ent.event.ID, d.Kind)
	f.take(&d, &change)
	f.entries = append(f.entries, ent)
	f.events[ent.event.ID] = &ent.event
	return nil
}

func (f *fold) rules(d *inbox.Decision) (inbox.Change, error) {
	defer markRulePanic()
	return inbox.Decide(f.records, d, f.now)
}

// take lays a change over the records.
func (f *fold) take(d *inbox.Decision, c *inbox.Change) {
	if c.State != nil {
		it := f.items[d.Item]
		if _, ok := f.was[it.ID]; !ok {
			f.was[it.ID] = it.State
			f.changedItems = append(f.changedItems, it.ID)
		}
		it.State = *c.State
	}
	for _, r := range c.Replies {
		if f.replies[r.ID] == nil {
			f.changedReplies = append(f.changedReplies, r.ID)
		}
		f.replies[r.ID] = r
	}
	for _, v := range c.Templates {
		if f.templates[v.Ref()] == nil {
			f.changedTemplates = append(f.changedTemplates, v.Ref())
		}
		f.templates[v.Ref()] = v
	}
	if h := c.Handover; h != nil {
		if f.handovers[h.ID] == nil {
			f.changedHandovers = append(f.changedHandovers, h.ID)
		}
		f.handovers[h.ID] = h
	}
	for _, o := range c.Orders {
		if f.orders[o.ID] == nil {
			f.changedOrders = append(f.changedOrders, o.ID)
		}
		f.orders[o.ID] = o
	}
	for _, c := range c.Claims {
		if f.claims[c.ID] == nil {
			f.changedClaims = append(f.changedClaims, c.ID)
		}
		f.claims[c.ID] = c
	}
	if v := c.Wave; v != nil {
		if f.waves[v.ID] == nil {
			f.changedWaves = append(f.changedWaves, v.ID)
		}
		f.waves[v.ID] = v
	}
	f.keeps = append(f.keeps, c.Keeps...)
}

// apply writes everything. From here on only a fault of the file can stop it.
func (f *fold) apply() error {
	f.w.dirty = true
	*f.w.chain = f.chain
	for _, id := range f.changedItems {
		was := f.was[id]
		if err := f.w.setItem(f.items[id], &was); err != nil {
			return err
		}
	}
	for _, id := range f.changedReplies {
		if err := putReply(f.tx, f.replies[id]); err != nil {
			return err
		}
	}
	for _, ref := range f.changedTemplates {
		if err := putJSON(f.tx.Bucket(bTemplate), templateKey(ref), f.templates[ref]); err != nil {
			return err
		}
	}
	for _, id := range f.changedHandovers {
		if err := putJSON(f.tx.Bucket(bHandover), []byte(id), f.handovers[id]); err != nil {
			return err
		}
	}
	for _, id := range f.changedOrders {
		if err := putOrder(f.tx, f.orders[id]); err != nil {
			return err
		}
	}
	for _, id := range f.changedClaims {
		if err := putClaim(f.tx, f.claims[id]); err != nil {
			return err
		}
	}
	for _, id := range f.changedWaves {
		if err := putJSON(f.tx.Bucket(bWaves), []byte(id), f.waves[id]); err != nil {
			return err
		}
	}
	for _, k := range f.keeps {
		if err := f.w.keep(k); err != nil {
			return err
		}
	}
	log, texts := appending(f.tx, bEvents), appending(f.tx, bTexts)
	for _, e := range f.entries {
		id := e.event.ID
		if err := log.Put(id[:], e.json); err != nil {
			return err
		}
		if e.text == nil {
			continue
		}
		if err := texts.Put(id[:], e.text); err != nil {
			return err
		}
	}
	return nil
}

func putJSON(b *bbolt.Bucket, k []byte, v any) error {
	raw, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return b.Put(k, raw)
}
