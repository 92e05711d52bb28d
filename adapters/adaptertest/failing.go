package adaptertest

import (
	"context"
	"slices"
	"time"

	"lotse/inbox"
)

// outcome is what a fault must be reported as.
type outcome struct {
	kind    Kind
	classes []inbox.Problem
	maybe   maybe // writes: may the reply stand?
	stands  int   // writes: does it?
}

type maybe int

const (
	certainlyNot maybe = iota
	perhaps
	either // the adapter may know or not
)

func problems(ps ...inbox.Problem) []inbox.Problem { return ps }

var readOutcomes = []outcome{
	{kind: KindUnauthorized, classes: problems(inbox.ProblemAuth)},
	{kind: KindForbidden, classes: problems(inbox.ProblemPermission)},
	{kind: KindThrottled, classes: problems(inbox.ProblemThrottled)},
	{kind: KindError, classes: problems(inbox.ProblemRetryable)},
	{kind: KindCut, classes: problems(inbox.ProblemRetryable, inbox.ProblemUnreachable)},
	{kind: KindTruncated, classes: problems(inbox.ProblemDecode, inbox.ProblemRetryable)},
	{kind: KindHTML, classes: problems(inbox.ProblemDecode)},
	{kind: KindSlow, classes: problems(inbox.ProblemRetryable, inbox.ProblemUnreachable)},
}

var writeOutcomes = []outcome{
	{KindUnauthorized, problems(inbox.ProblemAuth), certainlyNot, 0},
	{KindForbidden, problems(inbox.ProblemPermission, inbox.ProblemPolicy), certainlyNot, 0},
	{KindNotFound, problems(inbox.ProblemGone), certainlyNot, 0},
	{KindThrottled, problems(inbox.ProblemThrottled), certainlyNot, 0},
	{KindInvalid, problems(inbox.ProblemInvalid), certainlyNot, 0},
	{KindError, problems(inbox.ProblemRetryable), perhaps, 0},
	{KindErrorAfter, problems(inbox.ProblemRetryable), perhaps, 1},
	{KindCut, problems(inbox.ProblemRetryable, inbox.ProblemUnreachable), either, 0},
	{KindCutAfter, problems(inbox.ProblemRetryable), perhaps, 1},
	{KindTruncated, problems(inbox.ProblemDecode, inbox.ProblemRetryable), perhaps, 1},
	{KindHTML, problems(inbox.ProblemDecode), perhaps, 0},
	{KindSlow, problems(inbox.ProblemRetryable), perhaps, 1},
}

// waitHint is what a throttled fake says.
const waitHint = 90 * time.Second

// deadline of a call that must end by its context: real time, spent only by the
// cases with a slow answer.
const deadline = 300 * time.Millisecond

func faultCases() []testCase {
	var out []testCase
	for _, o := range readOutcomes {
		out = append(out, testCase{"reading fails: " + string(o.kind), func(r *run) { r.badRead(o) }})
	}
	for _, o := range writeOutcomes {
		out = append(out, testCase{"replying fails: " + string(o.kind), func(r *run) { r.badWrite(o) }})
	}
	return append(
		out,
		testCase{"a poll whose time is over ends", func(r *run) {
			if _, err := r.Channel.Poll(over(), nil); err != nil {
				_ = r.problem(err, inbox.ProblemRetryable, inbox.ProblemUnreachable)
			}
		}},
		testCase{"a server's clock that is off is noticed", (*run).skewed},
	)
}

func (r *run) badRead(o outcome) {
	post := r.Post("Der Haushalt ist beschlossen.")
	first := r.Comment("erika", post, "Und die Schulen?")
	r.poll()
	r.advance(time.Minute)
	second := r.Comment("jonas", post, "Und die Straßen?")
	r.brk(Fault{On: Read, Kind: o.kind, After: waitHint})
	ctx, cancel := context.WithCancel(r.ctx)
	if o.kind == KindSlow {
		ctx, cancel = context.WithTimeout(r.ctx, deadline)
	}
	defer cancel()
	_, err := r.Channel.Poll(ctx, slices.Clone(r.cursor))
	if err == nil {
		r.Fatal("no error")
	}
	ce := r.problem(err, o.classes...)
	if ce.SentMaybe {
		r.Error("reading cannot have posted")
	}
	r.hinted(o.kind, ce)
	r.Heal()
	r.advance(2 * time.Minute)
	r.poll()
	r.want(first, "Und die Schulen?")
	r.want(second, "Und die Straßen?")
}

func (r *run) badWrite(o outcome) {
	r.replies()
	in := r.intent(r.anySeen(), "Wir kümmern uns darum.")
	before := r.writes()
	r.brk(Fault{On: Write, Kind: o.kind, After: waitHint})
	ctx, cancel := context.WithCancel(r.ctx)
	if o.kind == KindSlow {
		ctx, cancel = context.WithTimeout(r.ctx, deadline)
	}
	defer cancel()
	_, err := r.Channel.Reply(ctx, in)
	if err == nil {
		r.Fatal("no error")
	}
	ce := r.problem(err, o.classes...)
	switch {
	case o.maybe == perhaps && !ce.SentMaybe:
		r.Error("it may stand, but the error says it does not: it would be sent twice")
	case o.maybe == certainlyNot && ce.SentMaybe:
		r.Error("the channel refused clearly, but the error leaves it open")
	}
	if r.Writes != nil && r.Writes() > before+1 {
		r.Errorf("%d requests posted, want at most 1", r.Writes()-before)
	}
	r.hinted(o.kind, ce)
	r.Heal()
	standing := r.Standing()
	if len(standing) != o.stands {
		r.Fatalf("%d replies stand, want %d", len(standing), o.stands)
	}
	r.advance(30 * time.Second)
	if o.stands == 1 {
		r.reconciled(in, standing[0].RemoteID)
	} else {
		r.reconciled(in, "")
	}
	if n := len(r.Standing()); n != o.stands {
		r.Errorf("%d replies stand after reconciling, want %d", n, o.stands)
	}
}

// hinted asserts that a throttled answer's hint came through, with a minute's
// grace for whole seconds and clocks.
func (r *run) hinted(k Kind, ce *inbox.ChannelError) {
	r.Helper()
	if k != KindThrottled {
		return
	}
	if d := ce.RetryAt.Sub(r.Now()); d < waitHint-time.Minute || d > waitHint+time.Minute {
		r.Errorf("come back in %s, want %s", d, waitHint)
	}
}

func (r *run) skewed() {
	r.anySeen()
	r.brk(Fault{On: Read, Kind: KindSkew, Skew: time.Hour})
	b, err := r.Channel.Poll(r.ctx, nil)
	if err != nil {
		r.Fatal(r.sound(err))
	}
	if slices.ContainsFunc(b.Warnings, func(w inbox.Warning) bool { return w.Code == "clock_skew" }) {
		return
	}
	for _, f := range r.Channel.Check(r.ctx) {
		if f.Code == "skew" && f.Grade != inbox.GradeOK {
			return
		}
	}
	r.Error("neither a clock_skew warning nor a skew finding")
}

// over is a context that has ended.
func over() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx
}
