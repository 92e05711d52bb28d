package bolt

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"strconv"

	"go.etcd.io/bbolt"

	"lotse/inbox"
)

// Report is what a look at the whole log found.
type Report struct {
	Events int
	Nodes  int
	Erased int // texts that were erased; the chain holds without them
}

// VerifyAudit goes through every node's chain in short slices: numbers without
// gaps, each entry bound to the one before, each text to its commitment, and the
// last entry where the store says it is, so that cutting off the end shows too.
// The first entry that does not hold gives CodeAuditBroken with its seq and event.
func (s *Store) VerifyAudit(ctx context.Context) (Report, error) {
	var r Report
	heads := make(map[uint32]*chain)
	var at inbox.EventID
	err := s.slices(ctx, func(tx *bbolt.Tx) (bool, error) {
		c := tx.Bucket(bEvents).Cursor()
		k, v := c.Seek(at[:])
		if k != nil && string(k) == string(at[:]) {
			k, v = c.Next()
		}
		for i := 0; i < logSlice; i++ {
			if k == nil {
				r.Nodes = len(heads)
				return true, verifyHeads(tx, heads)
			}
			e, err := verifyEvent(tx, k, v, heads)
			if err != nil {
				return false, err
			}
			r.Events++
			if e.Erased {
				r.Erased++
			}
			at = e.ID
			k, v = c.Next()
		}
		return false, nil
	})
	return r, err
}

func auditBroken(seq uint64, id string) error {
	return inbox.Fail(inbox.CodeAuditBroken, "seq", strconv.FormatUint(seq, 10), "event", id)
}

func verifyEvent(tx *bbolt.Tx, k, v []byte, heads map[uint32]*chain) (e inbox.Event, err error) {
	if len(k) != len(e.ID) {
		return e, auditBroken(0, "")
	}
	id := eventID(k)
	head := heads[id.Node()]
	if head == nil {
		head = &chain{node: id.Node()}
		heads[id.Node()] = head
	}
	broken := auditBroken(head.seq+1, id.String())
	if json.Unmarshal(v, &e) != nil || e.ID != id || e.Seq != head.seq+1 || e.PrevHash != head.hash || e.ComputeHash() != e.Hash {
		return e, broken
	}
	text := tx.Bucket(bTexts).Get(k)
	switch {
	case e.Commitment.IsZero() && text != nil:
		return e, broken
	case e.Commitment.IsZero():
	case len(text) < saltLen:
		e.Erased = true
	case inbox.Commitment(text[:saltLen], string(text[saltLen:])) != e.Commitment:
		return e, broken
	}
	head.seq, head.hash = e.Seq, e.Hash
	return e, nil
}

// verifyHeads compares the ends that were reached with those the store keeps.
func verifyHeads(tx *bbolt.Tx, heads map[uint32]*chain) error {
	return eachWithPrefix(tx.Bucket(bMeta), chainKey, func(k, v []byte) error {
		if len(k) != len(chainKey)+4 {
			return nil
		}
		node := binary.BigEndian.Uint32(k[len(chainKey):])
		seq, hash, ok := readHead(v)
		if !ok {
			return damaged("meta")
		}
		head := heads[node]
		if head == nil {
			head = &chain{node: node}
		}
		if head.seq != seq || head.hash != hash {
			return auditBroken(head.seq+1, "")
		}
		return nil
	})
}

// EraseText removes the text of an entry with its salt. The entry and its
// commitment stay, so the chain verifies as before and nobody can test a guess.
// The bytes leave the file for good with the next Compact.
func (s *Store) EraseText(ctx context.Context, id inbox.EventID) error {
	return s.submit(ctx, s.people, &job{plan: func(w *write) (func() error, error) {
		if w.tx.Bucket(bEvents).Get(id[:]) == nil {
			return nil, inbox.Fail(inbox.CodeNoEvent, "event", id.String())
		}
		b := w.tx.Bucket(bTexts)
		if b.Get(id[:]) == nil {
			return nil, nil
		}
		return func() error {
			w.dirty = true
			return b.Delete(id[:])
		}, nil
	}})
}
