package bolt

import (
	"encoding/binary"
	"math"
	"strings"
	"sync"

	"go.etcd.io/bbolt"

	"lotse/inbox"
)

// dictionary gives channels, roles, persons and languages short codes. "" is
// always code 0. A code is never given away a second time.
//
// A word is known in memory before the transaction that first uses it commits, so
// a reader of that transaction's result never meets a code it cannot name. If the
// commit fails, the word stays in memory and the next one writes it.
type dictionary struct {
	mu    sync.RWMutex
	codes map[string]uint16
	words []string // by code
	saved int      // how many of words are in the file; only the writer uses it
}

func loadDictionary(tx *bbolt.Tx) (*dictionary, error) {
	d := &dictionary{codes: map[string]uint16{"": 0}, words: []string{""}}
	err := tx.Bucket(bWords).ForEach(func(k, v []byte) error {
		if len(k) != 2 || int(binary.BigEndian.Uint16(k)) != len(d.words) {
			return damaged("dictionary")
		}
		d.add(string(v))
		return nil
	})
	d.saved = len(d.words)
	return d, err
}

func (d *dictionary) add(w string) uint16 {
	code := uint16(len(d.words)) // intern holds the limit
	d.words = append(d.words, w)
	d.codes[w] = code
	return code
}

// intern gives a word's code and makes one where there is none. Only the writer
// calls it.
func (d *dictionary) intern(w string) (uint16, error) {
	if code, ok := d.code(w); ok {
		return code, nil
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.words) > math.MaxUint16 {
		return 0, inbox.Fail(inbox.CodeStore, "full", "dictionary")
	}
	return d.add(strings.Clone(w)), nil
}

// code finds a word's code; false means that no item has the word.
func (d *dictionary) code(w string) (uint16, bool) {
	d.mu.RLock()
	defer d.mu.RUnlock()
	code, ok := d.codes[w]
	return code, ok
}

// word gives a code's word, "" for one that is not known.
func (d *dictionary) word(code uint16) string {
	d.mu.RLock()
	defer d.mu.RUnlock()
	if int(code) < len(d.words) {
		return d.words[code]
	}
	return ""
}

// save writes the words the file does not have yet. It gives the number to set as
// saved once the transaction has committed.
func (d *dictionary) save(tx *bbolt.Tx) (int, error) {
	if d.saved == len(d.words) {
		return d.saved, nil
	}
	b := appending(tx, bWords)
	for code := d.saved; code < len(d.words); code++ {
		k := binary.BigEndian.AppendUint16(nil, uint16(code)) // intern holds the limit
		if err := b.Put(k, []byte(d.words[code])); err != nil {
			return 0, err
		}
	}
	return len(d.words), nil
}
