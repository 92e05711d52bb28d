package bluesky

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"lotse/adapters/secret"
	"lotse/inbox"
)

// What the adapter says to the server that keeps the account, said to the real
// one: sessions, replies that stand once, reading them back, hiding by compare and
// swap, likes, blocks, edits and deletions. It has no notifications; those need an
// index with a database and are played in the other tests.
func TestRealServer(t *testing.T) {
	r := startReal(t)
	town, berta := r.account("stadt.test"), r.account("berta.test")
	var app struct{ Password string }
	if r.call("POST", "com.atproto.server.createAppPassword", town.Access, map[string]string{"name": "Lotse"}, &app) != 200 {
		t.Fatal("no app password")
	}
	at := time.Now().Add(-time.Hour)
	root := r.write(town, tid(at, "root"), "Die Bibliothek bleibt am Freitag zu.", nil)
	place := map[string]any{"root": root, "parent": root}
	asks := r.write(berta, tid(at, "asks"), "Und am Samstag?", place)

	clock := time.Now
	vault := secret.NewVault(t.TempDir(), "town")
	open := func(password string) *Channel {
		ch, err := New(Config{
			ID: "town", Account: "stadt.test", Server: r.url, Vault: vault, Password: func() string { return password },
			Clock: inbox.ClockFunc(func() time.Time { return clock() }),
		})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(ch.Close)
		return ch
	}
	ch := open(app.Password)
	who, err := ch.Whoami(t.Context())
	if err != nil || who.ID != town.DID || who.Handle != "stadt.test" {
		t.Fatalf("%+v, %v", who, err)
	}
	if ends := ch.Vitals().TokenEnds; time.Until(ends) < 80*24*time.Hour {
		t.Errorf("the session ends %s", ends)
	}
	s, _ := ch.keeper.session(t.Context(), "test", "")
	if s.Host != r.url {
		t.Errorf("the account is kept at %q, want %q", s.Host, r.url)
	}
	t.Logf("scope of an app password: %q", claimsOf(s.Access).Scope)

	got, err := ch.Refresh(t.Context(), []inbox.Ref{{RemoteID: asks["uri"]}, {RemoteID: "at://" + town.DID + "/" + posts + "/" + tid(at, "no")}})
	if err != nil || !got[0].Found || got[1].Found || got[0].Observation.Kind != inbox.KindComment {
		t.Fatalf("%+v, %v", got, err)
	}
	seen := got[0].Observation

	t.Run("a reply stands once", func(t *testing.T) {
		in := inbox.Intent{
			Attempt: "01M81TY01XNS3FYRCWZZ15PHXA", At: time.Now(), To: inbox.RefOf(&seen.Content), Thread: seen.ThreadKey(), Language: "de",
			Text: "Am Samstag ist offen, siehe https://linden.example/bücherei. Danke @berta.test! #Bücherei",
		}
		if _, v, err := ch.Reconcile(t.Context(), in); v != inbox.VerdictAbsent || err != nil {
			t.Fatalf("before: %s, %v", v, err)
		}
		sent, err := ch.Reply(t.Context(), in)
		if err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if again, err := ch.Reply(t.Context(), in); err != nil || again.RemoteID != sent.RemoteID {
				t.Errorf("again: %+v, %v", again, err)
			}
		}
		if found, v, err := ch.Reconcile(t.Context(), in); v != inbox.VerdictFound || err != nil || found.RemoteID != sent.RemoteID {
			t.Errorf("%+v, %s, %v", found, v, err)
		}
		if n := r.count(town.DID, posts); n != 2 {
			t.Errorf("%d posts of the town, want the first one and the reply", n)
		}
		v, err := ch.lookAt(t.Context(), "test", inbox.Ref{RemoteID: sent.RemoteID})
		if err != nil || v.post.Text != in.Text || len(v.post.Facets) != 3 || !v.mentions(berta.DID) || v.post.Reply.Parent.Cid != asks["cid"] {
			t.Errorf("%s, %v", v.Record, err)
		}
	})
	t.Run("too long is refused there as here", func(t *testing.T) {
		_, err := ch.post(t.Context(), "reply", "com.atproto.repo.putRecord", map[string]any{
			"repo": town.DID, "collection": posts, "rkey": tid(at, "long"),
			"record": map[string]any{"$type": posts, "text": strings.Repeat("ä", 301), "createdAt": stamp(time.Now())},
		})
		if inbox.ProblemOf(err) != inbox.ProblemInvalid {
			t.Errorf("%v", err)
		}
	})
	t.Run("hiding", func(t *testing.T) { hideOnReal(t, r, ch, town, berta, place, inbox.RefOf(&seen.Content)) })
	t.Run("like and block", func(t *testing.T) {
		for _, m := range []inbox.Measure{inbox.MeasureLike, inbox.MeasureLike, inbox.MeasureBlock, inbox.MeasureBlock} {
			if err := ch.Act(t.Context(), inbox.RefOf(&seen.Content), m); err != nil {
				t.Errorf("%s: %v", m, err)
			}
		}
		if l, b := r.count(town.DID, likes), r.count(town.DID, blocks); l != 1 || b != 1 {
			t.Errorf("%d likes, %d blocks", l, b)
		}
	})
	t.Run("edited and deleted", func(t *testing.T) {
		r.write(berta, tid(at, "asks"), "Und am Sonntag?", place)
		got, err := ch.Refresh(t.Context(), []inbox.Ref{inbox.RefOf(&seen.Content)})
		if err != nil || !got[0].Found || got[0].Observation.Text != "Und am Sonntag?" || got[0].Observation.ID() != seen.ID() || got[0].Observation.Ref == seen.Ref {
			t.Errorf("%+v, %v", got, err)
		}
		r.call("POST", "com.atproto.repo.deleteRecord", berta.Access, map[string]any{"repo": berta.DID, "collection": posts, "rkey": tid(at, "asks")}, nil)
		in := inbox.Intent{Attempt: "zwei", At: time.Now(), To: inbox.RefOf(&seen.Content), Text: "Zu spät."}
		if _, err := ch.Reply(t.Context(), in); inbox.ProblemOf(err) != inbox.ProblemGone {
			t.Errorf("a reply to what is gone: %v", err)
		}
	})
	t.Run("sessions", func(t *testing.T) {
		before, _ := ch.keeper.session(t.Context(), "test", "")
		next := open(app.Password) // as after a restart
		if kept, err := next.keeper.session(t.Context(), "test", ""); err != nil || kept.Access != before.Access {
			t.Errorf("the kept session was not taken: %v", err)
		}
		clock = func() time.Time { return time.Now().Add(119 * time.Minute) }
		renewed, err := next.keeper.session(t.Context(), "test", "")
		// Only the refresh token has a number of its own: two access tokens of the
		// same second are the same bytes.
		if err != nil || renewed.Access == "" || renewed.Refresh == before.Refresh {
			t.Errorf("not renewed: %v", err)
		}
		clock = time.Now
		if _, err := next.Whoami(t.Context()); err != nil {
			t.Error(err)
		}
		bad := open("falsches-kennwort")
		if _, err := bad.Whoami(t.Context()); inbox.ProblemOf(err) != inbox.ProblemAuth {
			t.Errorf("a wrong password: %v", err)
		}
		_, err = next.link.call(t.Context(), "test", r.url, "kein.echtes.token", "com.atproto.server.getSession", nil, nil)
		if inbox.ProblemOf(err) != inbox.ProblemAuth {
			t.Errorf("a wrong token: %v", err)
		}
	})
}

// hideOnReal hides from two sides at once: nothing may be lost.
func hideOnReal(t *testing.T, r *realServer, ch *Channel, town, berta citizen, place any, ref inbox.Ref) {
	gateKey := strings.Split(place.(map[string]any)["root"].(map[string]string)["uri"], "/")[4]
	if status := r.call("POST", "com.atproto.repo.putRecord", town.Access, map[string]any{
		"repo": town.DID, "collection": gates, "rkey": gateKey, "record": map[string]any{
			"$type": gates, "post": place.(map[string]any)["root"].(map[string]string)["uri"], "createdAt": stamp(time.Now()),
			"allow": []any{map[string]string{"$type": "app.bsky.feed.threadgate#mentionRule"}},
		},
	}, nil); status != 200 {
		t.Fatal("no gate")
	}
	refs := []inbox.Ref{ref}
	for i := range 2 {
		more := r.write(berta, tid(time.Now(), fmt.Sprint("more", i)), fmt.Sprint("Noch eins ", i), place)
		refs = append(refs, inbox.Ref{RemoteID: more["uri"]})
	}
	var all sync.WaitGroup
	for _, ref := range refs {
		all.Go(func() {
			if err := ch.Act(t.Context(), ref, inbox.MeasureHide); err != nil {
				t.Errorf("hide: %v", err)
			}
		})
	}
	all.Wait()
	hidden := func() (list []string) {
		g, err := ch.readGate(t.Context(), "test", address{town.DID, gates, gateKey})
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(g.fields["allow"]), "mentionRule") {
			t.Errorf("the rule of who may answer was lost: %s", g.fields["allow"])
		}
		list, _ = g.hidden()
		return list
	}
	for _, ref := range refs {
		if !slices.Contains(hidden(), ref.RemoteID) {
			t.Errorf("%s is not hidden", ref.RemoteID)
		}
	}
	if err := ch.Act(t.Context(), refs[0], inbox.MeasureUnhide); err != nil || slices.Contains(hidden(), refs[0].RemoteID) || len(hidden()) != 2 {
		t.Errorf("%v, hidden: %v", err, hidden())
	}
}

func (r *realServer) count(did, collection string) int {
	var out struct {
		Records []json.RawMessage `json:"records"`
	}
	q := url.Values{"repo": {did}, "collection": {collection}}
	r.call("GET", "com.atproto.repo.listRecords?"+q.Encode(), "", nil, &out)
	return len(out.Records)
}
