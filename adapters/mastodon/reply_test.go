package mastodon

import (
	"errors"
	"net/url"
	"strings"
	"testing"
	"time"

	"lotse/adapters/mastodon/mastodontest"
	"lotse/inbox"
)

func TestCompose(t *testing.T) {
	w := newWorld(t, mastodontest.Mastodon)
	if _, err := w.ch.Whoami(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ handle, text, want string }{
		{"berta@weit.example", "Guten Tag", "@berta@weit.example Guten Tag"},
		{"berta@weit.example", "@berta@weit.example Guten Tag", "@berta@weit.example Guten Tag"},
		{"berta@weit.example", "@carl @Berta@weit.example, guten Tag", "@carl @Berta@weit.example, guten Tag"},
		{"berta@weit.example", "@carl guten Tag", "@berta@weit.example @carl guten Tag"},
		{"berta@weit.example", "@bertaa@weit.example", "@berta@weit.example @bertaa@weit.example"},
		{"berta", "Fragen Sie @berta", "@berta Fragen Sie @berta"},
		{"a.b-c@münchen.example:8080", "x", "@a.b-c@münchen.example:8080 x"},
		{"", "Guten Tag", "Guten Tag"},
		{"böse\nZeile", "Guten Tag", "Guten Tag"},
		{"eins @zwei", "Guten Tag", "Guten Tag"},
		{"berta@", "Guten Tag", "Guten Tag"},
	} {
		to := inbox.Ref{Author: inbox.Author{ID: "77", Handle: c.handle}}
		got := w.ch.Compose(to, c.text)
		if got != c.want {
			t.Errorf("to %q: %q, want %q", c.handle, got, c.want)
		}
		if again := w.ch.Compose(to, got); again != got {
			t.Errorf("composed twice: %q", again)
		}
	}
	if got := w.ch.Compose(inbox.Ref{Author: inbox.Author{ID: w.own.ID, Handle: "linden"}}, "Nachtrag"); got != "Nachtrag" {
		t.Errorf("to ourselves: %q", got)
	}
}

// A reply is never seen by more people than what it answers.
func TestReplyIsNoWiderThanWhatItAnswers(t *testing.T) {
	eachFlavour(t, func(t *testing.T, w *world) {
		berta := w.citizen("berta@weit.example")
		for visibility, want := range map[string]string{
			"public": "public", "unlisted": "unlisted", "direct": "direct", "private": "private",
		} {
			w.turn(time.Second)
			asks := w.server.Publish(berta, mastodontest.Draft{Text: "@linden Frage", Visibility: visibility})
			w.poll()
			if _, err := w.ch.Reply(t.Context(), w.intent(w.get(asks), "Antwort")); err != nil {
				t.Fatal(err)
			}
			posts := w.server.PostsOf(w.own)
			if p := posts[len(posts)-1]; p.Visibility != want || p.Language != "de" || p.InReplyTo != asks.ID {
				t.Errorf("to a %s text: %s in %q under %s", visibility, p.Visibility, p.Language, p.InReplyTo)
			}
		}
		quiet, err := New(Config{
			ID: "town", Server: w.server.URL, Token: func() string { return w.own.Token },
			Audience: inbox.AudienceUnlisted, Clock: inbox.ClockFunc(w.time),
		})
		if err != nil {
			t.Fatal(err)
		}
		defer quiet.Close()
		asks := w.server.Mention(berta, w.own, "Frage")
		w.poll()
		in := w.intent(w.get(asks), "Antwort")
		in.Language = "und"
		if _, err := quiet.Reply(t.Context(), in); err != nil {
			t.Fatal(err)
		}
		calls := w.server.Calls()
		form, _ := url.ParseQuery(calls[len(calls)-1].Body)
		if form.Get("visibility") != "unlisted" || form.Has("language") || calls[len(calls)-1].Key != in.Attempt {
			t.Errorf("sent %v with key %q", form, calls[len(calls)-1].Key)
		}
	})
	if audienceOf("mutuals_only") != inbox.AudienceDirect || visibilityOf(inbox.Audience(77)) != "direct" {
		t.Error("what is not known must be private")
	}
}

// What a channel finds when it reads after an unclear reply.
func TestReconcile(t *testing.T) {
	const words = "Danke, das klären wir. https://linden.example/klärwerk?x=1"
	post := func(w *world, to mastodontest.Post, text string) {
		w.server.Publish(w.own, mastodontest.Draft{Text: text, InReplyTo: to.ID})
	}
	for _, c := range []struct {
		name string
		do   func(w *world, asks mastodontest.Post, in inbox.Intent)
		want inbox.Verdict
	}{
		{"nothing", func(*world, mastodontest.Post, inbox.Intent) {}, inbox.VerdictAbsent},
		{"it stands", func(w *world, p mastodontest.Post, in inbox.Intent) { post(w, p, in.Text) }, inbox.VerdictFound},
		{"other words", func(w *world, p mastodontest.Post, _ inbox.Intent) { post(w, p, "Nein.") }, inbox.VerdictAbsent},
		{"other spacing", func(w *world, p mastodontest.Post, in inbox.Intent) {
			post(w, p, strings.ReplaceAll(in.Text, ", ", ",  "))
		}, inbox.VerdictFound},
		{"somebody else's", func(w *world, p mastodontest.Post, in inbox.Intent) {
			w.server.Publish(w.citizen("carl"), mastodontest.Draft{Text: in.Text, InReplyTo: p.ID})
		}, inbox.VerdictAbsent},
		{"an hour too early", func(w *world, p mastodontest.Post, in inbox.Intent) {
			w.server.Publish(w.own, mastodontest.Draft{Text: in.Text, InReplyTo: p.ID, CreatedAt: in.At.Add(-time.Hour)})
		}, inbox.VerdictUndecidable},
		{"the text answered was deleted", func(w *world, p mastodontest.Post, in inbox.Intent) {
			post(w, p, in.Text)
			w.server.Delete(p)
		}, inbox.VerdictFound},
		{"deleted, and nothing stands", func(w *world, p mastodontest.Post, _ inbox.Intent) { w.server.Delete(p) }, inbox.VerdictAbsent},
		{"beside the thread", func(w *world, _ mastodontest.Post, in inbox.Intent) { w.server.OwnPost(w.own, in.Text) }, inbox.VerdictUndecidable},
		{"a status that cannot be read", func(w *world, p mastodontest.Post, in inbox.Intent) {
			post(w, p, in.Text)
			mine := w.server.PostsOf(w.own)
			w.server.Poison(mine[len(mine)-1], mastodontest.EmptyTime)
		}, inbox.VerdictUndecidable},
		{"behind 300 others", func(w *world, p mastodontest.Post, in inbox.Intent) {
			for range 300 {
				w.server.OwnPost(w.own, "Meldung")
			}
		}, inbox.VerdictUndecidable},
		{"the laptop's clock was ahead", func(w *world, p mastodontest.Post, in inbox.Intent) {
			w.server.Publish(w.own, mastodontest.Draft{Text: in.Text, InReplyTo: p.ID, CreatedAt: in.At.Add(-10 * time.Minute)})
			w.server.SetSkew(-10 * time.Minute)
		}, inbox.VerdictFound},
	} {
		t.Run(c.name, func(t *testing.T) {
			eachFlavour(t, func(t *testing.T, w *world) {
				asks := w.server.Mention(w.citizen("berta@weit.example"), w.own, "Wie lange noch?")
				w.poll()
				w.turn(time.Minute)
				in := w.intent(w.get(asks), words)
				c.do(w, asks, in)
				w.turn(time.Minute)
				sent, v, err := w.ch.Reconcile(t.Context(), in)
				if err != nil || v != c.want || (v == inbox.VerdictFound) != (sent.RemoteID != "") {
					t.Errorf("%s, %v, %+v, want %s", v, err, sent, c.want)
				}
				if n := w.server.Requests("POST *"); n != 0 {
					t.Errorf("%d writes", n)
				}
			})
		})
	}
}

// What refusals really look like on these servers, and that none tells a secret.
func TestRefusals(t *testing.T) {
	eachFlavour(t, func(t *testing.T, w *world) {
		asks := w.server.Mention(w.citizen("berta@weit.example"), w.own, "Frage")
		w.poll()
		to := w.get(asks)
		snac := w.server.Flavour() == mastodontest.Snac
		check := func(name string, text string, class inbox.Problem) {
			t.Helper()
			_, err := w.ch.Reply(t.Context(), w.intent(to, text))
			var ce *inbox.ChannelError
			if !errors.As(err, &ce) || ce.Class != class || ce.SentMaybe {
				t.Errorf("%s: %+v", name, err)
			} else if s := ce.Error() + ce.Remote; strings.Contains(s, w.own.Token) || strings.Contains(s, "?") {
				t.Errorf("%s tells %q", name, s)
			}
		}
		if !snac {
			check("too long", strings.Repeat("wort ", 2000), inbox.ProblemInvalid)
			w.server.SetScopes(w.own, "read")
			check("no scope", "Antwort", inbox.ProblemPermission)
			w.server.SetScopes(w.own, "read", "write")
			w.server.Queue("POST *", mastodontest.Answer(403, "application/json", `{"error":"This action is not allowed"}`))
			check("they want no reply", "Antwort", inbox.ProblemPolicy)
			w.server.Delete(asks)
			check("deleted", "Antwort", inbox.ProblemGone)
		}
		w.server.Revoke(w.own)
		check("revoked", "Antwort", inbox.ProblemAuth)
		var ce *inbox.ChannelError
		if _, err := w.ch.Poll(t.Context(), w.cursor); !errors.As(err, &ce) || ce.Class != inbox.ProblemAuth {
			t.Errorf("poll with a revoked token: %v", err)
		}
		if fs := w.ch.Check(t.Context()); len(fs) == 0 || fs[0].Code != "token" || fs[0].Grade != inbox.GradeError {
			t.Errorf("check: %+v", fs)
		}
	})
}

// An id with a slash would lead a write somewhere else.
func TestIDsStayInTheirPlace(t *testing.T) {
	w := newWorld(t, mastodontest.Mastodon)
	for _, id := range []string{"", ".", "..", "1/../2", "1?x=y", "1#", "a b", strings.Repeat("1", 300)} {
		for _, m := range w.ch.Capabilities().Measures {
			ref := inbox.Ref{Ref: id, Author: inbox.Author{ID: id}}
			var ce *inbox.ChannelError
			if err := w.ch.Act(t.Context(), ref, m); m != inbox.MeasureReport && (!errors.As(err, &ce) || ce.Class != inbox.ProblemInvalid) {
				t.Errorf("%s %q: %v", m, id, err)
			}
		}
		if xs, err := w.ch.Refresh(t.Context(), []inbox.Ref{{RemoteID: "x", Ref: id}}); err != nil || xs[0].Found || !xs[0].Forbidden {
			t.Errorf("refresh %q: %+v, %v", id, xs, err)
		}
	}
}
