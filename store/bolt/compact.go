package bolt

import (
	"context"
	"os"
	"path/filepath"

	"go.etcd.io/bbolt"
)

// compactTx is how many bytes one transaction of a compaction writes.
const compactTx = 64 << 20

// Compact writes the store into a new file, checks that it opens, and puts it in
// the old one's place: free pages, and with them what was erased, leave the disk
// for good. Nothing is written meanwhile, so the one long read this needs makes
// nothing grow; reading goes on. It needs room for a second copy.
func (s *Store) Compact(ctx context.Context) error {
	return s.alone(ctx, func() error {
		o := s.opts
		o.Path = s.path + ".compact"
		_ = os.Remove(o.Path) // left by a compaction that was killed
		to, err := openBolt(o)
		if err != nil {
			return err
		}
		from := s.db.Load()
		if err = bbolt.Compact(to, from, compactTx); err == nil {
			err = to.Sync()
		}
		if err == nil {
			err = (&Store{path: o.Path, opts: o}).probe(to)
		}
		if err != nil {
			_ = to.Close()
			_ = os.Remove(o.Path)
			return err
		}
		return s.swap(from, to, o.Path)
	})
}

// probe looks at a file as Open would.
func (s *Store) probe(db *bbolt.DB) error {
	s.db.Store(db)
	return s.load()
}

// swap gives the new file the old one's name. The new file is locked since it was
// opened and a lock goes with a file, not with its name, so no other process gets
// in between.
func (s *Store) swap(from, to *bbolt.DB, name string) error {
	if err := os.Rename(name, s.path); err != nil {
		_ = to.Close()
		_ = os.Remove(name)
		return err
	}
	s.db.Store(to)
	if err := syncDir(filepath.Dir(s.path)); err != nil {
		return err
	}
	return from.Close() // waits for the views that still read the old file
}
