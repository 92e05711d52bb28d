package bolt

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"lotse/inbox"
)

// wants fails when err does not have the code.
func wants(t *testing.T, err error, code inbox.Code) {
	t.Helper()
	if got := inbox.CodeOf(err); got != code {
		t.Errorf("got %v, want %q", err, code)
	}
}

func TestFilesArePrivate(t *testing.T) {
	s := openTest(t, Options{Path: dbPath(t), User: "ayse"})
	for path, want := range map[string]fs.FileMode{s.path: 0o600, ownerPath(s.path): 0o600, filepath.Dir(s.path): 0o700 | fs.ModeDir} {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode() != want {
			t.Errorf("%s has %v, want %v", path, info.Mode(), want)
		}
	}
	left, err := os.ReadDir(filepath.Dir(s.path))
	if err != nil || len(left) != 2 {
		t.Errorf("beside the file lie %v, %v", left, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(ownerPath(s.path)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the owner's note is still there: %v", err)
	}
}

func TestNodeStays(t *testing.T) {
	path := dbPath(t)
	s := openTest(t, Options{Path: path})
	node := s.Node()
	if node == 0 {
		t.Error("node is zero")
	}
	_ = s.Close()
	s = openTest(t, Options{Path: path})
	if s.Node() != node {
		t.Errorf("node %d became %d", node, s.Node())
	}
	_ = s.Close()
	if s = openTest(t, Options{Path: path, Node: 7}); s.Node() != 7 {
		t.Errorf("node is %d", s.Node())
	}
}

func TestNewerSchemaIsRefused(t *testing.T) {
	path := dbPath(t)
	s := openTest(t, Options{Path: path})
	err := s.db.Load().Update(func(tx *bbolt.Tx) error {
		return tx.Bucket(bMeta).Put(schemaKey, binary.BigEndian.AppendUint32(nil, schema+1))
	})
	if err != nil {
		t.Fatal(err)
	}
	_ = s.Close()
	_, err = Open(t.Context(), Options{Path: path})
	wants(t, err, inbox.CodeStoreNewer)
}

// TestHolder is no test of its own: it is the other process of the next one.
func TestHolder(t *testing.T) {
	path := os.Getenv("LOTSE_TEST_HOLD")
	if path == "" {
		t.Skip("only as a child")
	}
	s, err := Open(t.Context(), Options{Path: path, User: "ben"})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println("open")
	_, _ = io.Copy(io.Discard, os.Stdin)
	_ = s.Close()
}

func TestSecondProcessIsToldWho(t *testing.T) {
	path := dbPath(t)
	cmd := exec.Command(os.Args[0], "-test.run=^TestHolder$")
	cmd.Env = append(os.Environ(), "LOTSE_TEST_HOLD="+path)
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(out).ReadString('\n'); err != nil || line != "open\n" {
		t.Fatalf("child said %q, %v", line, err)
	}
	for _, o := range []Options{{Path: path}, {Path: path, ReadOnly: true}} {
		_, err = Open(t.Context(), o)
		wants(t, err, inbox.CodeStoreInUse)
		var e *inbox.Error
		if errors.As(err, &e) && (e.Args["pid"] != strconv.Itoa(cmd.Process.Pid) || e.Args["user"] != "ben" || e.Args["since"] == "") {
			t.Errorf("args are %v", e.Args)
		}
	}
	// A stale or broken note costs only words.
	_ = os.WriteFile(ownerPath(path), []byte("{"), 0o600)
	_, err = Open(t.Context(), Options{Path: path})
	wants(t, err, inbox.CodeStoreInUse)
	_ = in.Close()
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	openTest(t, Options{Path: path})
}

func TestReadOnly(t *testing.T) {
	path := dbPath(t)
	s := filled(t, Options{Path: path}, 20)
	id := firstItem(t, s)
	_ = s.Close()
	a, b := openTest(t, Options{Path: path, ReadOnly: true}), openTest(t, Options{Path: path, ReadOnly: true})
	for _, s := range []*Store{a, b} {
		if _, err := s.Item(t.Context(), id); err != nil {
			t.Error(err)
		}
		if err := s.Check(t.Context()); err != nil {
			t.Error(err)
		}
		_, err := s.Commit(t.Context(), []inbox.Decision{{Kind: inbox.DidReveal, Item: id}}, time.Unix(0, 0))
		wants(t, err, inbox.CodeStoreReadOnly)
	}
	_, err := Open(t.Context(), Options{Path: path + "nowhere", ReadOnly: true})
	wants(t, err, inbox.CodeStore)
	_, err = Open(t.Context(), Options{Path: filepath.Dir(path)})
	wants(t, err, inbox.CodeStore)
}

// A folder without rights does not stop root, so the refusal is played here and
// tried for real where the tests run as somebody else.
func TestNoRightToWrite(t *testing.T) {
	path := dbPath(t)
	_ = openTest(t, Options{Path: path}).Close()
	for _, errno := range []error{syscall.EROFS, syscall.EACCES} {
		_, err := Open(t.Context(), Options{Path: path, openFile: func(name string, _ int, _ fs.FileMode) (*os.File, error) {
			return nil, &fs.PathError{Op: "open", Path: name, Err: errno}
		}})
		wants(t, err, inbox.CodeStoreReadOnly)
	}
	if os.Getuid() == 0 {
		return
	}
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	_, err := Open(t.Context(), Options{Path: filepath.Join(dir, "inbox.db")})
	wants(t, err, inbox.CodeStoreReadOnly)
}

// filled opens a store with n items, each fifth of them noted.
func filled(t testing.TB, o Options, n int) *Store {
	t.Helper()
	s := openTest(t, o)
	at := time.Date(2026, 11, 2, 8, 0, 0, 0, time.UTC)
	for from := 0; from < n; from += 500 {
		var b inbox.Batch
		for i := from; i < min(n, from+500); i++ {
			b.Observations = append(b.Observations, inbox.Observation{Content: inbox.Content{
				Channel: "mastodon", RemoteID: fmt.Sprint(i), PostedAt: at.Add(time.Duration(i) * time.Second),
				Text: fmt.Sprint("Kommentar ", i, ": ", strings.Repeat("Die Brücke ist zu. ", 10)),
			}})
		}
		b.Cursor = []byte(fmt.Sprint(from))
		r, err := s.Ingest(context.Background(), "mastodon", b, at)
		if err != nil {
			t.Fatal(err)
		}
		var ds []inbox.Decision
		for i := 0; i < len(r.IDs); i += 5 {
			ds = append(ds, inbox.Decision{Kind: inbox.DidNote, Actor: inbox.Actor{Person: "ayse", Role: "editor"}, Item: r.IDs[i], Text: "gesehen"})
		}
		if _, err := s.Commit(context.Background(), ds, at); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func firstItem(t testing.TB, s *Store) inbox.ItemID {
	t.Helper()
	p, err := s.Page(context.Background(), inbox.Filter{}, "", 1)
	if err != nil || len(p.Items) != 1 {
		t.Fatal(err, len(p.Items))
	}
	return p.Items[0].ID
}
