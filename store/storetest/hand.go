package storetest

import (
	"slices"
	"time"

	"lotse/inbox"
)

// handWay follows replies that a person posts on the channel's own page.
func handWay(x *fixture) {
	byHand := func(n int, id string) inbox.Item {
		it := x.item(post(n, "Frage "+id))
		d := freeReply(&it, id, "Ja, gern. "+id, false, ayse, x.now.Add(time.Hour))
		d.NewReply.ByHand = true
		x.commit(d)
		return it
	}
	step := func(it inbox.Item, id inbox.ReplyID, k inbox.Kind, by inbox.Actor, a inbox.Args) error {
		x.Helper()
		_, err := x.Commit(x.ctx, []inbox.Decision{{Kind: k, Actor: by, Item: it.ID, ReplyID: id, Args: a}}, x.tick())
		return err
	}
	reserve := func(attempt string) inbox.Args { return inbox.Args{Attempt: &inbox.Attempt{ID: attempt}} }
	settle := func(attempt string, o inbox.Outcome) inbox.Args {
		return inbox.Args{Attempt: &inbox.Attempt{ID: attempt, Outcome: o}, RemoteID: "99"}
	}
	is := func(id inbox.ReplyID, state inbox.ReplyState, work inbox.WorkState) {
		x.Helper()
		r, err := x.Reply(x.ctx, id)
		x.ok(err)
		if it := x.get(r.Item); r.State != state || it.State.Work != work || !r.ByHand {
			x.Errorf("%s is %s, its item %s; want %s, %s", id, r.State, it.State.Work, state, work)
		}
	}
	found, other, early := byHand(1, "R1"), byHand(2, "R2"), byHand(3, "R3")
	is("R1", inbox.ReplyQueued, inbox.WorkOutbox)
	x.refused(step(found, "R1", inbox.DidReserve, inbox.System(), reserve("A")), inbox.CodeByHand)
	x.ok(step(found, "R1", inbox.DidReserve, ayse, reserve("A"))) // no undo window: it leaves when the person does it
	is("R1", inbox.ReplyUnclear, inbox.WorkOutbox)
	x.refused(step(found, "R1", inbox.DidSettle, inbox.System(), settle("A", inbox.OutcomeRefused)), inbox.CodeByHand)
	x.ok(step(found, "R1", inbox.DidReserve, ayse, reserve("B"))) // the page once more
	x.ok(step(found, "R1", inbox.DidSettle, inbox.System(), settle("B", inbox.OutcomeDelivered)))
	is("R1", inbox.ReplyDelivered, inbox.WorkAnswered)
	r, err := x.Reply(x.ctx, "R1")
	x.ok(err)
	if r.RemoteID != "99" || len(r.Attempts) != 2 || r.Attempts[0].Outcome != inbox.OutcomeUnclear {
		x.Errorf("reply is %+v", r)
	}
	x.ok(step(other, "R2", inbox.DidReserve, ayse, reserve("C")))
	for id, it := range map[inbox.ReplyID]inbox.Item{"R2": other, "R3": early} {
		x.ok(step(it, id, inbox.DidAnswerElse, inbox.System(), inbox.Args{RemoteID: "77", URL: "https://social.example/77"}))
		is(id, inbox.ReplyCancelled, inbox.WorkAnswered)
		if r, err = x.Reply(x.ctx, id); err != nil || r.VoidReason != inbox.OtherWords || r.RemoteID != "77" {
			x.Errorf("reply is %+v, %v", r, err)
		}
	}
	own := x.item(post(5, "Noch eine Frage")) // what the program sends nobody posts
	x.commit(freeReply(&own, "R5", "Danke.", false, ayse, x.now))
	x.refused(step(own, "R5", inbox.DidReserve, ayse, reserve("D")), inbox.CodeNotByHand)
	rs, err := x.Replies(x.ctx, inbox.ReplyCancelled, inbox.ReplyDelivered, inbox.ReplyQueued)
	x.ok(err)
	if n := len(slices.DeleteFunc(rs, func(r inbox.Reply) bool { return !r.ByHand })); n != 3 {
		x.Errorf("%d replies by hand, want 3", n)
	}
}
