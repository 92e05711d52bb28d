package storetest

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"sync"
	"time"

	"lotse/inbox"
)

// freeReply is a decision that submits a free text on an item.
func freeReply(it *inbox.Item, id, words string, pair bool, by inbox.Actor, undoUntil time.Time) inbox.Decision {
	r := &inbox.Reply{
		ID: inbox.ReplyID(id), Item: it.ID, ItemVersion: it.Version, ItemHash: it.Hash, Channel: it.Content.Channel,
		Composition: inbox.Composition{Free: words, Values: map[string]string{"wann": "heute"}},
		Category:    inbox.CategoryA, Latitude: inbox.L4, Text: words, Hash: inbox.TextHash(words), Author: by, NeedsPair: pair,
	}
	return inbox.Decision{Kind: inbox.DidSubmit, Actor: by, Item: it.ID, ReplyID: r.ID, NewReply: r, Args: inbox.Args{Until: undoUntil}}
}

func replyWay(x *fixture) {
	a, b := x.item(post(1, "eins")), x.item(post(2, "zwei"))
	lead := inbox.Actor{Person: "ben", Role: "lead"}
	states := func(want string, ss ...inbox.ReplyState) {
		x.Helper()
		rs, err := x.Replies(x.ctx, ss...)
		x.ok(err)
		got := ""
		for i := range rs {
			got += string(rs[i].ID) + " "
		}
		if got != want {
			x.Errorf("replies in %v are %q, want %q", ss, got, want)
		}
	}
	x.commit(freeReply(&a, "R2", "Danke für den Hinweis.", true, ayse, time.Time{}))
	x.commit(freeReply(&b, "R1", "Wir kümmern uns.", false, ayse, x.now))
	states("R2 ", inbox.ReplyInReview)
	states("R2 R1 ", inbox.ReplyQueued, inbox.ReplyInReview) // oldest first
	states("", inbox.ReplyDelivered)
	states("")
	step := func(it inbox.ItemID, id inbox.ReplyID, k inbox.Kind, by inbox.Actor, a inbox.Args) {
		x.Helper()
		x.commit(inbox.Decision{Kind: k, Actor: by, Item: it, ReplyID: id, Args: a})
	}
	step(a.ID, "R2", inbox.DidApprove, lead, inbox.Args{Hash: inbox.TextHash("Danke für den Hinweis."), ValidTill: x.now.Add(time.Hour)})
	states("R2 ", inbox.ReplyReleased)
	step(a.ID, "R2", inbox.DidQueue, ayse, inbox.Args{Until: x.now})
	for id, it := range map[inbox.ReplyID]inbox.ItemID{"R1": b.ID, "R2": a.ID} {
		step(it, id, inbox.DidReserve, inbox.System(), inbox.Args{Attempt: &inbox.Attempt{ID: "A-" + string(id)}})
	}
	states("R2 R1 ", inbox.ReplySending)
	step(b.ID, "R1", inbox.DidSettle, inbox.System(), inbox.Args{Attempt: &inbox.Attempt{ID: "A-R1", Outcome: inbox.OutcomeDelivered}, RemoteID: "99", URL: "https://social.example/99"})
	step(a.ID, "R2", inbox.DidSettle, inbox.System(), inbox.Args{Attempt: &inbox.Attempt{ID: "A-R2", Outcome: inbox.OutcomeUnclear}})
	states("R1 ", inbox.ReplyDelivered)
	states("R2 ", inbox.ReplyUnclear)
	r, err := x.Reply(x.ctx, "R1")
	x.ok(err)
	if r.RemoteID != "99" || r.Text != "Wir kümmern uns." || len(r.Attempts) != 1 || r.Composition.Values["wann"] != "heute" {
		x.Errorf("reply is %+v", r)
	}
	if got := x.list(inbox.Filter{Must: inbox.FlagUnclear}, 5); len(got) != 1 || got[0].ID != a.ID {
		x.Errorf("unclear: %v", ids(got))
	}
	if got := x.list(inbox.Filter{Work: inbox.WorkSetOf(inbox.WorkAnswered)}, 5); len(got) != 1 || got[0].ID != b.ID {
		x.Errorf("answered: %v", ids(got))
	}
	// An answer of the citizen, a second reply.
	x.commit(did(inbox.DidReopen, b.ID))
	again := x.get(b.ID)
	x.commit(freeReply(&again, "R3", "Gern geschehen.", false, ayse, x.now))
	rs, err := x.RepliesOf(x.ctx, b.ID)
	x.ok(err)
	if len(rs) != 2 || rs[0].ID != "R1" || rs[1].ID != "R3" {
		x.Errorf("replies are %+v", rs)
	}
	// An edit takes the ground from what waits.
	x.ingest(post(2, "zwei, ganz anders"))
	states("R3 ", inbox.ReplyVoid)
}

func templates(x *fixture) {
	family := func(key, words string) *inbox.TemplateVersion {
		return &inbox.TemplateVersion{Template: inbox.Template{
			Key: key, Title: "Danke", Category: inbox.CategoryA, Approver: []string{"lead", "legal"}, Validity: "12M",
			Language: "de", Variants: []inbox.Variant{{Name: "a", Text: words}},
		}}
	}
	act := func(k inbox.Kind, n int, by inbox.Actor, h inbox.Hash) {
		x.Helper()
		x.commit(inbox.Decision{Kind: k, Actor: by, Template: inbox.TemplateRef{Key: "T05", N: n}, Args: inbox.Args{Hash: h}})
	}
	write := func(key, words string) *inbox.TemplateVersion {
		x.Helper()
		v := family(key, words)
		x.commit(inbox.Decision{Kind: inbox.DidTemplate, Actor: ayse, NewTemplate: v})
		return v
	}
	v := write("T05", "Vielen Dank.")
	write("T01", "Gern.")
	act(inbox.DidPropose, 1, ayse, inbox.Hash{})
	act(inbox.DidConsent, 1, inbox.Actor{Person: "ben", Role: "lead"}, v.ContentHash())
	act(inbox.DidConsent, 1, inbox.Actor{Person: "cem", Role: "legal"}, v.ContentHash())
	w := write("T05", "Herzlichen Dank.")
	act(inbox.DidPropose, 2, ayse, inbox.Hash{})
	act(inbox.DidConsent, 2, inbox.Actor{Person: "ben", Role: "lead"}, w.ContentHash())
	act(inbox.DidConsent, 2, inbox.Actor{Person: "cem", Role: "legal"}, w.ContentHash())
	got, err := x.Templates(x.ctx)
	x.ok(err)
	var line string
	for i := range got {
		line += got[i].Ref().String() + " " + got[i].State.String() + "; "
	}
	if want := "T01/1 draft; T05/1 superseded; T05/2 approved; "; line != want {
		x.Errorf("templates are %q, want %q", line, want)
	}
	_, err = x.Commit(x.ctx, []inbox.Decision{{Kind: inbox.DidWithdraw, Actor: ayse, Template: inbox.TemplateRef{Key: "T05", N: 9}}}, x.tick())
	x.refused(err, inbox.CodeNoTemplate)
}

func handovers(x *fixture) {
	prepare := func(id string) inbox.Hash {
		x.Helper()
		h := &inbox.Handover{
			ID: inbox.HandoverID(id), From: "ayse", To: "ben", Note: "ruhig",
			Lines: []inbox.HandoverLine{{Section: inbox.SectionCritical, Code: "critical"}},
		}
		h.Hash = h.ContentHash()
		x.commit(inbox.Decision{Kind: inbox.DidPrepare, Actor: ayse, Handover: h.ID, NewHandover: h})
		return h.Hash
	}
	prepare("01A")
	prepare("01B")
	hash := prepare("01C")
	got, err := x.Handovers(x.ctx, 2)
	x.ok(err)
	if len(got) != 2 || got[0].ID != "01C" || got[1].ID != "01B" || got[0].State != inbox.HandoverPrepared || got[0].Note != "ruhig" {
		x.Errorf("handovers are %+v", got)
	}
	x.commit(inbox.Decision{Kind: inbox.DidRefuse, Actor: inbox.Actor{Person: "ben", Role: "editor"}, Handover: "01C", Text: "zu viel offen", Args: inbox.Args{Hash: hash}})
	if got, err := x.Handovers(x.ctx, 1); err != nil || got[0].State != inbox.HandoverRefused {
		x.Errorf("handovers are %+v, %v", got, err)
	}
}

func drafts(x *fixture) {
	a, b := idOf(1), idOf(2)
	save := func(id inbox.ItemID, person, free string) inbox.Draft {
		x.Helper()
		d := inbox.Draft{
			Item: id, Person: person, ItemVersion: 3, SavedAt: x.tick(),
			Composition: inbox.Composition{Free: free, Values: map[string]string{"x": "y"}},
		}
		x.ok(x.SaveDraft(x.ctx, d))
		return d
	}
	save(a, "ayse", "alt")
	save(b, "ayse", "zwei")
	want := save(a, "ayse", "neu")
	save(a, "ben", "von Ben")
	got, err := x.Draft(x.ctx, a, "ayse")
	x.ok(err)
	if got == nil || !reflect.DeepEqual(*got, want) {
		x.Errorf("draft is %+v", got)
	}
	all, err := x.Drafts(x.ctx, "ayse")
	x.ok(err)
	if len(all) != 2 || all[0].Item != a || all[1].Item != b {
		x.Errorf("drafts are %+v", all)
	}
	for range 2 { // forgetting twice is no error
		x.ok(x.DropDraft(x.ctx, a, "ayse"))
	}
	if got, err := x.Draft(x.ctx, a, "ayse"); err != nil || got != nil {
		x.Errorf("draft is %+v, %v", got, err)
	}
	if got, err := x.Draft(x.ctx, a, "ben"); err != nil || got == nil {
		x.Errorf("Ben's draft is %+v, %v", got, err)
	}
	if es, err := x.Events(x.ctx, inbox.EventID{}, 5); err != nil || len(es) != 0 {
		x.Errorf("drafts logged %v, %v", es, err)
	}
}

func channelHealth(x *fixture) {
	x.ingestPage(inbox.Batch{Cursor: []byte("c"), Gap: &inbox.Gap{From: start, To: x.now, Reason: "window"}})
	want := inbox.ChannelState{
		Channel: channel, LastGood: start, LastTry: x.now, Problem: inbox.ProblemThrottled, Status: 429, Since: start,
		RetryAt: x.now.Add(time.Minute), Open: true, Failures: 3, Skew: -time.Second, Limit: 300, Remaining: 1, Unparsed: 2,
		RecheckedAt: start, Suspects: map[string]time.Time{"a": start}, Shown: map[string]time.Time{"b": start},
		Reread: inbox.Reread{Since: start, Kept: 3, Began: start, After: "weiter", Lost: 1},
		Cursor: []byte("not mine to set"), Gaps: []inbox.Gap{{Reason: "nor this"}},
	}
	x.ok(x.SaveChannelState(x.ctx, want))
	got, err := x.ChannelState(x.ctx, channel)
	x.ok(err)
	if string(got.Cursor) != "c" || len(got.Gaps) != 1 || got.Gaps[0].Reason != "window" {
		x.Errorf("cursor %q and gaps %+v", got.Cursor, got.Gaps)
	}
	want.Cursor, want.Gaps, got.Cursor, got.Gaps = nil, nil, nil, nil
	if !reflect.DeepEqual(got, want) {
		x.Errorf("state came back as\n%+v, was\n%+v", got, want)
	}
}

func missing(x *fixture) {
	id := idOf(1)
	_, err := x.Item(x.ctx, id)
	x.refused(err, inbox.CodeNoItem)
	_, err = x.Versions(x.ctx, id)
	x.refused(err, inbox.CodeNoItem)
	_, err = x.Thread(x.ctx, id, 5)
	x.refused(err, inbox.CodeNoItem)
	_, err = x.History(x.ctx, id, 5)
	x.refused(err, inbox.CodeNoItem)
	_, err = x.Reply(x.ctx, "R")
	x.refused(err, inbox.CodeNoReply)
	_, err = x.Reply(x.ctx, "")
	x.refused(err, inbox.CodeNoReply)
	_, err = x.Event(x.ctx, inbox.NewEventID(1, 1))
	x.refused(err, inbox.CodeNoEvent)
	_, err = x.Commit(x.ctx, []inbox.Decision{did(inbox.DidReveal, id)}, x.tick())
	x.refused(err, inbox.CodeNoItem)
	if rs, err := x.RepliesOf(x.ctx, id); err != nil || len(rs) != 0 {
		x.Errorf("replies are %v, %v", rs, err)
	}
}

func endedContext(x *fixture) {
	it := x.item(post(1, "eins"))
	ctx, cancel := context.WithCancel(x.ctx)
	cancel()
	_, err := x.Page(ctx, inbox.Filter{}, "", 1)
	_, err2 := x.Commit(ctx, []inbox.Decision{did(inbox.DidReveal, it.ID)}, x.tick())
	_, err3 := x.Ingest(ctx, channel, inbox.Batch{Observations: []inbox.Observation{post(2, "")}}, x.tick())
	err4 := x.Search(ctx, inbox.Filter{}, func([]inbox.Item) bool { return true })
	for i, err := range []error{err, err2, err3, err4} {
		if !errors.Is(err, context.Canceled) {
			x.Errorf("call %d gave %v", i, err)
		}
	}
	if st := x.get(it.ID).State; !st.IsZero() {
		x.Error("the decision was taken all the same")
	}
	hints := x.Watch(ctx)
	for range hints { //nolint:revive // ends when the store closes it
	}
}

func closedStore(x *fixture) {
	it := x.item(post(1, "eins"))
	hints := x.Watch(x.ctx)
	x.shut = true
	x.ok(x.Close())
	for range hints { //nolint:revive // ends when the store closes it
	}
	_, err := x.Item(x.ctx, it.ID)
	x.refused(err, inbox.CodeStoreClosed)
	_, err = x.Commit(x.ctx, []inbox.Decision{did(inbox.DidReveal, it.ID)}, x.tick())
	x.refused(err, inbox.CodeStoreClosed)
	x.refused(x.SaveDraft(x.ctx, inbox.Draft{Person: "a"}), inbox.CodeStoreClosed)
	x.refused(x.Search(x.ctx, inbox.Filter{}, func([]inbox.Item) bool { return true }), inbox.CodeStoreClosed)
	x.ok(x.Close())
}

// manyAtOnce lets writers and readers loose on one store; what each is told must
// be whole.
func manyAtOnce(x *fixture) {
	const writers, each = 4, 30
	x.ingest(post(0, "für alle"))
	shared := idOf(0)
	var wg sync.WaitGroup
	fail := make(chan error, 100)
	try := func(f func() error) {
		wg.Go(func() {
			if err := f(); err != nil {
				fail <- err
			}
		})
	}
	for w := range writers {
		try(func() error {
			ch := fmt.Sprint("channel", w)
			for i := range each {
				_, err := x.Ingest(x.ctx, ch, inbox.Batch{
					Observations: []inbox.Observation{post(i, "von "+ch, in(ch)), post(i+1, "von "+ch, in(ch))}, Cursor: []byte{byte(i + 1)},
				}, start)
				if err != nil {
					return err
				}
			}
			return nil
		})
		try(func() error {
			for range each {
				if _, err := x.Commit(x.ctx, []inbox.Decision{did(inbox.DidReveal, shared), did(inbox.DidNote, shared, text("x"))}, start); err != nil {
					return err
				}
			}
			return nil
		})
		try(func() error {
			for range each {
				items, err := listAll(x.ctx, x.Store, inbox.Filter{}, 25)
				if err != nil {
					return err
				}
				if !slices.IsSortedFunc(items, newestFirst) {
					return errors.New("a list out of order")
				}
				if it, err := x.Item(x.ctx, shared); err != nil || int(it.State.Rev) != 2*it.State.Notes {
					return fmt.Errorf("half a commit is visible: %+v, %w", it.State, err)
				}
			}
			return nil
		})
	}
	wg.Wait()
	close(fail)
	for err := range fail {
		x.Error(err)
	}
	c, err := x.Counts(x.ctx, []inbox.Filter{{}}, 1000)
	x.ok(err)
	if want := writers*(each+1) + 1; c[0].N != want {
		x.Errorf("%d items, want %d", c[0].N, want)
	}
	es, err := x.Events(x.ctx, inbox.EventID{}, 1000)
	x.ok(err)
	if len(es) != 2*writers*each {
		x.Errorf("%d entries, want %d", len(es), 2*writers*each)
	}
}
