package main_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"lotse/adapters"
	"lotse/adapters/mastodon"
	"lotse/adapters/mastodon/mastodontest"
	"lotse/adapters/transport"
	"lotse/inbox"
	"lotse/inbox/triage"
	"lotse/store/bolt"
)

// The kill test: a desk reads, decides and answers against a server on loopback
// and is killed with SIGKILL at a random moment, again and again. Afterwards
// nothing that was acknowledged is missing and no reply stands twice.
//
// The desk is this test's own program, started again with killDesk set. Its clock
// is moved on between lives, so that undo windows and reading times pass.

const (
	killDesk   = "LOTSE_TEST_DESK" // folder of the desk; makes the program a desk
	killServer = "LOTSE_TEST_SERVER"
	killToken  = "LOTSE_TEST_TOKEN"
	killShift  = "LOTSE_TEST_SHIFT" // how far the clock is ahead
	killCount  = "LOTSE_KILLS"      // how many kills; a few when unset
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(killDesk); dir != "" {
		if err := runDesk(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// shifted is the wall clock, some time ahead.
type shifted struct {
	adapters.Wall
	by time.Duration
}

func (c shifted) Now() time.Time { return c.Wall.Now().Add(c.by) }

// killHouse is a town of two, with no undo window, so that replies leave at once.
func killHouse() *inbox.House {
	h := &inbox.House{
		Town: "Neustadt", Zone: time.UTC, Language: "de", Channels: []string{"mastodon"},
		Roles:   []inbox.Role{inbox.DefaultRole("press", "Presse")},
		Persons: []inbox.Person{{ID: "paul", Name: "Paul", Roles: []string{"press"}}},
		Periods: inbox.DefaultPeriods(),
	}
	h.Periods.Undo, h.Periods.UndoHot, h.Periods.Release = 0, 0, 1000*time.Hour
	return h
}

// runDesk is one life: it reads, decides, answers and says on its output what was
// acknowledged to it, until it is killed or everything is done.
func runDesk(dir string) error {
	ctx := context.Background()
	shift, err := time.ParseDuration(os.Getenv(killShift))
	if err != nil {
		return err
	}
	clock := shifted{by: shift}
	store, err := bolt.Open(ctx, bolt.Options{Path: filepath.Join(dir, "inbox.db"), Now: clock.Now})
	if err != nil {
		return err
	}
	channel, err := mastodon.New(mastodon.Config{
		ID: "mastodon", Server: os.Getenv(killServer), Clock: clock,
		Token:     func() string { return os.Getenv(killToken) },
		Transport: transport.Options{},
	})
	if err != nil {
		return err
	}
	desk := &inbox.Desk{
		Store: store, House: killHouse(), Clock: clock, Assessor: triage.New(),
		Channels: map[string]inbox.Channel{"mastodon": channel},
	}
	paul, err := desk.As("paul")
	if err != nil {
		return err
	}
	account := adapters.NewAccount(adapters.Options{
		ID: "mastodon", Channel: channel, Store: store, Assessor: desk.Assessor, Clock: clock,
		Rand: func() float64 { return 0 },
	})
	fmt.Println("open")
	for range 4 {
		var bad *inbox.ChannelError // a channel's bad moment is no reason to stop
		if _, err := account.Poller.PollOnce(ctx); err != nil && !errors.As(err, &bad) {
			return fmt.Errorf("poll: %w", err)
		}
		fmt.Println("read")
		if err := decide(ctx, paul); err != nil {
			return fmt.Errorf("decide: %w", err)
		}
		if _, err := account.Sender.SendOnce(ctx); err != nil {
			return fmt.Errorf("send: %w", err)
		}
		fmt.Println("sent")
	}
	fresh, err := store.Page(ctx, inbox.Filter{Work: inbox.WorkSetOf(inbox.WorkNew)}, "", 1)
	if err != nil {
		return err
	}
	left, err := store.Replies(ctx, inbox.ReplyQueued, inbox.ReplySending, inbox.ReplyUnclear)
	if err != nil {
		return err
	}
	if err := store.Close(); err != nil {
		return err
	}
	fmt.Println("left", len(fresh.Items)+len(left))
	return nil
}

// decide labels, notes and answers what is new, a few items at a time.
func decide(ctx context.Context, s *inbox.Session) error {
	page, err := s.Page(ctx, inbox.Filter{Work: inbox.WorkSetOf(inbox.WorkNew)}, "", 6)
	if err != nil {
		return err
	}
	for i := range page.Items {
		t := inbox.Target{ID: page.Items[i].ID, Version: page.Items[i].Version}
		if _, err := s.Note(ctx, []inbox.Target{t}, "gelesen", false); err != nil {
			return err
		}
		fmt.Println("noted", t.ID)
		if err := s.SaveDraft(ctx, t, inbox.Composition{Free: "Entwurf " + t.ID.String()}); err != nil {
			return err
		}
		fmt.Println("draft", t.ID)
		if _, err := s.Label(ctx, []inbox.Target{t}, inbox.SetOf(inbox.LabelQuestion), 0, ""); err != nil {
			return err
		}
		fmt.Println("labelled", t.ID)
		if i%2 == 1 {
			continue // its draft stays a draft
		}
		if _, err := s.Submit(ctx, t, inbox.Composition{Free: "Antwort auf " + t.ID.String()}); err != nil {
			return err
		}
		fmt.Println("submitted", t.ID)
	}
	return nil
}

func TestKilledAnywhereNothingIsLostOrSaidTwice(t *testing.T) {
	for _, f := range []mastodontest.Flavour{mastodontest.Mastodon, mastodontest.GoToSocial, mastodontest.Snac} {
		t.Run(fmt.Sprint(f), func(t *testing.T) { killAndCheck(t, f) })
	}
}

func killAndCheck(t *testing.T, flavour mastodontest.Flavour) {
	t.Helper()
	kills := 12
	if n, err := strconv.Atoi(os.Getenv(killCount)); err == nil {
		kills = n
	}
	if testing.Short() {
		kills = 5
	}
	var shift atomic.Int64
	now := func() time.Time { return time.Now().Add(time.Duration(shift.Load())) }
	server := mastodontest.New(t, flavour, mastodontest.WithClock(now))
	wide := mastodontest.Window{Max: 1 << 20, Per: time.Minute}
	server.SetLimits(mastodontest.Limits{All: wide, Paging: wide, Post: wide, Delete: wide})
	town := server.AddAccount("stadt")
	citizen := server.AddAccount("berta")
	dir := t.TempDir()
	seed := rand.New(rand.NewPCG(1, uint64(kills)))
	acked := map[string]map[string]bool{}
	var mentions []mastodontest.Post
	life := func(killAfter int) (left string) {
		t.Helper()
		cmd := exec.Command(os.Args[0], "-test.run=^$")
		cmd.Env = append(os.Environ(), killDesk+"="+dir, killServer+"="+server.URL,
			killToken+"="+town.Token, killShift+"="+time.Duration(shift.Load()).String())
		cmd.Stderr = os.Stderr
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		lines := 0
		for sc := bufio.NewScanner(out); sc.Scan(); {
			what, id, _ := strings.Cut(sc.Text(), " ")
			if what == "left" {
				left = id
				continue
			}
			if acked[what] == nil {
				acked[what] = map[string]bool{}
			}
			acked[what][id] = true
			if lines++; lines == killAfter {
				_ = cmd.Process.Kill() // lines still in the pipe were acknowledged too
			}
		}
		if err := cmd.Wait(); err != nil && killAfter == 0 {
			t.Fatalf("the desk failed without being killed: %v", err)
		}
		return left
	}
	faults := []mastodontest.Fault{
		mastodontest.FailAfter(), mastodontest.CutAfter(), mastodontest.Cut(), mastodontest.TooMany(time.Second), mastodontest.Pass(),
	}
	for range kills {
		for range 2 {
			mentions = append(mentions, server.Mention(citizen, town, fmt.Sprintf("Frage %d: Wann kommt der Bus?", len(mentions))))
		}
		server.Queue("POST /api/v1/statuses", faults[seed.IntN(len(faults))])
		life(1 + seed.IntN(22))
		shift.Add(int64(3 * time.Minute))
	}
	for n := 0; life(0) != "0"; n++ { // quiet lives, until everything has come to an end
		if n > 40+2*kills {
			t.Fatal("the desk does not come to an end")
		}
		shift.Add(int64(11 * time.Minute))
	}
	verifyDesk(t, dir, now, server, town, acked, mentions)
}

func verifyDesk(t *testing.T, dir string, now func() time.Time, server *mastodontest.Server,
	town mastodontest.Account, acked map[string]map[string]bool, mentions []mastodontest.Post,
) {
	t.Helper()
	ctx := context.Background()
	store, err := bolt.Open(ctx, bolt.Options{Path: filepath.Join(dir, "inbox.db"), Now: now})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = store.Close() }()
	if err := store.Check(ctx); err != nil {
		t.Error("the store does not agree with itself:", err)
	}
	if _, err := store.VerifyAudit(ctx); err != nil {
		t.Error("the audit chain is broken:", err)
	}
	posted := map[string]int{}
	for _, p := range server.PostsOf(town) {
		posted[p.Text[strings.LastIndex(p.Text, " ")+1:]]++
	}
	items, events := map[string]inbox.Item{}, map[string]map[inbox.Kind]int{}
	for token, done := inbox.Token(""), false; !done; {
		page, err := store.Page(ctx, inbox.Filter{}, token, 200)
		if err != nil {
			t.Fatal(err)
		}
		for i := range page.Items {
			items[page.Items[i].ID.String()] = page.Items[i]
		}
		token, done = page.Next, page.Done || page.Next == ""
	}
	if len(items) != len(mentions) {
		t.Errorf("%d items of %d mentions", len(items), len(mentions))
	}
	for after := (inbox.EventID{}); ; {
		es, err := store.Events(ctx, after, 500)
		if err != nil {
			t.Fatal(err)
		}
		if len(es) == 0 {
			break
		}
		after = es[len(es)-1].ID
		for _, e := range es {
			if events[e.Item.String()] == nil {
				events[e.Item.String()] = map[inbox.Kind]int{}
			}
			events[e.Item.String()][e.Kind]++
		}
	}
	for what, kind := range map[string]inbox.Kind{"noted": inbox.DidNote, "labelled": inbox.DidLabel, "submitted": inbox.DidSubmit} {
		for id := range acked[what] {
			if events[id][kind] == 0 {
				t.Errorf("%s %s was acknowledged and is not in the log", what, id)
			}
		}
	}
	for id := range acked["draft"] {
		d, err := store.Draft(ctx, items[id].ID, "paul")
		if err != nil || d == nil && events[id][inbox.DidSubmit] == 0 {
			t.Errorf("draft on %s is gone: %v", id, err)
		}
	}
	outcomes := map[inbox.ReplyState]int{}
	for id, it := range items {
		if it.State.Reply == "" {
			continue
		}
		r, err := store.Reply(ctx, it.State.Reply)
		if err != nil {
			t.Fatal(err)
		}
		outcomes[r.State]++
		switch n := posted[id]; {
		case n > 1:
			t.Errorf("the reply to %s stands %d times", id, n)
		case r.State == inbox.ReplyDelivered && n != 1:
			t.Errorf("the reply to %s counts as delivered and does not stand", id)
		case r.State == inbox.ReplyRefused && n != 0:
			t.Errorf("the reply to %s counts as refused and stands", id)
		case r.State == inbox.ReplySending || r.State == inbox.ReplyUnclear || r.State == inbox.ReplyQueued:
			t.Errorf("the reply to %s is left %s", id, r.State)
		}
	}
	t.Logf("%d mentions, replies by outcome: %v", len(mentions), outcomes)
	if outcomes[inbox.ReplyDelivered] == 0 {
		t.Error("no reply was delivered at all")
	}
}
