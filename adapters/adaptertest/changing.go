package adaptertest

import (
	"slices"
	"time"

	"lotse/inbox"
)

var changeCases = []testCase{
	{"an edit is seen", func(r *run) {
		r.can("Edit", r.Edit != nil)
		post := r.Post("Neuer Spielplatz.")
		id := r.Comment("erika", post, "Schön!")
		r.poll()
		old := r.want(id, "Schön!")
		r.advance(20 * time.Minute)
		r.Edit(id, "Doch nicht schön!")
		r.poll()
		now := r.again(old)
		if now == nil {
			r.Skip("the channel shows no edits: no second look")
		}
		if now.ID() != old.ID() || now.Hash() == old.Hash() {
			r.Errorf("edited: id %s then %s, hash changed %t", old.ID(), now.ID(), now.Hash() != old.Hash())
		}
		if r.caps.EditTimes && now.EditedAt.IsZero() {
			r.Error("the channel tells edit times, but EditedAt is not set")
		}
	}},
	{"a deleted text is missed", func(r *run) {
		r.can("Delete", r.Delete != nil)
		post := r.Post("Wochenmarkt.")
		id := r.Comment("erika", post, "Weg damit")
		stays := r.Comment("jonas", post, "Bleibt")
		r.poll()
		gone, kept := r.want(id, "Weg damit"), r.want(stays, "Bleibt")
		r.advance(20 * time.Minute)
		r.Delete(id)
		r.poll()
		if r.seen[id].Gone != inbox.Public {
			return // the poll said so itself
		}
		r.can("a second look", r.caps.Refresh)
		got := r.refresh(gone, kept)
		if x := got[gone.RemoteID]; x.Found {
			r.Error("the deleted text was found")
		}
		if x := got[kept.RemoteID]; !x.Found || x.Observation == nil {
			r.Errorf("the other text was not found: %+v", x)
		}
	}},
	{"what a colleague hides and shows is seen so", func(r *run) {
		r.can("Hide", r.Hide != nil)
		r.can("hidden texts", r.caps.HiddenSeen)
		post := r.Post("Baustelle am Markt.")
		id := r.Comment("erika", post, "Ihr könnt nichts")
		r.poll()
		o := r.want(id, "Ihr könnt nichts")
		r.Hide(id, true)
		r.advance(20 * time.Minute)
		r.poll()
		if x := r.refresh(o)[id]; r.seen[id].Gone != inbox.HiddenByUs && (x.Observation == nil || x.Observation.Gone != inbox.HiddenByUs) {
			r.Errorf("hidden, and neither the poll (%s) nor a second look (%+v) says so", r.seen[id].Gone, x.Observation)
		}
		r.hidden(o, true)
		r.Hide(id, false)
		r.advance(20 * time.Minute)
		r.hidden(o, false)
	}},
	{"what we hide and show is seen so", func(r *run) {
		r.can("hiding", r.caps.HiddenSeen && slices.Contains(r.caps.Measures, inbox.MeasureHide))
		post := r.Post("Haushalt.")
		id := r.Comment("erika", post, "Verschwendung")
		r.poll()
		o := r.want(id, "Verschwendung")
		for _, m := range []inbox.Measure{inbox.MeasureHide, inbox.MeasureUnhide} {
			if err := r.Channel.Act(r.ctx, refTo(o), m); err != nil {
				r.Fatalf("%s: %v", m, r.sound(err))
			}
			r.advance(20 * time.Minute)
			r.hidden(o, m == inbox.MeasureHide)
		}
	}},
	{"what is hidden and then deleted is missed", func(r *run) {
		r.can("hiding", slices.Contains(r.caps.Measures, inbox.MeasureHide) && r.Delete != nil && r.caps.Refresh)
		post := r.Post("Radweg.")
		id := r.Comment("erika", post, "Blödsinn")
		stays := r.Comment("jonas", post, "Endlich")
		r.poll()
		gone, kept := r.want(id, "Blödsinn"), r.want(stays, "Endlich")
		for _, o := range []inbox.Observation{gone, kept} {
			if err := r.Channel.Act(r.ctx, refTo(o), inbox.MeasureHide); err != nil {
				r.Fatal(r.sound(err))
			}
		}
		r.advance(20 * time.Minute)
		r.Delete(id)
		got := r.refresh(gone, kept)
		if x := got[gone.RemoteID]; x.Found || x.Forbidden {
			r.Errorf("the deleted one: %+v", x)
		}
		if x := got[kept.RemoteID]; !x.Found {
			r.Errorf("the hidden one: %+v", x)
		}
	}},
	{"a second look gives every text asked for", func(r *run) {
		r.can("a second look", r.caps.Refresh)
		post := r.Post("Ideenwerkstatt.")
		var asked []inbox.Observation
		for i := range 45 {
			r.Comment("erika", post, string(rune('A'+i%26))+" ist meine Idee")
		}
		r.poll()
		for _, o := range r.seen {
			if o.Kind != inbox.KindOwnPost {
				asked = append(asked, o)
			}
		}
		got := r.refresh(asked...)
		for _, o := range asked {
			if x := got[o.RemoteID]; !x.Found || x.Observation == nil || x.Observation.Hash() != o.Hash() {
				r.Errorf("%s: %+v", o.RemoteID, x)
			}
		}
		if n := r.poll(); n != 0 {
			r.Errorf("the second look changed %d texts", n)
		}
	}},
}

// hidden asserts how a look at a text that we know to be hidden shows it.
func (r *run) hidden(o inbox.Observation, hidden bool) {
	r.Helper()
	ref := refTo(o)
	ref.Hidden = true
	xs, err := r.Channel.Refresh(r.ctx, []inbox.Ref{ref})
	if err != nil || len(xs) != 1 {
		r.Fatalf("%+v, %v", xs, r.sound(err))
	}
	switch x := xs[0]; {
	case !x.Found || x.Observation == nil:
		r.Fatalf("not found again: %+v", x)
	case hidden && x.Observation.Gone != inbox.HiddenByUs:
		r.Errorf("hidden, but seen as %s", x.Observation.Gone)
	case hidden && !x.Observation.HiddenText():
		r.Error("hidden, and its words are not told")
	case !hidden && x.Observation.Gone != inbox.Public:
		r.Errorf("shown, but seen as %s", x.Observation.Gone)
	case x.Observation.ID() != o.ID() || x.Observation.Hash() != o.Hash():
		r.Errorf("another text: %+v, then %+v", o.Content, x.Observation.Content)
	}
}

// again gives the newest sight of a text, by a second look where the poll did not
// bring one; nil when the channel has neither.
func (r *run) again(old inbox.Observation) *inbox.Observation {
	r.Helper()
	if now := r.seen[old.RemoteID]; now.Hash() != old.Hash() {
		return &now
	}
	if !r.caps.Refresh {
		return nil
	}
	x := r.refresh(old)[old.RemoteID]
	if !x.Found || x.Observation == nil {
		r.Fatalf("%s was not found again: %+v", old.RemoteID, x)
	}
	return x.Observation
}

func (r *run) refresh(obs ...inbox.Observation) map[string]inbox.Refreshed {
	r.Helper()
	refs := make([]inbox.Ref, len(obs))
	for i := range obs {
		refs[i] = refTo(obs[i])
	}
	xs, err := r.Channel.Refresh(r.ctx, refs)
	if err != nil {
		r.Fatal(r.sound(err))
	}
	got := map[string]inbox.Refreshed{}
	for _, x := range xs {
		got[x.Ref.RemoteID] = x
		if x.Observation != nil {
			r.wellFormed(x.Observation)
		}
	}
	if len(got) != len(refs) {
		r.Errorf("asked for %d texts, heard of %d", len(refs), len(got))
	}
	return got
}
