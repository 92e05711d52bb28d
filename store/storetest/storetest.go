// Package storetest is what every store must do: a suite that runs against any
// inbox.Store, a store in memory that is the suite's own model and other
// packages' fake, and a generator of realistic towns full of comments.
package storetest

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"lotse/inbox"
)

// Run runs the suite. open gives an empty store; the suite closes it.
func Run(t *testing.T, open func(t *testing.T) inbox.Store) {
	for _, part := range []struct {
		name string
		test func(x *fixture)
	}{
		{"a new text comes in", newText},
		{"the same page twice changes nothing", samePageTwice},
		{"a cursor moves with its page", cursorMoves},
		{"a page wakes who watches", watching},
		{"an edit is a new version", editedText},
		{"an edit opens what was closed", editReopens},
		{"late pages bring no old text back", latePage},
		{"one page with a text twice", twiceInPage},
		{"a text goes and comes back", goneAndBack},
		{"a hidden text that can be read is an item", hiddenText},
		{"what we hid and the public sees again is told", shownAgain},
		{"addresses change in place", addresses},
		{"own posts are context", ownPosts},
		{"a page of a list", paging},
		{"a page from the end of a list", pagingBack},
		{"every condition of a filter", conditions},
		{"counts", counting},
		{"search", searching},
		{"search ends when told", searchEnds},
		{"a survey", surveying},
		{"when somebody first reacted", firstTimes},
		{"a thread around an item", threads},
		{"earlier texts of an author", byAuthor},
		{"ids by their tail", resolving},
		{"items by their address", byAddress},
		{"decisions are all or none", allOrNone},
		{"decisions in one commit see each other", inOneCommit},
		{"a decision on an old version", oldVersion},
		{"undo takes back", undoing},
		{"the log", logReading},
		{"texts of decisions", decisionTexts},
		{"bytes that are no text", brokenBytes},
		{"resubmission", resubmission},
		{"a reply on its way", replyWay},
		{"a reply by hand", handWay},
		{"an order on its way", orderWay},
		{"a claim and what is said of it", claimWay},
		{"waves", waves},
		{"the pulse of the channels", pulse},
		{"templates", templates},
		{"handovers", handovers},
		{"drafts", drafts},
		{"channel health", channelHealth},
		{"what was judged", judged},
		{"what is kept", kept},
		{"a new assessment", reassessing},
		{"missing things", missing},
		{"a context that ended", endedContext},
		{"a closed store", closedStore},
		{"many at once", manyAtOnce},
	} {
		t.Run(part.name, func(t *testing.T) {
			x := newFixture(t, open(t))
			part.test(x)
			x.verify()
		})
	}
	t.Run("any sequence of changes", func(t *testing.T) { model(t, open) })
}

// fixture is a store under test with a clock that moves a second an act.
type fixture struct {
	*testing.T
	inbox.Store
	ctx  context.Context
	now  time.Time
	shut bool
}

var start = time.Date(2026, 11, 2, 8, 0, 0, 0, time.UTC)

func newFixture(t *testing.T, s inbox.Store) *fixture {
	x := &fixture{T: t, Store: s, ctx: t.Context(), now: start}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return x
}

func (x *fixture) tick() time.Time {
	x.now = x.now.Add(time.Second)
	return x.now
}

// verifier is a store that can check itself.
type verifier interface{ Check(context.Context) error }

func (x *fixture) verify() {
	if v, ok := x.Store.(verifier); ok && !x.shut {
		if err := v.Check(x.ctx); err != nil {
			x.Errorf("check: %v", err)
		}
	}
}

const channel = "mastodon"

// post is a comment; the number is its remote id and its minute.
func post(n int, text string, with ...func(*inbox.Observation)) inbox.Observation {
	id := fmt.Sprint(n)
	o := inbox.Observation{Content: inbox.Content{
		Channel: channel, RemoteID: id, URL: "https://social.example/" + id, Text: text,
		Author:   inbox.Author{ID: "7", Name: "Käthe Öztürk", Handle: "kaethe@social.example"},
		PostedAt: start.Add(time.Duration(n) * time.Minute),
	}}
	for _, f := range with {
		f(&o)
	}
	return o
}

func in(channel string) func(*inbox.Observation) {
	return func(o *inbox.Observation) { o.Channel = channel }
}

func edited(minute int) func(*inbox.Observation) {
	return func(o *inbox.Observation) { o.EditedAt = start.Add(time.Duration(minute) * time.Minute) }
}

func gone(v inbox.Visibility) func(*inbox.Observation) {
	return func(o *inbox.Observation) { o.Gone = v }
}

func under(thread string) func(*inbox.Observation) {
	return func(o *inbox.Observation) { o.Thread, o.Parent = thread, thread }
}

func own(o *inbox.Observation) { o.Kind = inbox.KindOwnPost }

func (x *fixture) ingest(obs ...inbox.Observation) inbox.IngestResult {
	x.Helper()
	return x.ingestPage(inbox.Batch{Observations: obs})
}

func (x *fixture) ingestPage(b inbox.Batch) inbox.IngestResult {
	x.Helper()
	r, err := x.Ingest(x.ctx, channel, b, x.tick())
	if err != nil {
		x.Fatalf("ingest: %v", err)
	}
	return r
}

// item ingests one text and gives it.
func (x *fixture) item(o inbox.Observation) inbox.Item {
	x.Helper()
	x.ingest(o)
	return x.get(o.ID())
}

func (x *fixture) get(id inbox.ItemID) inbox.Item {
	x.Helper()
	it, err := x.Item(x.ctx, id)
	if err != nil {
		x.Fatalf("item: %v", err)
	}
	return it
}

var ayse = inbox.Actor{Person: "ayse", Role: "editor"}

// did is a decision of a person on an item.
func did(k inbox.Kind, id inbox.ItemID, with ...func(*inbox.Decision)) inbox.Decision {
	d := inbox.Decision{Kind: k, Actor: ayse, Item: id}
	for _, f := range with {
		f(&d)
	}
	return d
}

func args(a inbox.Args) func(*inbox.Decision) { return func(d *inbox.Decision) { d.Args = a } }

func text(s string) func(*inbox.Decision) { return func(d *inbox.Decision) { d.Text = s } }

func (x *fixture) commit(ds ...inbox.Decision) []inbox.Event {
	x.Helper()
	es, err := x.Commit(x.ctx, ds, x.tick())
	if err != nil {
		x.Fatalf("commit: %v", err)
	}
	return es
}

// refused expects a code.
func (x *fixture) refused(err error, want inbox.Code) {
	x.Helper()
	if got := inbox.CodeOf(err); got != want {
		x.Errorf("got error %v, want code %q", err, want)
	}
}

func (x *fixture) ok(err error) {
	x.Helper()
	if err != nil {
		x.Fatal(err)
	}
}

// list pages through a filter and gives everything.
func (x *fixture) list(f inbox.Filter, size int) []inbox.Item {
	x.Helper()
	items, err := listAll(x.ctx, x.Store, f, size)
	x.ok(err)
	return items
}

// listBack pages through a filter from its end and gives everything, newest first.
func (x *fixture) listBack(f inbox.Filter, size int) (out []inbox.ItemID) {
	x.Helper()
	var before inbox.Token
	for range 100_000 {
		p, err := x.PageBack(x.ctx, f, before, size)
		x.ok(err)
		if len(p.Items) > size || p.Done != (p.Prev == "") {
			x.Fatalf("a page of %d has %d items, done is %v, prev is %q", size, len(p.Items), p.Done, p.Prev)
		}
		out = append(ids(p.Items), out...)
		if p.Done {
			return out
		}
		before = p.Prev
	}
	x.Fatal("a list that never ends")
	return nil
}

func listAll(ctx context.Context, s inbox.Store, f inbox.Filter, size int) (out []inbox.Item, err error) {
	var after inbox.Token
	for range 100_000 {
		p, err := s.Page(ctx, f, after, size)
		if err != nil {
			return nil, err
		}
		if len(p.Items) > size {
			return nil, fmt.Errorf("a page of %d has %d items", size, len(p.Items))
		}
		out = append(out, p.Items...)
		if p.Done != (p.Next == "") {
			return nil, fmt.Errorf("done is %v, next is %q", p.Done, p.Next)
		}
		if p.Done {
			return out, nil
		}
		after = p.Next
	}
	return nil, errors.New("a list that never ends")
}

func ids(items []inbox.Item) []inbox.ItemID {
	out := make([]inbox.ItemID, len(items))
	for i := range items {
		out[i] = items[i].ID
	}
	return out
}

// idOf gives the id of post number n.
func idOf(n int) inbox.ItemID {
	o := post(n, "")
	return o.ID()
}
