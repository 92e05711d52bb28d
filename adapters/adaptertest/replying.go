package adaptertest

import (
	"time"

	"lotse/inbox"
)

var replyCases = []testCase{
	{"a reply stands exactly once, as it was written", func(r *run) {
		r.replies()
		in := r.intent(r.anySeen(), "Bis 13 Uhr, am Marktplatz.\n\nIhr Rathaus")
		before := r.writes()
		sent, err := r.Channel.Reply(r.ctx, in)
		if err != nil {
			r.Fatal(r.sound(err))
		}
		standing := r.Standing()
		if len(standing) != 1 {
			r.Fatalf("%d replies stand, want 1", len(standing))
		}
		switch s := standing[0]; {
		case s.RemoteID != sent.RemoteID || sent.RemoteID == "":
			r.Errorf("sent %q, standing %q", sent.RemoteID, s.RemoteID)
		case s.Parent != in.To.RemoteID:
			r.Errorf("it answers %q, want %q", s.Parent, in.To.RemoteID)
		case s.Text != in.Text:
			r.Errorf("it says %q, want %q", s.Text, in.Text)
		}
		if r.Writes != nil && r.Writes() != before+1 {
			r.Errorf("%d requests posted, want 1", r.Writes()-before)
		}
		r.advance(2 * time.Minute)
		r.poll()
		if o, ok := r.seen[sent.RemoteID]; ok && o.Kind != inbox.KindOwnPost {
			r.Errorf("our reply came back as %s", o.Kind)
		}
		r.reconciled(in, sent.RemoteID)
	}},
	{"an intent that never left is absent", func(r *run) {
		r.replies()
		in := r.intent(r.anySeen(), "Das klären wir.")
		r.advance(time.Minute)
		r.reconciled(in, "")
	}},
	{"the same words to another person are another reply", func(r *run) {
		r.replies()
		post := r.Post("Sperrmüll am Montag.")
		a, b := r.Comment("erika", post, "Wo?"), r.Comment("jonas", post, "Wann?")
		r.poll()
		if _, err := r.Channel.Reply(r.ctx, r.intent(r.want(a, "Wo?"), "Danke für Ihre Frage.")); err != nil {
			r.Fatal(r.sound(err))
		}
		in := r.intent(r.want(b, "Wann?"), "Danke für Ihre Frage.")
		r.advance(time.Minute)
		r.reconciled(in, "")
	}},
	{"the same words of last week are not this reply", func(r *run) {
		r.replies()
		r.can("Advance", r.Advance != nil)
		o := r.anySeen()
		if _, err := r.Channel.Reply(r.ctx, r.intent(o, "Danke für Ihre Frage.")); err != nil {
			r.Fatal(r.sound(err))
		}
		r.Advance(7 * 24 * time.Hour)
		in := r.intent(o, "Danke für Ihre Frage.")
		r.Advance(time.Minute)
		r.reconciled(in, "")
	}},
	{"a repeated intent stands once where the channel promises it", func(r *run) {
		r.replies()
		r.can("idempotent sends", r.caps.Idempotent)
		in := r.intent(r.anySeen(), "Wir melden uns.")
		for range 2 {
			if _, err := r.Channel.Reply(r.ctx, in); err != nil {
				_ = r.problem(err, inbox.ProblemDuplicate)
			}
		}
		if n := len(r.Standing()); n != 1 {
			r.Errorf("%d replies stand, want 1", n)
		}
	}},
	{"a request whose time is over does not leave", func(r *run) {
		r.replies()
		in := r.intent(r.anySeen(), "Zu spät.")
		before := r.writes()
		_, err := r.Channel.Reply(over(), in)
		if err == nil {
			r.Fatal("no error")
		}
		if ce := r.problem(err, inbox.ProblemRetryable, inbox.ProblemUnreachable); ce.SentMaybe {
			r.Error("nothing was written, and yet perhaps sent")
		}
		if r.writes() != before || len(r.Standing()) != 0 {
			r.Error("something left")
		}
	}},
}

// replies skips a case on a channel that cannot answer.
func (r *run) replies() {
	r.Helper()
	r.can("replies", r.caps.Reply && r.Standing != nil)
}

// reconciled asserts what reading the channel tells of an intent: it stands under
// remoteID, or, with "", it was not found. An adapter that cannot be sure may
// always leave it to a person.
func (r *run) reconciled(in inbox.Intent, remoteID string) {
	r.Helper()
	before := r.writes()
	sent, verdict, err := r.Channel.Reconcile(r.ctx, in)
	if err != nil {
		r.Fatal(r.sound(err))
	}
	switch {
	case r.writes() != before:
		r.Error("reconciling posted")
	case remoteID == "" && verdict == inbox.VerdictFound:
		r.Errorf("found as %q what was never taken", sent.RemoteID)
	case remoteID != "" && verdict == inbox.VerdictAbsent:
		r.Error("absent, but it stands: a person would send it twice")
	case verdict == inbox.VerdictFound && sent.RemoteID != remoteID:
		r.Errorf("found as %q, want %q", sent.RemoteID, remoteID)
	case verdict != inbox.VerdictFound && verdict != inbox.VerdictAbsent && verdict != inbox.VerdictUndecidable:
		r.Errorf("unknown verdict %q", verdict)
	case verdict == inbox.VerdictUndecidable:
		r.Log("undecidable: left to a person")
	}
}
