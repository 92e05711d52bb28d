package bolt

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"time"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"lotse/inbox"
)

const (
	// lockWait is how long to wait for another process that is about to close.
	lockWait = 200 * time.Millisecond
	// openLimit ends the wait for a file so damaged that reading it never ends.
	openLimit = 30 * time.Second
	// minMap is how much address space a file is given at least, so that the writer
	// seldom has to move the map, for which it must wait for every reader.
	minMap = 1 << 30
)

// Open opens the desk file and makes it, with its folder, when there is none.
// It fails with CodeStoreInUse, CodeStoreDamaged, CodeStoreNewer,
// CodeStoreReadOnly or CodeStoreFull.
func Open(ctx context.Context, o Options) (*Store, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	switch info, err := os.Stat(o.Path); {
	case err == nil && info.IsDir():
		return nil, inbox.Fail(inbox.CodeStore).Because(&fs.PathError{Op: "open", Path: o.Path, Err: errors.New("is a folder")})
	case errors.Is(err, fs.ErrNotExist) && !o.ReadOnly:
		if err := create(o); err != nil {
			return nil, err
		}
	case err != nil:
		return nil, domainError(err)
	}
	var s *Store
	err := within(openLimit, func() (err error) {
		s, err = open(o)
		return err
	})
	if err != nil {
		return nil, err
	}
	s.start()
	return s, nil
}

// create makes a new file beside its place, syncs and closes it, and only then
// gives it its name: the first commits of a bbolt file are the ones that a power
// cut can spoil, and a file under the right name is always a whole one.
func create(o Options) error {
	dir := filepath.Dir(o.Path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return domainError(err)
	}
	tmp, err := os.CreateTemp(dir, filepath.Base(o.Path)+".new*")
	if err != nil {
		return domainError(err)
	}
	name := tmp.Name()
	defer os.Remove(name) //nolint:errcheck // gone already when all went well
	if err := tmp.Close(); err != nil {
		return domainError(err)
	}
	n := o
	n.Path = name
	db, err := openBolt(n)
	if err != nil {
		return domainError(err)
	}
	err = db.Update(func(tx *bbolt.Tx) error { return layOut(tx, o.Node) })
	if cerr := db.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return domainError(err)
	}
	return domainError(settle(name, o.Path))
}

// settle gives a finished file its name. When another process was faster, its
// file stays and is opened instead.
func settle(from, to string) error {
	err := os.Link(from, to)
	switch {
	case errors.Is(err, fs.ErrExist):
		return nil
	case err != nil: // a file system without links
		if err := os.Rename(from, to); err != nil {
			return err
		}
	}
	return syncDir(filepath.Dir(to))
}

func layOut(tx *bbolt.Tx, node uint32) error {
	for _, name := range buckets() {
		if _, err := tx.CreateBucketIfNotExists(name); err != nil {
			return err
		}
	}
	for node == 0 {
		var b [4]byte
		if _, err := rand.Read(b[:]); err != nil {
			return err
		}
		node = binary.BigEndian.Uint32(b[:])
	}
	meta := tx.Bucket(bMeta)
	if err := meta.Put(schemaKey, binary.BigEndian.AppendUint32(nil, schema)); err != nil {
		return err
	}
	return meta.Put(nodeKey, binary.BigEndian.AppendUint32(nil, node))
}

// open opens an existing file and reads what the store keeps in memory.
func open(o Options) (*Store, error) {
	info, err := os.Stat(o.Path)
	if err != nil {
		return nil, err
	}
	if info.Size() == 0 {
		// bbolt would begin anew in an empty file. Ours never have no byte: this one lost
		// what it held.
		return nil, damaged("file", "bytes", "0")
	}
	db, err := openBolt(o)
	if errors.Is(err, berrors.ErrTimeout) {
		return nil, inUse(o.Path)
	}
	if err != nil {
		return nil, err
	}
	s := &Store{
		path: o.Path, opts: o,
		people: make(chan *job, 256), ingest: make(chan *job, 64),
		quit: make(chan struct{}), idle: make(chan struct{}),
	}
	s.db.Store(db)
	err = s.load()
	if err == nil && !o.ReadOnly {
		err = upgrade(db)
	}
	if err != nil {
		// A damaged file can leave locks taken; the caller must get its answer anyway.
		_ = within(closeLimit, db.Close)
		return nil, err
	}
	if !o.ReadOnly {
		keepOwner(o)
	}
	return s, nil
}

func openBolt(o Options) (*bbolt.DB, error) {
	opts := &bbolt.Options{
		Timeout:      lockWait,
		FreelistType: bbolt.FreelistMapType,
		ReadOnly:     o.ReadOnly,
		MaxSize:      o.maxSize,
		OpenFile:     o.openFile,
	}
	// Windows makes the file as large as the map at once, and 32 bits have no room.
	if runtime.GOOS != "windows" && strconv.IntSize == 64 {
		opts.InitialMmapSize = minMap
		if info, err := os.Stat(o.Path); err == nil {
			opts.InitialMmapSize = max(minMap, 2*int(info.Size()))
		}
	}
	return bbolt.Open(o.Path, 0o600, opts)
}

// addedLater are the buckets that a file of an older schema may lack. Reading
// takes their absence for emptiness, so that such a file can be looked at without
// being changed.
var addedLater = map[string]bool{
	string(bOrders): true, string(bOrdState): true, string(bOrdItem): true, // schema 2
	string(bKept): true, string(bClaims): true, string(bClaimed): true, string(bClaimOut): true, string(bWaves): true, string(bWaveItem): true, // schema 3
}

// upgrade gives a file of an older schema what it lacks. Schema 2 added the
// buckets of orders, schema 3 those of claims, of waves and of
// what is kept of what was learned.
func upgrade(db *bbolt.DB) error {
	old := false
	err := db.View(func(tx *bbolt.Tx) error {
		old = binary.BigEndian.Uint32(tx.Bucket(bMeta).Get(schemaKey)) < schema
		return nil
	})
	if err != nil || !old {
		return err
	}
	return db.Update(func(tx *bbolt.Tx) error {
		for name := range addedLater {
			if _, err := tx.CreateBucketIfNotExists([]byte(name)); err != nil {
				return err
			}
		}
		return tx.Bucket(bMeta).Put(schemaKey, binary.BigEndian.AppendUint32(nil, schema))
	})
}

// load checks that the file is a desk of a known form and whole as far as one
// look tells, and reads node and dictionary.
func (s *Store) load() error {
	return s.view(context.Background(), func(tx *bbolt.Tx) error {
		if info, err := os.Stat(s.path); err == nil && info.Size() < tx.Size() {
			return damaged("file", "bytes", strconv.FormatInt(info.Size(), 10))
		}
		meta := tx.Bucket(bMeta)
		if meta == nil {
			return damaged("meta")
		}
		var n uint32
		if v := meta.Get(schemaKey); len(v) != 4 {
			return damaged("meta")
		} else if n = binary.BigEndian.Uint32(v); n > schema {
			return inbox.Fail(inbox.CodeStoreNewer, "have", strconv.Itoa(int(n)), "know", strconv.Itoa(schema))
		}
		for _, name := range buckets() {
			if tx.Bucket(name) == nil && (n == schema || !addedLater[string(name)]) {
				return damaged("bucket " + string(name))
			}
		}
		v := meta.Get(nodeKey)
		if len(v) != 4 {
			return damaged("meta")
		}
		s.node = binary.BigEndian.Uint32(v)
		if s.opts.Node != 0 {
			s.node = s.opts.Node
		}
		var err error
		s.words, err = loadDictionary(tx)
		return err
	})
}
