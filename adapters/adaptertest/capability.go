package adaptertest

import (
	"slices"
	"strings"
	"unicode/utf8"

	"lotse/inbox"
)

var measures = []inbox.Measure{
	inbox.MeasureHide, inbox.MeasureUnhide, inbox.MeasureDelete,
	inbox.MeasureBlock, inbox.MeasureReport, inbox.MeasureLike,
}

var capabilityCases = []testCase{
	{"what it cannot do it says", func(r *run) {
		ref, refs := r.anyRef(), []inbox.Ref{r.anyRef()}
		unsupported := func(name string, can bool, err error) {
			r.Helper()
			if can {
				return
			}
			if err == nil {
				r.Errorf("%s: no error", name)
				return
			}
			if ce := r.problem(err, inbox.ProblemUnsupported); ce.SentMaybe {
				r.Errorf("%s: refused, and yet perhaps sent", name)
			}
		}
		if !r.caps.Threads {
			_, err := r.Channel.Thread(r.ctx, ref)
			unsupported("thread", false, err)
		}
		if !r.caps.Refresh {
			_, err := r.Channel.Refresh(r.ctx, refs)
			unsupported("refresh", false, err)
		}
		if !r.caps.Reply {
			in := inbox.Intent{Attempt: inbox.NewULID(r.Now()), At: r.Now(), To: ref, Text: "Hallo"}
			_, err := r.Channel.Reply(r.ctx, in)
			unsupported("reply", false, err)
			_, v, err := r.Channel.Reconcile(r.ctx, in)
			unsupported("reconcile", v == inbox.VerdictUndecidable, err)
		}
		for _, m := range measures {
			if !slices.Contains(r.caps.Measures, m) {
				unsupported(string(m), false, r.Channel.Act(r.ctx, ref, m))
			}
		}
	}},
	{"a measure it can take is taken", func(r *run) {
		if len(r.caps.Measures) == 0 {
			r.Skip("the channel has no measures")
		}
		ref := r.anyRef()
		for _, m := range r.caps.Measures {
			if m == inbox.MeasureDelete || m == inbox.MeasureBlock {
				continue // nothing could be done to it afterwards
			}
			if err := r.Channel.Act(r.ctx, ref, m); err != nil {
				r.Errorf("%s: %v", m, r.sound(err))
			}
		}
	}},
	{"what it says of a measure is true", func(r *run) {
		says, ok := r.Channel.(inbox.Moderator)
		r.can("measures that depend on the text", ok)
		about := []inbox.Observation{r.anySeen()}
		if r.Mention != nil {
			id := r.Mention("karl", "Schönes Wetter am Fluss")
			r.poll()
			about = append(about, r.want(id, "Schönes Wetter"))
		}
		for i := range about {
			for _, m := range measures {
				r.measureIsAsSaid(says, &about[i].Content, m)
			}
		}
	}},
	{"length and composition agree", func(r *run) {
		r.can("replies", r.caps.Reply)
		o := r.anySeen()
		to := refTo(o)
		short, long := r.Channel.Compose(to, "Guten Tag."), r.Channel.Compose(to, "Guten Tag. "+strings.Repeat("Wort ", 100))
		if !strings.Contains(short, "Guten Tag.") {
			r.Errorf("composed text %q lost the words", short)
		}
		if r.caps.ReplyMentions && o.Author.Handle != "" && !strings.HasPrefix(short, "@") {
			r.Errorf("composed text %q does not begin with the mention", short)
		}
		a, b := r.Channel.Length(to, short), r.Channel.Length(to, long)
		if a <= 0 || b <= a {
			r.Errorf("lengths %d and %d of a short and a long text", a, b)
		}
		if n := utf8.RuneCountInString(short); a > 4*n {
			r.Errorf("length %d of a text of %d characters", a, n)
		}
	}},
}

// measureIsAsSaid holds what the channel says of a measure against what it does.
func (r *run) measureIsAsSaid(says inbox.Moderator, about *inbox.Content, m inbox.Measure) {
	r.Helper()
	why := says.MayMeasure(about, m)
	if r.Break != nil && r.Break(Fault{On: Read, Kind: KindError}) {
		if again := says.MayMeasure(about, m); inbox.CodeOf(again) != inbox.CodeOf(why) {
			r.Errorf("%s: the answer depends on the network: %v, then %v", m, why, again)
		}
		r.Heal()
	}
	has := slices.Contains(r.caps.Measures, m)
	if !has && why == nil {
		r.Errorf("%s: allowed, and the channel has no such thing", m)
	}
	if code := inbox.CodeOf(why); why != nil && !code.IsRefusal() {
		r.Errorf("%s: refused with %q, which is no rule's no", m, code)
	}
	if why == nil && (!has || m == inbox.MeasureDelete || m == inbox.MeasureBlock) {
		return // nothing could be done to it afterwards
	}
	err := r.Channel.Act(r.ctx, inbox.RefOf(about), m)
	switch {
	case why == nil && err != nil:
		r.Errorf("%s: allowed, and then %v", m, r.sound(err))
	case why != nil && err == nil:
		r.Errorf("%s: refused (%v), and taken all the same", m, why)
	case why != nil:
		if ce := r.problem(err, inbox.ProblemUnsupported, inbox.ProblemPolicy, inbox.ProblemInvalid); ce.SentMaybe {
			r.Errorf("%s: refused, and yet perhaps sent", m)
		}
	}
}

func (r *run) anySeen() inbox.Observation {
	r.Helper()
	id := r.Comment("erika", r.Post("Neues aus dem Rathaus."), "Was genau?")
	r.poll()
	return r.want(id, "Was genau?")
}

func (r *run) anyRef() inbox.Ref {
	r.Helper()
	return refTo(r.anySeen())
}

func refTo(o inbox.Observation) inbox.Ref { return inbox.RefOf(&o.Content) }
