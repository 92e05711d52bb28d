package mastodon

import (
	"errors"
	"strings"
	"testing"
	"time"

	"lotse/adapters/mastodon/mastodontest"
	"lotse/inbox"
)

// A town's day: mentions, answers named and unnamed, a private message, an edit,
// a deletion, and a reply of ours, over answers that fail after taking effect.
func TestDay(t *testing.T) {
	for _, fault := range []struct {
		name string
		mastodontest.Fault
	}{
		{"a good answer", mastodontest.Pass()},
		{"500 after effect", mastodontest.FailAfter()},
		{"cut after effect", mastodontest.CutAfter()},
		{"half an answer", mastodontest.CutBody()},
		{"a page without sense", mastodontest.TruncatedJSON()},
	} {
		t.Run(fault.name, func(t *testing.T) {
			eachFlavour(t, func(t *testing.T, w *world) { playDay(w, fault.Fault) })
		})
	}
}

func playDay(w *world, fault mastodontest.Fault) {
	berta, carl := w.citizen("berta@weit.example"), w.citizen("carl@fern.example")
	news := w.server.OwnPost(w.own, "Das Freibad öffnet am Montag.")
	w.turn(time.Minute)
	asks := w.server.ReplyTo(berta, news, "Und was kostet es?")
	w.turn(time.Minute)
	quiet := w.server.ReplyQuietly(carl, news, "Mich geht es ja nichts an, aber: teuer!")
	hello := w.server.Mention(carl, w.own, "wann ist Markt?")
	secret := w.server.Direct(berta, w.own, "Mein Nachbar lärmt.")
	w.turn(time.Minute)
	w.poll()

	if w.items() != 4 {
		w.Errorf("%d items, want 4: %v", w.items(), w.notes)
	}
	for p, want := range map[string]struct {
		kind     inbox.ItemKind
		audience inbox.Audience
		parent   string
	}{
		asks.URI:   {inbox.KindComment, inbox.AudiencePublic, news.URI},
		quiet.URI:  {inbox.KindComment, inbox.AudiencePublic, news.URI},
		hello.URI:  {inbox.KindMention, inbox.AudiencePublic, ""},
		secret.URI: {inbox.KindDirect, inbox.AudienceDirect, ""},
		news.URI:   {inbox.KindOwnPost, inbox.AudiencePublic, ""},
	} {
		o, ok := w.seen[p]
		if !ok || o.Kind != want.kind || o.Audience != want.audience || o.Parent != want.parent || o.Thread != want.parent {
			w.Errorf("%s: seen %t as %s for %s, parent %q in thread %q, want %+v", p, ok, o.Kind, o.Audience, o.Parent, o.Thread, want)
		}
	}
	if n := w.poll(); n != 0 {
		w.Errorf("polling again: %d changes", n)
	}

	w.turn(time.Minute)
	w.server.Edit(asks, "@linden Und was kostet es für Kinder?")
	if n := w.poll(); n != 1 || !strings.Contains(w.get(asks).Text, "Kinder") || w.get(asks).EditedAt.IsZero() {
		w.Errorf("after the edit %d changes: %q, edited %s", n, w.get(asks).Text, w.get(asks).EditedAt)
	}
	w.server.Delete(hello)
	xs, err := w.ch.Refresh(w.Context(), refs(w.get(asks), w.get(hello)))
	if err != nil || !xs[0].Found || xs[1].Found || xs[1].Forbidden {
		w.Errorf("second look: %+v, %v", xs, err)
	}

	w.server.Queue("POST /api/v1/statuses", fault)
	in := w.intent(w.get(asks), "Kinder zahlen 2 € – siehe https://linden.example/baeder.\n\nIhr Rathaus")
	sent, err := w.ch.Reply(w.Context(), in)
	if err != nil {
		var ce *inbox.ChannelError
		if !errors.As(err, &ce) || !ce.SentMaybe {
			w.Fatalf("the reply stands, and the error denies it: %+v", ce)
		}
		w.turn(30 * time.Second)
		var v inbox.Verdict
		if sent, v, err = w.ch.Reconcile(w.Context(), in); err != nil || v != inbox.VerdictFound {
			w.Fatalf("reconcile: %s, %v", v, err)
		}
	}
	replies := w.server.PostsOf(w.own)
	if len(replies) != 2 || replies[1].URI != sent.RemoteID || replies[1].Text != in.Text || w.server.Requests("POST /api/v1/statuses") != 1 {
		w.Fatalf("posts of ours: %+v, sent %+v", replies, sent)
	}
	obs, err := w.ch.Thread(w.Context(), refs(w.get(asks))[0])
	if err != nil {
		w.Fatal(err)
	}
	found := 0
	for _, o := range obs {
		if o.RemoteID == sent.RemoteID {
			found++
			if o.Kind != inbox.KindOwnPost || o.Thread != news.URI || o.Parent != asks.URI {
				w.Errorf("our reply as %s in %q under %q", o.Kind, o.Thread, o.Parent)
			}
		}
	}
	if found != 1 {
		w.Errorf("our reply is in the thread %d times", found)
	}
	w.turn(11 * time.Minute)
	w.poll()
	if o := w.seen[sent.RemoteID]; o.Kind != inbox.KindOwnPost || o.Thread != news.URI {
		w.Errorf("our reply polled as %s in thread %q", o.Kind, o.Thread)
	}
	if len(w.gaps) != 0 {
		w.Errorf("gaps: %+v", w.gaps)
	}
}

func refs(obs ...inbox.Observation) (out []inbox.Ref) {
	for i := range obs {
		out = append(out, inbox.RefOf(&obs[i].Content))
	}
	return out
}

// After a restart the places are forgotten; nothing may move because of that.
func TestARestartMovesNothing(t *testing.T) {
	eachFlavour(t, func(t *testing.T, w *world) {
		berta := w.citizen("berta@weit.example")
		news := w.server.OwnPost(w.own, "Neuer Spielplatz.")
		first := w.server.ReplyTo(berta, news, "Wo?")
		w.poll()
		w.turn(time.Minute)
		w.ch = w.channel()
		second := w.server.ReplyTo(w.citizen("carl@fern.example"), first, "@linden Das wüsste ich auch gern.")
		if n := w.poll(); n != 1 {
			t.Errorf("%d changes, want 1", n)
		}
		if o := w.get(second); o.Thread != news.URI || o.Parent != first.URI || o.Kind != inbox.KindComment {
			t.Errorf("%s in thread %q under %q", o.Kind, o.Thread, o.Parent)
		}
		if o := w.get(first); o.Thread != news.URI {
			t.Errorf("the first answer moved to %q", o.Thread)
		}
	})
}

func TestEditOnSnacKeepsTheIdentity(t *testing.T) {
	w := newWorld(t, mastodontest.Snac)
	p := w.server.Mention(w.citizen("berta@weit.example"), w.own, "eins")
	w.poll()
	before := w.get(p)
	w.turn(time.Minute)
	w.server.Edit(p, "@linden zwei")
	w.poll()
	now := w.get(p)
	if now.ID() != before.ID() || now.Ref == before.Ref || now.Hash() == before.Hash() {
		t.Errorf("id %s then %s, address %s then %s", before.ID(), now.ID(), before.Ref, now.Ref)
	}
	// An answer to the address known before the edit still is one.
	in := w.intent(before, "Danke.")
	w.server.Queue("POST /api/v1/statuses", mastodontest.CutAfter())
	if _, err := w.ch.Reply(t.Context(), in); err == nil {
		t.Fatal("no error")
	}
	if _, v, err := w.ch.Reconcile(t.Context(), in); v != inbox.VerdictFound || err != nil {
		t.Errorf("%s, %v", v, err)
	}
}

// Of a conversation among strangers only what concerns the town comes in.
func TestStrangersTalkIsNotTaken(t *testing.T) {
	eachFlavour(t, func(t *testing.T, w *world) {
		berta, carl, doro := w.citizen("berta@weit.example"), w.citizen("carl@fern.example"), w.citizen("doro@fern.example")
		post := func(who mastodontest.Account, parent mastodontest.Post, text string) mastodontest.Post {
			w.turn(time.Second)
			return w.server.Publish(who, mastodontest.Draft{Text: text, InReplyTo: parent.ID})
		}
		began := w.server.OwnPost(berta, "Was für ein Sommer.")
		aside := post(carl, began, "Ja, herrlich.")
		names := post(carl, began, "@linden sperrt ihr das Bad wirklich?")
		more := post(carl, names, "Das wäre schade.")
		chat := post(doro, names, "Glaub ich nicht.")
		w.poll()
		if w.items() != 1 {
			t.Errorf("%d items, want the one that names us", w.items())
		}
		sent, err := w.ch.Reply(t.Context(), w.intent(w.get(names), "Nein, es bleibt offen."))
		if err != nil {
			t.Fatal(err)
		}
		ours := postOf(w, sent.RemoteID)
		thanks := post(doro, ours, "Danke, das freut mich.")
		obs, err := w.ch.Thread(t.Context(), refs(w.get(names))[0])
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]bool{}
		for _, o := range obs {
			got[o.RemoteID] = true
			if o.ThreadKey() != began.URI {
				t.Errorf("%q is in thread %q", o.Text, o.ThreadKey())
			}
		}
		flat := w.server.Flavour() == mastodontest.Snac // shows only direct answers
		for p, want := range map[string]bool{
			began.URI: false, aside.URI: false, names.URI: true, more.URI: true, chat.URI: false, sent.RemoteID: true, thanks.URI: !flat,
		} {
			if got[p] != want {
				t.Errorf("%s: %t, want %t", p, got[p], want)
			}
		}
		// The answer to our reply names nobody; the sweep finds it, also after a restart.
		w.ch = w.channel()
		w.turn(11 * time.Minute)
		w.poll()
		if o := w.get(thanks); o.Thread != began.URI || o.Parent != ours.URI || o.Kind != inbox.KindComment {
			t.Errorf("%s in thread %q under %q", o.Kind, o.Thread, o.Parent)
		}
		if w.items() != 2 {
			t.Errorf("%d items, want 2", w.items())
		}
	})
}

func postOf(w *world, uri string) mastodontest.Post {
	w.Helper()
	for _, p := range w.server.Posts() {
		if p.URI == uri {
			return p
		}
	}
	w.Fatalf("no post %s", uri)
	return mastodontest.Post{}
}
