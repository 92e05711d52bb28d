package adapters_test

import (
	"fmt"
	"testing"
	"time"

	"lotse/inbox"
)

// decide lets a person decide something.
func (d *desk) decide(x inbox.Decision) {
	d.t.Helper()
	x.Actor = inbox.Actor{Person: "ayse", Role: "editor"}
	if _, err := d.store.Commit(d.t.Context(), []inbox.Decision{x}, d.clock.Now()); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) file(id inbox.ItemID) {
	d.t.Helper()
	d.decide(inbox.Decision{Kind: inbox.DidClose, Item: id, Args: inbox.Args{Reason: string(inbox.ReasonFiled)}})
}

// hiddenOne is a desk that has hidden one of two comments.
func hiddenOne(t *testing.T) (*desk, *puppet, inbox.ItemID) {
	t.Helper()
	d := newDesk(t)
	p := newPuppet("town", d.clock)
	p.caps.Measures, p.caps.HiddenSeen = inbox.Measures(), true
	id := p.comment("Ihr Deppen")
	p.comment("Bleibt")
	a := d.account(p)
	d.poll(a)
	d.store.order(id, inbox.MeasureHide, d.clock.Now())
	d.send(a)
	if v := d.state(id).Visibility; v != inbox.HiddenByUs {
		t.Fatalf("visibility %s", v)
	}
	return d, p, id
}

func (d *desk) state(id inbox.ItemID) inbox.State {
	d.t.Helper()
	it, err := d.store.Item(d.t.Context(), id)
	if err != nil {
		d.t.Fatal(err)
	}
	return it.State
}

// still shows a text as hidden, as long as hidden says so.
func still(hidden *bool) func(inbox.Observation) (inbox.Observation, bool) {
	return func(o inbox.Observation) (inbox.Observation, bool) {
		if *hidden && o.Text == "Ihr Deppen" {
			o.Gone = inbox.HiddenByUs
		}
		return o, true
	}
}

func TestWhatWeHidAndIsPublicAgainIsToldAndNotHiddenAgain(t *testing.T) {
	d, p, id := hiddenOne(t)
	hidden := true
	p.adjust = still(&hidden)
	a := d.account(p)
	d.pass(a, 26*time.Hour)
	if s := d.state(id); s.Visibility != inbox.HiddenByUs || s.Shown {
		t.Fatalf("hidden all the time, and yet %+v", s)
	}
	d.file(id)
	hidden = false
	acts := p.called("act")
	for range 31 * 24 * 12 { // the lap comes by within a month
		d.clock.Advance(5 * time.Minute)
		d.poll(a)
		if len(d.store.state("town").Shown) > 0 {
			break
		}
	}
	if s := d.state(id); s.Visibility != inbox.HiddenByUs {
		t.Fatalf("one sight is enough: %+v", s)
	}
	a = d.account(p) // a restart remembers the first
	d.pass(a, 10*time.Minute)
	if s := d.state(id); s.Visibility != inbox.HiddenByUs {
		t.Fatalf("too early: %+v", s)
	}
	d.pass(a, 10*time.Minute)
	s := d.state(id)
	if s.Visibility != inbox.Public || !s.Shown || s.Reopened != "shown" || !s.Work.IsOpen() || len(d.store.state("town").Shown) != 0 {
		t.Errorf("%+v, %v", s, d.store.state("town").Shown)
	}
	d.pass(a, 24*time.Hour)
	d.send(a)
	if p.called("act") != acts {
		t.Error("it was hidden again by itself")
	}
}

func TestAFlickerIsNotPublicAgain(t *testing.T) {
	d, p, id := hiddenOne(t)
	hidden := false // an answer from a cache
	p.adjust = still(&hidden)
	a := d.account(p)
	d.pass(a, 15*time.Minute)
	if len(d.store.state("town").Shown) != 1 {
		t.Fatal("not noticed at all")
	}
	hidden = true
	d.pass(a, 2*time.Hour)
	if s := d.state(id); s.Visibility != inbox.HiddenByUs || len(d.store.state("town").Shown) != 0 {
		t.Errorf("%+v", s)
	}
}

func TestAChannelThatDoesNotTellWhatIsHidden(t *testing.T) {
	d, p, id := hiddenOne(t)
	p.caps.HiddenSeen = false
	a := d.account(p)
	d.pass(a, 26*time.Hour)
	if s := d.state(id); s.Visibility != inbox.HiddenByUs || len(d.store.state("town").Shown) != 0 {
		t.Errorf("%+v", s)
	}
}

func TestAHiddenTextThatIsDeletedIsNoticed(t *testing.T) {
	d, p, id := hiddenOne(t)
	p.adjust = func(o inbox.Observation) (inbox.Observation, bool) { return o, o.Text == "Bleibt" }
	a := d.account(p)
	d.pass(a, 40*time.Minute)
	if s := d.state(id); s.Visibility != inbox.DeletedByAuthor {
		t.Errorf("%+v", s)
	}
}

func TestWhatIsDoneWithIsLookedAtOnceAMonth(t *testing.T) {
	d := newDesk(t)
	p := newPuppet("town", d.clock)
	edited, gone := p.comment("Gut so"), p.comment("Weg")
	p.comment("Bleibt")
	a := d.account(p)
	d.poll(a)
	d.file(edited)
	d.file(gone)
	d.pass(a, 2*time.Hour) // the first lap ends before
	p.adjust = func(o inbox.Observation) (inbox.Observation, bool) {
		if o.Text == "Gut so" {
			o.Text = "Schlecht so"
		}
		return o, o.Text != "Weg"
	}
	d.pass(a, 28*24*time.Hour)
	if s := d.state(gone); d.store.items[edited].Version != 1 || s.Visibility != inbox.Public {
		t.Errorf("before the month is over: %+v", s)
	}
	d.pass(a, 3*24*time.Hour)
	if s := d.state(edited); d.store.items[edited].Version != 2 || s.Reopened != "edited" {
		t.Errorf("edited: %+v", s)
	}
	if s := d.state(gone); s.Visibility != inbox.DeletedByAuthor {
		t.Errorf("gone: %+v", s)
	}
}

// Thirty days are the limit of some terms: everything is read again in less, and
// what the channel does not show any more is counted.
func TestEverythingIsReadAgainWithinTheTerm(t *testing.T) {
	const term = 25 * 24 * time.Hour
	d := newDesk(t)
	p := newPuppet("town", d.clock)
	p.caps.RereadWithin, p.caps.PollEvery = term, 15*time.Minute
	last := map[string]time.Time{}
	for i := range 300 {
		p.comment(fmt.Sprint("Text ", i))
		last[p.comments[i].RemoteID] = d.clock.Now()
	}
	a := d.account(p)
	d.poll(a)
	for i, o := range p.comments {
		if i%3 > 0 {
			d.file(o.ID())
		}
	}
	p.adjust = func(o inbox.Observation) (inbox.Observation, bool) {
		last[o.RemoteID] = d.clock.Now()
		return o, true
	}
	for range 70 * 24 * 2 {
		d.clock.Advance(30 * time.Minute)
		for _, w := range d.poll(a).Warnings {
			t.Fatalf("after %s: %+v", d.clock.Now().Sub(noon), w)
		}
		for id, at := range last {
			if age := d.clock.Now().Sub(at); age > term {
				t.Fatalf("%s was not read again for %s", id, age)
			}
		}
	}
	if x := d.store.state("town").Reread; x.Kept != 0 || x.Since.IsZero() {
		t.Errorf("%+v", x)
	}
	// Two go, and what we keep of them is told.
	p.adjust = func(o inbox.Observation) (inbox.Observation, bool) {
		return o, o.RemoteID != "17" && o.RemoteID != "18"
	}
	d.pass(a, 14*24*time.Hour)
	if x := d.store.state("town").Reread; x.Kept != 2 {
		t.Errorf("%+v", x)
	}
}

// Where nothing can be read again, that is told before the term is over.
func TestATermThatCannotBeKeptIsTold(t *testing.T) {
	d := newDesk(t)
	p := newPuppet("town", d.clock)
	p.caps.RereadWithin = 25 * 24 * time.Hour
	d.file(first(d, p))
	spent := &metered{puppet: p}
	a := d.accountOf(spent)
	d.pass(a, time.Hour)
	spent.share = 0.6 // enough for new texts, not for old ones
	if r := d.pass(a, 24*24*time.Hour); len(r.Warnings) > 0 {
		t.Errorf("%+v", r.Warnings)
	}
	before := p.called("refresh")
	r := d.pass(a, 2*24*time.Hour)
	if p.called("refresh") != before {
		t.Error("the allowance was used for old texts")
	}
	if len(r.Warnings) == 0 || r.Warnings[0].Code != "reread_late" {
		t.Errorf("%+v", r.Warnings)
	}
	spent.share = 0
	d.pass(a, time.Hour)
	if r := d.pass(a, time.Hour); p.called("refresh") == before || len(r.Warnings) > 0 {
		t.Errorf("%+v", r.Warnings)
	}
}

func first(d *desk, p *puppet) inbox.ItemID {
	id := p.comment("Text")
	d.poll(d.account(p))
	return id
}

// A block that takes the text away is seen on the item, also when the program ends
// between the block and the note of it.
func TestABlockThatRemovesTheText(t *testing.T) {
	d := newDesk(t)
	p := newPuppet("town", d.clock)
	p.caps.Measures, p.caps.BlockRemoves = inbox.Measures(), true
	id := p.comment("Ihr Deppen")
	a := d.account(p)
	d.poll(a)
	order := d.store.order(id, inbox.MeasureBlock, d.clock.Now())
	agrees := inbox.Decision{
		Kind: inbox.DidOrderAgree, Actor: inbox.Actor{Person: "ben", Role: "lead"}, Item: id, Order: order, Args: inbox.Args{Until: d.clock.Now()},
	}
	if _, err := d.store.Commit(t.Context(), []inbox.Decision{agrees}, d.clock.Now()); err != nil {
		t.Fatal(err)
	}
	ended := false
	d.store.fail = func(call string) error {
		if call == "ingest" && !ended {
			ended = true
			return errDisk
		}
		return nil
	}
	if _, err := a.Sender.SendOnce(t.Context()); err == nil {
		t.Fatal("the store failed and nobody noticed")
	}
	d.clock.Advance(time.Minute)
	a = d.account(p)
	for range 3 {
		d.clock.Advance(time.Minute)
		d.send(a)
	}
	if s := d.state(id); s.Visibility != inbox.DeletedByUs || s.OrderState != inbox.OrderDone {
		t.Errorf("%+v, %d requests", s, p.called("act"))
	}
}
