package bolt

import (
	"encoding/binary"
	"testing"

	"go.etcd.io/bbolt"

	"lotse/inbox"
)

// A file of schema 1 is read as it is, and gets what it lacks when it is opened
// for writing.
func TestAnOlderFileIsUpgraded(t *testing.T) {
	path := dbPath(t)
	if err := openTest(t, Options{Path: path}).Close(); err != nil {
		t.Fatal(err)
	}
	db, err := bbolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		for name := range addedLater {
			if err := tx.DeleteBucket([]byte(name)); err != nil {
				return err
			}
		}
		return tx.Bucket(bMeta).Put(schemaKey, binary.BigEndian.AppendUint32(nil, 1))
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	s := openTest(t, Options{Path: path, ReadOnly: true})
	if os, err := s.Orders(t.Context(), inbox.OrderStates()...); err != nil || len(os) != 0 {
		t.Errorf("read-only: %v, %v", os, err)
	}
	_, err = s.Order(t.Context(), "O1")
	wants(t, err, inbox.CodeNoOrder)
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = openTest(t, Options{Path: path})
	err = s.view(t.Context(), func(tx *bbolt.Tx) error {
		if n := binary.BigEndian.Uint32(tx.Bucket(bMeta).Get(schemaKey)); n != schema {
			t.Errorf("schema %d", n)
		}
		for name := range addedLater {
			if tx.Bucket([]byte(name)) == nil {
				t.Errorf("bucket %s is missing", name)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
