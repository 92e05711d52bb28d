package adapters_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"lotse/adapters"
	"lotse/adapters/transport"
	"lotse/inbox"
)

func hasWarning(r adapters.Report, code string) bool {
	return slices.ContainsFunc(r.Warnings, func(w inbox.Warning) bool { return w.Code == code })
}

// wordy finds one label in one word.
type wordy struct{}

func (wordy) Assess(text string, c inbox.AssessContext) inbox.Assessment {
	if strings.Contains(text, "platzt") {
		panic("a rule that cannot bear this text")
	}
	a := inbox.Assessment{RuleSet: "test", Topic: c.OwnPost}
	if strings.Contains(text, "Frage") {
		a.Flags = []inbox.Flag{{Label: inbox.LabelQuestion, Score: 1}}
	}
	return a
}

func TestAPollTakesEveryPageAndJudgesIt(t *testing.T) {
	d := newDesk(t)
	p := newPuppet("town", d.clock)
	p.comments = append(p.comments, inbox.Observation{Content: inbox.Content{Channel: "town", RemoteID: "root", Kind: inbox.KindOwnPost, Text: "Unser Post", PostedAt: noon}})
	for range 99 {
		p.comment("Eine Frage")
	}
	bad := p.comment("Das platzt")
	a := d.account(p, func(o *adapters.Options) { o.Assessor = wordy{} })
	r := d.poll(a)
	if r.Pages != 3 || r.New != 100 || r.Own != 1 || r.More || len(r.IDs) != 100 {
		t.Errorf("report %+v", r)
	}
	for id, it := range d.store.items {
		if id != bad && (!it.Labels().Has(inbox.LabelQuestion) || it.Assessment.Topic != "Unser Post") {
			t.Fatalf("not judged with our post at hand: %+v", it.Assessment)
		}
	}
	if it := d.store.items[bad]; it == nil {
		t.Error("a text the rules cannot bear was lost")
	}
	if r := d.poll(a); r.New+r.Changed != 0 {
		t.Errorf("again: %+v", r)
	}
	if r := d.poll(d.account(p)); r.Pages != 1 || r.New != 0 {
		t.Errorf("after a restart: %+v", r)
	}
}

func TestABacklogIsReadOnInTheNextRound(t *testing.T) {
	d := newDesk(t)
	p := newPuppet("town", d.clock)
	p.pageSize = 1
	for range 70 {
		p.comment("Text")
	}
	a := d.account(p)
	r := d.poll(a)
	if !r.More || r.New != 60 || r.Next.Sub(d.clock.Now()) > time.Minute || len(d.store.state("town").Gaps) != 0 {
		t.Errorf("report %+v", r)
	}
	if r := d.poll(a); r.More || r.New != 10 {
		t.Errorf("report %+v", r)
	}
}

// endless always promises more.
type endless struct {
	*puppet
	moving bool
	n      byte
}

func (e *endless) Poll(context.Context, []byte) (inbox.Batch, error) {
	if e.moving {
		e.n++
	}
	return inbox.Batch{Cursor: []byte{e.n}, More: true}, nil
}

func TestAChannelThatNeverEndsGetsAGap(t *testing.T) {
	for _, moving := range []bool{false, true} {
		d := newDesk(t)
		e := &endless{puppet: newPuppet("town", d.clock), moving: moving}
		a := adapters.NewAccount(adapters.Options{ID: "town", Channel: e, Store: d.store, Clock: d.clock})
		for range 20 {
			d.poll(a)
		}
		gaps := d.store.state("town").Gaps
		if len(gaps) == 0 || gaps[0].Reason != "page_cap" || moving && len(gaps) != 1 {
			t.Errorf("moving %t: gaps %+v", moving, gaps)
		}
	}
}

func TestFailuresBackOffAndOpenTheCircuit(t *testing.T) {
	d := newDesk(t)
	p := newPuppet("town", d.clock)
	p.before = func(context.Context, string) error { return refused(inbox.ProblemRetryable, 502) }
	a := d.account(p)
	last := time.Duration(0)
	for n := range 5 {
		r, err := a.Poller.PollOnce(t.Context())
		if err == nil || r.Problem != inbox.ProblemRetryable || r.Status != 502 {
			t.Fatalf("%+v, %v", r, err)
		}
		wait := r.Next.Sub(d.clock.Now())
		if n < 4 && (wait <= last || r.Open) || n == 4 && (wait != 5*time.Minute || !r.Open) {
			t.Errorf("failure %d: wait %s, open %t", n+1, wait, r.Open)
		}
		last = wait
	}
	s := d.store.state("town")
	if !s.Open || s.Failures != 5 || s.Problem != inbox.ProblemRetryable || !s.Since.Equal(noon) || !s.LastGood.IsZero() {
		t.Errorf("state %+v", s)
	}
	p.before = nil
	if r := d.poll(a); r.Open || r.Problem != "" {
		t.Errorf("report %+v", r)
	}
	if s := d.store.state("town"); s.Open || s.Problem != "" || s.Failures != 0 || !s.LastGood.Equal(d.clock.Now()) {
		t.Errorf("state %+v", s)
	}
}

func TestAServersHintWins(t *testing.T) {
	d := newDesk(t)
	p := newPuppet("town", d.clock)
	hint := noon.Add(40 * time.Minute)
	p.before = func(context.Context, string) error {
		return &inbox.ChannelError{Class: inbox.ProblemThrottled, Status: 429, RetryAt: hint}
	}
	r, err := d.account(p).Poller.PollOnce(t.Context())
	if err == nil || r.Next.Before(hint) || r.Next.After(hint.Add(time.Second)) || r.Open {
		t.Errorf("%+v, %v", r, err)
	}
	a := d.account(p) // a restart does not forget it
	if _, err := a.Poller.PollOnce(t.Context()); err == nil || p.called("poll") != 1 {
		t.Errorf("%v after %d polls", err, p.called("poll"))
	}
	hint = noon.Add(1000 * time.Hour)
	d.clock.Advance(time.Hour)
	if r, _ := a.Poller.PollOnce(t.Context()); r.Next.Sub(d.clock.Now()) > 24*time.Hour+time.Second {
		t.Errorf("comes back in %s", r.Next.Sub(d.clock.Now()))
	}
}

func TestHealthIsSavedOnChangeAndNowAndThen(t *testing.T) {
	d := newDesk(t)
	p := newPuppet("town", d.clock)
	a := d.account(p)
	for range 30 { // half an hour
		d.poll(a)
		d.clock.Advance(time.Minute)
	}
	if d.store.saves < 5 || d.store.saves > 8 {
		t.Errorf("%d saves in half an hour, want one in five minutes", d.store.saves)
	}
	before := d.store.saves
	p.before = func(context.Context, string) error { return refused(inbox.ProblemAuth, 401) }
	_, _ = a.Poller.PollOnce(t.Context())
	if s := d.store.state("town"); d.store.saves != before+1 || s.Problem != inbox.ProblemAuth {
		t.Errorf("a change was not saved: %+v", s)
	}
}

func TestAStoreThatFailsIsNotTheChannelsFault(t *testing.T) {
	d := newDesk(t)
	p := newPuppet("town", d.clock)
	p.comment("Text")
	a := d.account(p)
	d.store.fail = func(call string) error {
		if call == "ingest" {
			return errDisk
		}
		return nil
	}
	if _, err := a.Poller.PollOnce(t.Context()); !errors.Is(err, errDisk) {
		t.Errorf("error %v", err)
	}
	d.store.fail = nil
	if r := d.poll(a); r.New != 1 {
		t.Errorf("%+v", r)
	}
	if s := d.store.state("town"); s.Failures != 0 {
		t.Errorf("state %+v", s)
	}
}

func TestAClockThatIsOffWarns(t *testing.T) {
	d := newDesk(t)
	p := newPuppet("town", d.clock)
	p.stats = transport.Stats{Skew: time.Hour, SkewKnown: true, Limit: 300, Remaining: 250}
	r := d.poll(d.account(p))
	s := d.store.state("town")
	if !hasWarning(r, "clock_skew") || s.Skew != time.Hour || s.Limit != 300 || s.Remaining != 250 {
		t.Errorf("report %+v, state %+v", r, s)
	}
	p.stats.Skew = 30 * time.Second
	if r := d.poll(d.account(p)); hasWarning(r, "clock_skew") {
		t.Error("half a minute is no news")
	}
}

// answer lets our account write under a comment.
func (p *puppet) answer(parent, id, text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.comments = append(p.comments, inbox.Observation{Content: inbox.Content{
		Channel: p.id, RemoteID: id, Kind: inbox.KindOwnPost, Parent: parent, Thread: "root", Text: text, PostedAt: p.clock.Now().Add(time.Minute),
	}})
}

func TestAnAnswerGivenElsewhereSettlesTheItem(t *testing.T) {
	d := newDesk(t)
	p := newPuppet("town", d.clock)
	elsewhere, ours, reopened := p.comment("Frage 1"), p.comment("Frage 2"), p.comment("Frage 3")
	a := d.account(p)
	d.poll(a)
	reply := d.store.answer(ours, "Vom Pult", d.clock.Now())
	d.send(a)
	d.is(reply, inbox.ReplyDelivered)
	d.store.items[reopened].State.Reopened = "asked"
	p.answer("1", "o1", "Aus der App")
	p.answer("2", d.store.reply(reply).RemoteID, "Vom Pult")
	p.answer("3", "o3", "Von früher")
	p.answer("unbekannt", "o4", "Anderswo")
	for range 2 {
		d.poll(a)
		a.Poller.Nudge()
	}
	if s := d.store.items[elsewhere].State; s.Work != inbox.WorkAnswered || s.Reason != inbox.ReasonAnswered {
		t.Errorf("answered in the app, and yet %s", s.Work)
	}
	if s := d.store.items[reopened].State; !s.Work.IsOpen() {
		t.Errorf("opened again by a person, and yet %s", s.Work)
	}
	noted := 0
	for _, e := range d.store.events {
		if e.Kind == inbox.DidAnswerElse {
			noted++
		}
	}
	if noted != 1 {
		t.Errorf("%d times noted, want 1", noted)
	}
}

// unmetered hides the transport's counters, as an adapter may.
type unmetered struct {
	inbox.Channel
	skew string
}

func (u unmetered) Poll(context.Context, []byte) (inbox.Batch, error) {
	return inbox.Batch{Warnings: []inbox.Warning{{Code: "clock_skew", Detail: u.skew}}}, nil
}

func TestAWarningTellsTheSkewAsWell(t *testing.T) {
	d := newDesk(t)
	c := unmetered{newPuppet("town", d.clock), "-1h0m0s"}
	d.poll(adapters.NewAccount(adapters.Options{ID: "town", Channel: c, Store: d.store, Clock: d.clock}))
	if s := d.store.state("town"); s.Skew != -time.Hour {
		t.Errorf("skew %s", s.Skew)
	}
}

func TestReportsHoldNoTexts(t *testing.T) {
	var r adapters.Report
	d := newDesk(t)
	p := &quoting{newPuppet("town", d.clock)}
	a := adapters.NewAccount(adapters.Options{ID: "town", Channel: p, Store: d.store, Clock: d.clock, OnRead: func(x adapters.Report) { r = x }})
	d.poll(a)
	if len(r.Warnings) != 1 || r.Warnings[0].Detail != "" || r.Warnings[0].Count != 2 {
		t.Errorf("warnings %+v", r.Warnings)
	}
}

// quoting puts a stranger's words into its warnings.
type quoting struct{ *puppet }

func (quoting) Poll(context.Context, []byte) (inbox.Batch, error) {
	w := inbox.Warning{Code: "unparsed", Detail: "Du Esel"}
	return inbox.Batch{Warnings: []inbox.Warning{w, w}}, nil
}
