//go:build unix

package bolt

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"lotse/inbox"
)

// killDefault is how often TestKilled kills; LOTSE_KILLS sets another number.
const killDefault = 70

const (
	killPage  = 7 // items of one page
	killStart = "start"
)

var killTime = time.Date(2026, 11, 2, 8, 0, 0, 0, time.UTC)

func killItem(i int) inbox.Observation {
	return inbox.Observation{Content: inbox.Content{
		Channel: "mastodon", RemoteID: strconv.Itoa(i), Text: "Kommentar " + strconv.Itoa(i),
		PostedAt: killTime.Add(time.Duration(i) * time.Second),
	}}
}

// TestVictim is the process that is killed. It goes on where the store stands and
// says after each call that returned what is now promised:
//
//	page N      pages up to N, with their cursor
//	done N      decisions on the items of page N
//	draft N     a draft on the first item of page N
func TestVictim(t *testing.T) {
	path := os.Getenv("LOTSE_TEST_VICTIM")
	if path == "" {
		t.Skip("only as a child")
	}
	fmt.Println(killStart)
	ctx := context.Background()
	s, err := Open(ctx, Options{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	st, err := s.ChannelState(ctx, "mastodon")
	if err != nil {
		t.Fatal(err)
	}
	n, _ := strconv.Atoi(string(st.Cursor))
	for n++; ; n++ {
		b := inbox.Batch{Cursor: []byte(strconv.Itoa(n))}
		for i := range killPage {
			b.Observations = append(b.Observations, killItem(n*killPage+i))
		}
		r, err := s.Ingest(ctx, "mastodon", b, killTime)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Println("page", n)
		var ds []inbox.Decision
		for _, id := range r.IDs {
			by := inbox.Actor{Person: "ayse", Role: "editor"}
			ds = append(ds, inbox.Decision{Kind: inbox.DidNote, Actor: by, Item: id, Text: "Notiz"},
				inbox.Decision{Kind: inbox.DidClose, Actor: by, Item: id, Args: inbox.Args{Reason: "filed"}})
		}
		if _, err := s.Commit(ctx, ds, killTime); err != nil {
			t.Fatal(err)
		}
		fmt.Println("done", n)
		if err := s.SaveDraft(ctx, inbox.Draft{Item: r.IDs[0], Person: "ayse", SavedAt: killTime}); err != nil {
			t.Fatal(err)
		}
		fmt.Println("draft", n)
	}
}

// TestKilled kills a working process again and again, at a random line of its
// report, and looks at what it left: everything it had reported, nothing half.
func TestKilled(t *testing.T) {
	kills := killDefault
	if v, err := strconv.Atoi(os.Getenv("LOTSE_KILLS")); err == nil {
		kills = v
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	dir := t.TempDir()
	path := ""
	for i := range kills {
		if i%5 == 0 { // a new file: its making is killed too
			path = filepath.Join(dir, strconv.Itoa(i), "inbox.db")
		}
		promised := killed(t, path, random.IntN(25))
		survived(t, path, promised)
		if t.Failed() {
			t.Fatalf("after kill %d", i+1)
		}
	}
}

// killed runs a victim until it has said n lines and gives the numbers of
// each kind it said.
func killed(t *testing.T, path string, n int) map[string][]int {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestVictim$")
	cmd.Env = append(os.Environ(), "LOTSE_TEST_VICTIM="+path)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	promised := make(map[string][]int)
	lines := bufio.NewScanner(out)
	said := 0
	for lines.Scan() { // to the end: what was said before the kill counts
		kind, number, _ := strings.Cut(lines.Text(), " ")
		if v, err := strconv.Atoi(number); err == nil {
			promised[kind] = append(promised[kind], v)
		} else if kind != killStart {
			t.Errorf("the victim said %q", lines.Text())
		}
		if said++; said == n+1 {
			_ = cmd.Process.Kill()
		}
	}
	_ = cmd.Wait()
	return promised
}

// survived opens what a killed process left.
func survived(t *testing.T, path string, promised map[string][]int) {
	t.Helper()
	ctx := t.Context()
	s, err := Open(ctx, Options{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close() //nolint:errcheck // only read
	err = s.db.Load().View(func(tx *bbolt.Tx) error {
		for err := range tx.Check() {
			t.Error(err)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	if err := s.Check(ctx); err != nil {
		t.Errorf("check: %v", err)
	}
	if _, err := s.VerifyAudit(ctx); err != nil {
		t.Errorf("audit: %v", err)
	}
	st, err := s.ChannelState(ctx, "mastodon")
	if err != nil {
		t.Fatal(err)
	}
	pages, _ := strconv.Atoi(string(st.Cursor))
	for _, n := range promised["page"] {
		if pages < n {
			t.Errorf("page %d was promised, the cursor is at %d", n, pages)
		}
	}
	for n := 1; n <= pages+1; n++ {
		for i := range killPage {
			o := killItem(n*killPage + i)
			it, err := s.Item(ctx, o.ID())
			switch {
			case n > pages && inbox.CodeOf(err) == inbox.CodeNoItem:
			case n > pages || err != nil:
				t.Errorf("page %d of %d: item %d: %v", n, pages, i, err)
			case slices.Contains(promised["done"], n) && (it.State.Work != inbox.WorkClosed || it.State.Notes != 1):
				t.Errorf("decisions on page %d were promised, item %d is %v", n, i, it.State.Work)
			case it.State.Work == inbox.WorkNew != (it.State.Notes == 0):
				t.Errorf("half a commit on page %d, item %d: %+v", n, i, it.State)
			}
		}
	}
	for _, n := range promised["draft"] {
		o := killItem(n * killPage)
		if d, err := s.Draft(ctx, o.ID(), "ayse"); err != nil || d == nil {
			t.Errorf("draft %d was promised: %v, %v", n, d, err)
		}
	}
}
