package adaptertest

import (
	"fmt"
	"time"

	"lotse/inbox"
)

var readCases = []testCase{
	{"whoami", func(r *run) {
		if a, err := r.Channel.Whoami(r.ctx); err != nil || a.ID == "" {
			r.Errorf("whoami: %+v, %v", a, r.sound(err))
		}
	}},
	{"a first poll gets everything", func(r *run) {
		post := r.Post("Am Samstag ist Markttag.")
		a := r.Comment("erika", post, "Bis wann ist geöffnet?")
		b := r.Comment("jonas", post, "Schön, ich komme!\nMit Kindern.")
		r.poll()
		q := r.want(a, "Bis wann ist geöffnet?")
		r.want(b, "Schön, ich komme!\nMit Kindern.")
		if n := r.items(); n != 2 {
			r.Errorf("%d items, want 2", n)
		}
		if q.ThreadKey() == q.RemoteID && q.Parent == "" {
			r.Errorf("%s: neither thread nor parent name the post it answers", a)
		}
	}},
	{"polling again changes nothing", func(r *run) {
		post := r.Post("Das Freibad öffnet am 1. Mai.")
		r.Comment("erika", post, "Endlich!")
		r.poll()
		for range 3 {
			r.advance(2 * time.Minute)
			if n := r.poll(); n != 0 {
				r.Errorf("%d changes, though nothing happened", n)
			}
		}
	}},
	{"a poll after the cursor gets what is new", func(r *run) {
		post := r.Post("Die Brücke ist gesperrt.")
		r.Comment("erika", post, "Wie lange?")
		r.poll()
		r.advance(time.Minute)
		b := r.Comment("jonas", post, "Schon wieder.")
		if n := r.poll(); n != 1 {
			r.Errorf("%d changes, want 1", n)
		}
		r.want(b, "Schon wieder.")
	}},
	{"many comments come over pages, each cursor holds", func(r *run) {
		post := r.Post("Bürgerversammlung im Livestream.")
		const n = 130
		ids := make([]string, n)
		for i := range ids {
			ids[i] = r.Comment(fmt.Sprintf("user%d", i%17), post, fmt.Sprintf("Frage Nummer %d", i))
		}
		// A process that dies between a page and the next begins again at the cursor it has kept.
		for range pageCap {
			before := r.cursor
			b, err := r.Channel.Poll(r.ctx, before)
			if err != nil {
				r.Fatal(r.sound(err))
			}
			again, err := r.Channel.Poll(r.ctx, before)
			if err != nil {
				r.Fatal(r.sound(err))
			}
			r.take(b.Observations)
			r.take(again.Observations)
			if r.cursor = again.Cursor; !again.More {
				break
			}
		}
		for i, id := range ids {
			r.want(id, fmt.Sprintf("Frage Nummer %d", i))
		}
		if got := r.items(); got != n {
			r.Errorf("%d items, want %d", got, n)
		}
	}},
	{"a text that appears late is found", func(r *run) {
		r.can("Late", r.Late != nil)
		post := r.Post("Stadtfest am Fluss.")
		for i := range 5 {
			r.Comment("erika", post, fmt.Sprint("Wort ", i))
			r.advance(time.Second)
		}
		r.poll()
		id := r.Late("jonas", post, "Von weit her", 2*time.Second)
		for range 3 {
			r.poll()
			r.advance(15 * time.Minute)
		}
		r.want(id, "Von weit her")
	}},
	{"repeated and shuffled lists do no harm", func(r *run) {
		post := r.Post("Neue Buslinie 7.")
		for i := range 12 {
			r.Comment("erika", post, fmt.Sprint("Halt ", i))
		}
		r.brk(Fault{On: Read, Kind: KindRepeat})
		r.poll()
		r.Heal()
		r.poll()
		if n := r.items(); n != 12 {
			r.Errorf("%d items, want 12", n)
		}
	}},
	{"a cursor nobody knows starts afresh or is refused", func(r *run) {
		post := r.Post("Hallo.")
		r.Comment("erika", post, "Hallo zurück.")
		for _, c := range []string{"nonsense", "{}", "[]", `{"v":999}`, "\x00"} {
			b, err := r.Channel.Poll(r.ctx, []byte(c))
			if err != nil {
				_ = r.problem(err, inbox.ProblemDecode, inbox.ProblemInvalid)
				continue
			}
			r.take(b.Observations)
		}
	}},
	{"our own posts are context, never items", func(r *run) {
		post := r.Post("Heute Sprechstunde.")
		c := r.Comment("erika", post, "Bis wann?")
		r.poll()
		if o, ok := r.seen[post]; ok && o.Kind != inbox.KindOwnPost {
			r.Errorf("our own post came as %s", o.Kind)
		}
		if r.caps.Threads {
			obs, err := r.Channel.Thread(r.ctx, refTo(r.want(c, "Bis wann?")))
			if err != nil {
				r.Fatal(r.sound(err))
			}
			r.take(obs)
			if o, ok := r.seen[post]; !ok || o.Kind != inbox.KindOwnPost {
				r.Errorf("the thread does not hold our own post as such: %t, %s", ok, o.Kind)
			}
		}
	}},
	{"a thread holds the conversation", func(r *run) {
		r.can("threads", r.caps.Threads)
		post := r.Post("Baustelle in der Hauptstraße.")
		a := r.Comment("erika", post, "Warum jetzt?")
		b := r.Comment("jonas", a, "Das frage ich mich auch.")
		r.poll()
		obs, err := r.Channel.Thread(r.ctx, refTo(r.want(a, "Warum jetzt?")))
		if err != nil {
			r.Fatal(r.sound(err))
		}
		r.take(obs)
		first, second := r.want(a, "Warum jetzt?"), r.want(b, "Das frage ich mich auch.")
		if first.ThreadKey() != second.ThreadKey() {
			r.Errorf("one conversation, two threads: %q and %q", first.ThreadKey(), second.ThreadKey())
		}
	}},
	{"the self-check reads and finds nothing bad", func(r *run) {
		before := r.writes()
		for _, f := range r.Channel.Check(r.ctx) {
			if f.Grade == inbox.GradeError {
				r.Errorf("finding %s is an error on a good day: %v", f.Code, f.Args)
			}
			if r.tells(fmt.Sprintf("%+v", f)) {
				r.Errorf("the secret is in finding %s", f.Code)
			}
		}
		if r.writes() != before {
			r.Error("the self-check posted")
		}
	}},
}

func (r *run) writes() int {
	if r.Writes == nil {
		return 0
	}
	return r.Writes()
}
