package storetest

import (
	"time"

	"lotse/inbox"
)

func claimWay(x *fixture) {
	press := inbox.Actor{Person: "ben", Role: "press"}
	mark := func() uint64 {
		x.Helper()
		n, err := x.ClaimsMark(x.ctx)
		x.ok(err)
		return n
	}
	a, b := x.item(post(1, "Die Talsperre ist gebrochen")), x.item(post(2, "Stimmt das mit der Talsperre?"))
	last := mark()
	moved := func(what string) {
		x.Helper()
		if n := mark(); n == last {
			x.Errorf("%s leaves no mark", what)
		} else {
			last = n
		}
	}
	claim := func(id, sentence string) *inbox.Claim { return &inbox.Claim{ID: inbox.ClaimID(id), Sentence: sentence} }
	x.commit(inbox.Decision{Kind: inbox.DidClaim, Actor: ayse, Item: a.ID, Claim: "C1", NewClaim: claim("C1", "Die Talsperre ist gebrochen.")})
	moved("a report")
	x.commit(inbox.Decision{Kind: inbox.DidClaim, Actor: ayse, Claim: "C2", NewClaim: claim("C2", "Das Freibad wird verkauft.")})
	moved("another report")
	x.commit(
		inbox.Decision{Kind: inbox.DidMatch, Actor: ayse, Item: b.ID, Claim: "C1"},
		inbox.Decision{Kind: inbox.DidUnmatch, Actor: ayse, Item: b.ID, Claim: "C2"},
	)
	moved("a match")
	links := func(id inbox.ClaimID, want int, confirmed int) {
		x.Helper()
		ls, err := x.ClaimLinks(x.ctx, id)
		x.ok(err)
		yes := 0
		for _, l := range ls {
			if l.Confirmed {
				yes++
			}
		}
		if len(ls) != want || yes != confirmed {
			x.Errorf("links of %q are %v", id, ls)
		}
	}
	links("", 3, 2)
	links("C1", 2, 2)
	links("C2", 1, 0)
	if st := x.get(b.ID).State; st.Claim != "C1" || len(st.NotClaims) != 1 || st.Work != inbox.WorkTriaged {
		x.Errorf("the item is %+v", st)
	}
	p, err := x.Page(x.ctx, inbox.Filter{Must: inbox.FlagClaimed}, "", 10)
	x.ok(err)
	if len(p.Items) != 2 {
		x.Errorf("%d items are matched", len(p.Items))
	}
	// What a filter cannot say by itself is asked of whoever made it.
	for _, f := range []inbox.Filter{
		{Suggested: true, Look: func(id inbox.ItemID, text string) bool { return id == b.ID && text == b.Content.Text }},
		{Claims: []string{"C1"}, Look: func(id inbox.ItemID, _ string) bool { return id == b.ID }},
	} {
		p, err := x.Page(x.ctx, f, "", 10)
		x.ok(err)
		if len(p.Items) != 1 || p.Items[0].ID != b.ID {
			x.Errorf("a look gives %d items", len(p.Items))
		}
	}
	if p, err := x.Page(x.ctx, inbox.Filter{Suggested: true}, "", 10); err != nil || len(p.Items) != 0 {
		x.Errorf("nobody looks: %d items, %v", len(p.Items), err)
	}
	// A reply under the claim, and the verdict that stops it.
	r := &inbox.Reply{
		ID: "R1", Item: b.ID, ItemVersion: b.Version, ItemHash: b.Hash, Channel: channel, Author: ayse,
		Composition: inbox.Composition{Free: "Wir prüfen das."}, Text: "Wir prüfen das.", Hash: inbox.TextHash("Wir prüfen das."),
		Category: inbox.CategoryC, Latitude: inbox.L4, Claim: "C1",
	}
	x.commit(inbox.Decision{Kind: inbox.DidSubmit, Actor: ayse, Item: b.ID, ReplyID: "R1", NewReply: r, Args: inbox.Args{Until: x.now}})
	under, err := x.RepliesUnder(x.ctx, "C1")
	x.ok(err)
	if len(under) != 1 || under[0].ID != "R1" {
		x.Errorf("under the claim are %v", under)
	}
	ruling := &inbox.Ruling{Verdict: inbox.VerdictUnproven, AsOf: x.now, Until: x.now.Add(6 * time.Hour), NeedsPair: true, Bind: []string{"T17"}}
	x.commit(inbox.Decision{Kind: inbox.DidClaimVerdict, Actor: ayse, Claim: "C1", NewRuling: ruling})
	c, err := x.Claim(x.ctx, "C1")
	x.ok(err)
	if c.State != inbox.ClaimProposed || c.Current() != 0 {
		x.Errorf("the claim is %+v", c)
	}
	x.commit(inbox.Decision{Kind: inbox.DidClaimRelease, Actor: press, Claim: "C1", Args: inbox.Args{Hash: c.Rulings[0].Hash}})
	moved("a verdict")
	_, err = x.Commit(x.ctx, []inbox.Decision{{
		Kind: inbox.DidReserve, Actor: inbox.System(), Item: b.ID, ReplyID: "R1", Args: inbox.Args{Attempt: &inbox.Attempt{ID: "A1"}},
	}}, x.tick())
	x.refused(err, inbox.CodeClaimChanged)
	all, err := x.Claims(x.ctx)
	x.ok(err)
	if len(all) != 2 || all[0].ID != "C1" || all[0].State != inbox.ClaimRuled || !all[0].Binds("T17") {
		x.Errorf("the claims are %+v", all)
	}
	// An undo of the match takes the link with it.
	x.commit(inbox.Decision{Kind: inbox.DidUnmatch, Actor: ayse, Item: a.ID, Claim: "C1"})
	links("C1", 2, 1)
	top := x.get(a.ID).State.Top
	x.commit(inbox.Decision{Kind: inbox.DidUndo, Actor: ayse, Item: a.ID, Args: inbox.Args{Target: top}})
	links("C1", 2, 2)
	moved("an undo")
	_, err = x.Claim(x.ctx, "none")
	x.refused(err, inbox.CodeNoClaim)
}
