package bolt

import (
	"bytes"
	"crypto/rand"
	"encoding/binary"
	"encoding/json"

	"go.etcd.io/bbolt"

	"lotse/inbox"
)

// chain is the end of this node's part of the log: the clock, and what the next
// entry must follow. A job works on a copy until all its decisions are allowed.
type chain struct {
	node uint32
	hlc  uint64
	seq  uint64
	hash inbox.Hash
}

func chainHead(node uint32) []byte {
	return binary.BigEndian.AppendUint32(bytes.Clone(chainKey), node)
}

func loadChain(tx *bbolt.Tx, node uint32) (*chain, error) {
	c := &chain{node: node}
	meta := tx.Bucket(bMeta)
	if v := meta.Get(clockKey); v != nil {
		if len(v) != 8 {
			return nil, damaged("meta")
		}
		c.hlc = binary.BigEndian.Uint64(v)
	}
	if v := meta.Get(chainHead(node)); v != nil {
		var ok bool
		if c.seq, c.hash, ok = readHead(v); !ok {
			return nil, damaged("meta")
		}
	}
	return c, nil
}

func readHead(v []byte) (seq uint64, hash inbox.Hash, ok bool) {
	if len(v) != 8+len(hash) {
		return 0, hash, false
	}
	return binary.BigEndian.Uint64(v), inbox.Hash(v[8:]), true
}

func (c *chain) save(tx *bbolt.Tx) error {
	meta := tx.Bucket(bMeta)
	if err := meta.Put(clockKey, binary.BigEndian.AppendUint64(nil, c.hlc)); err != nil {
		return err
	}
	return meta.Put(chainHead(c.node), append(binary.BigEndian.AppendUint64(nil, c.seq), c.hash[:]...))
}

// entry is an event with what is stored of it.
type entry struct {
	event inbox.Event
	json  []byte
	text  []byte // salt and text, nil without a text
}

// seal gives an event its place in the chain.
func (c *chain) seal(e inbox.Event) (*entry, error) {
	out := &entry{}
	e.ID, e.Seq, e.PrevHash = inbox.NewEventID(c.hlc, c.node), c.seq+1, c.hash
	if e.Text != "" {
		salt := make([]byte, saltLen)
		if _, err := rand.Read(salt); err != nil {
			return nil, err
		}
		e.Commitment = inbox.Commitment(salt, e.Text)
		out.text = append(salt, e.Text...)
	}
	e.Hash = e.ComputeHash()
	b, err := json.Marshal(&e)
	if err != nil {
		return nil, err
	}
	if bytes.Contains(b, []byte(`\ufffd`)) {
		// Something in it was not UTF-8 (an address from a channel) and would read back
		// otherwise than it was hashed. What is kept is what is hashed.
		var back inbox.Event
		if err := json.Unmarshal(b, &back); err != nil {
			return nil, err
		}
		back.Text = e.Text
		e = back
		e.Hash = e.ComputeHash()
		if b, err = json.Marshal(&e); err != nil {
			return nil, err
		}
	}
	c.seq, c.hash = e.Seq, e.Hash
	out.event, out.json = e, b
	return out, nil
}
