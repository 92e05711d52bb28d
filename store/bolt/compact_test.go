package bolt

import (
	"bytes"
	"os"
	"testing"
	"time"

	"lotse/inbox"
)

func TestCompact(t *testing.T) {
	s := filled(t, Options{Path: dbPath(t)}, 3000)
	secret := inbox.Decision{Kind: inbox.DidNote, Item: firstItem(t, s), Text: "Telefon 0815-4711"}
	es, err := s.Commit(t.Context(), []inbox.Decision{secret}, time.Unix(2e9, 0))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.EraseText(t.Context(), es[0].ID); err != nil {
		t.Fatal(err)
	}
	onDisk := func() bool {
		b, err := os.ReadFile(s.path)
		if err != nil {
			t.Fatal(err)
		}
		return bytes.Contains(b, []byte("0815-4711"))
	}
	if !onDisk() {
		t.Log("the erased text is gone already: this test shows nothing")
	}
	if err := s.Compact(t.Context()); err != nil {
		t.Fatal(err)
	}
	if onDisk() {
		t.Error("an erased text is still in the file")
	}
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
	if _, err := s.VerifyAudit(t.Context()); err != nil {
		t.Error(err)
	}
	// The lock came along, and writing goes on.
	_, err = Open(t.Context(), Options{Path: s.path})
	wants(t, err, inbox.CodeStoreInUse)
	if _, err := s.Commit(t.Context(), []inbox.Decision{{Kind: inbox.DidReveal, Item: firstItem(t, s)}}, time.Unix(2e9, 0)); err != nil {
		t.Error(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = openTest(t, Options{Path: s.path})
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
}
