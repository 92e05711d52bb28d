package bolt

import (
	"cmp"
	"encoding/binary"
	"encoding/json"
	"slices"

	"go.etcd.io/bbolt"

	"lotse/inbox"
)

// records is what inbox.Decide sees: the file as it stands in this transaction,
// under what earlier decisions of the same job changed and nobody has written yet.
type records struct {
	tx        *bbolt.Tx
	items     map[inbox.ItemID]*inbox.Item
	replies   map[inbox.ReplyID]*inbox.Reply
	templates map[inbox.TemplateRef]*inbox.TemplateVersion
	handovers map[inbox.HandoverID]*inbox.Handover
	orders    map[inbox.OrderID]*inbox.Order
	claims    map[inbox.ClaimID]*inbox.Claim
	waves     map[inbox.WaveID]*inbox.Wave
	events    map[inbox.EventID]*inbox.Event
}

var _ inbox.Records = (*records)(nil)

func newRecords(tx *bbolt.Tx) *records {
	return &records{
		tx:        tx,
		items:     make(map[inbox.ItemID]*inbox.Item),
		replies:   make(map[inbox.ReplyID]*inbox.Reply),
		templates: make(map[inbox.TemplateRef]*inbox.TemplateVersion),
		handovers: make(map[inbox.HandoverID]*inbox.Handover),
		orders:    make(map[inbox.OrderID]*inbox.Order),
		claims:    make(map[inbox.ClaimID]*inbox.Claim),
		waves:     make(map[inbox.WaveID]*inbox.Wave),
		events:    make(map[inbox.EventID]*inbox.Event),
	}
}

// Item gives a copy of an item.
func (r *records) Item(id inbox.ItemID) (*inbox.Item, error) {
	it := r.items[id]
	if it == nil {
		var err error
		if it, err = readItem(r.tx, id, nil); err != nil {
			return nil, err
		}
		r.items[id] = it
	}
	c := *it
	return &c, nil
}

// Reply gives a copy of a reply.
func (r *records) Reply(id inbox.ReplyID) (*inbox.Reply, error) {
	if p := r.replies[id]; p != nil {
		return p.Clone(), nil
	}
	return readReply(r.tx, id)
}

// Template gives a copy of a version.
func (r *records) Template(ref inbox.TemplateRef) (*inbox.TemplateVersion, error) {
	if v := r.templates[ref]; v != nil {
		return v.Clone(), nil
	}
	v := new(inbox.TemplateVersion)
	b := r.tx.Bucket(bTemplate).Get(templateKey(ref))
	if b == nil {
		return nil, inbox.Fail(inbox.CodeNoTemplate, "template", ref.String())
	}
	return v, decode(b, v, "template")
}

// TemplatesOf gives all versions of a family, oldest first.
func (r *records) TemplatesOf(key string) ([]*inbox.TemplateVersion, error) {
	var out []*inbox.TemplateVersion
	err := eachWithPrefix(r.tx.Bucket(bTemplate), append([]byte(key), 0), func(_, b []byte) error {
		v := new(inbox.TemplateVersion)
		if err := decode(b, v, "template"); err != nil {
			return err
		}
		if r.templates[v.Ref()] == nil {
			out = append(out, v)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for ref, v := range r.templates {
		if ref.Key == key {
			out = append(out, v.Clone())
		}
	}
	slices.SortFunc(out, func(a, b *inbox.TemplateVersion) int { return cmp.Compare(a.N, b.N) })
	return out, nil
}

// Handover gives a copy of a protocol.
func (r *records) Handover(id inbox.HandoverID) (*inbox.Handover, error) {
	if h := r.handovers[id]; h != nil {
		c := *h
		c.Acked = slices.Clone(h.Acked)
		return &c, nil
	}
	b := r.tx.Bucket(bHandover).Get([]byte(id))
	if b == nil {
		return nil, inbox.Fail(inbox.CodeNoHandover, "handover", string(id))
	}
	h := new(inbox.Handover)
	return h, decode(b, h, "handover")
}

// Order gives a copy of an order.
func (r *records) Order(id inbox.OrderID) (*inbox.Order, error) {
	if p := r.orders[id]; p != nil {
		return p.Clone(), nil
	}
	return readOrder(r.tx, id)
}

// Wave gives a copy of a wave.
func (r *records) Wave(id inbox.WaveID) (*inbox.Wave, error) {
	if p := r.waves[id]; p != nil {
		return p.Clone(), nil
	}
	return readWave(r.tx, id)
}

// Event gives a copy of an entry of the log.
func (r *records) Event(id inbox.EventID) (*inbox.Event, error) {
	if e := r.events[id]; e != nil {
		c := *e
		return &c, nil
	}
	e, err := findEvent(r.tx, id)
	if err != nil {
		return nil, err
	}
	return &e, nil
}

func readReply(tx *bbolt.Tx, id inbox.ReplyID) (*inbox.Reply, error) {
	b := tx.Bucket(bReplies).Get([]byte(id))
	if b == nil || id == "" {
		return nil, inbox.Fail(inbox.CodeNoReply, "reply", string(id))
	}
	p := new(inbox.Reply)
	return p, decode(b, p, "reply")
}

func readOrder(tx *bbolt.Tx, id inbox.OrderID) (*inbox.Order, error) {
	var b []byte
	if all := tx.Bucket(bOrders); all != nil { // a file of schema 1 has none
		b = all.Get([]byte(id))
	}
	if b == nil || id == "" {
		return nil, inbox.Fail(inbox.CodeNoOrder, "order", string(id))
	}
	p := new(inbox.Order)
	return p, decode(b, p, "order")
}

func decode(b []byte, into any, where string) error {
	if err := json.Unmarshal(b, into); err != nil {
		return damaged(where).Because(err)
	}
	return nil
}

func templateKey(ref inbox.TemplateRef) []byte {
	k := append([]byte(ref.Key), 0)
	return binary.BigEndian.AppendUint32(k, uint32(max(ref.N, 0))) // counted from one
}
