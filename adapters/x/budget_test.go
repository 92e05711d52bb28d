package x

import (
	"fmt"
	"math"
	"testing"
	"time"

	"lotse/adapters/x/xtest"
	"lotse/inbox"
)

func (w *world) spent() float64 { return w.ch.Vitals().Budgets[0].Used }

func near(a, b float64) bool { return math.Abs(a-b) < 1e-6 }

// What is counted is what the platform charges, to the cent, over reads, replies
// and measures.
func TestTheCountIsTheBill(t *testing.T) {
	for _, expand := range []bool{true, false} {
		w := newWorld(t, func(c *Config) { c.ExpandAuthors = expand })
		post := w.server.Own("Markttag")
		id := w.server.Write("erika", post, "Bis wann?")
		w.server.Write("erika", post, "Und wo?")
		w.server.Write("jonas", post, "Nie", xtest.Silent)
		w.poll()
		o := w.get(id)
		if _, err := w.ch.Reply(t.Context(), w.intent(o, "Bis 13 Uhr.")); err != nil {
			t.Fatal(err)
		}
		if err := w.ch.Act(t.Context(), inbox.RefOf(&o.Content), inbox.MeasureHide); err != nil {
			t.Fatal(err)
		}
		if _, err := w.ch.Refresh(t.Context(), []inbox.Ref{inbox.RefOf(&o.Content)}); err != nil {
			t.Fatal(err)
		}
		if _, _, err := w.ch.Reconcile(t.Context(), w.intent(o, "x")); err != nil {
			t.Fatal(err)
		}
		w.ch.Check(t.Context())
		w.turn(time.Hour)
		w.poll()
		if w.spent() == 0 || !near(w.spent(), w.server.Charged()) {
			t.Errorf("expand %t: counted %f, charged %f: %v", expand, w.spent(), w.server.Charged(), w.server.Billed)
		}
		if b := w.ch.Vitals().Budgets[0]; b.Name != "usd" || b.Limit != 1000 || !b.Resets.Equal(time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)) {
			t.Errorf("%+v", b)
		}
	}
}

// The count survives a restart, begins anew with the month, and is never below
// the bill, whatever call the process dies in.
func TestTheCountSurvives(t *testing.T) {
	w := newWorld(t)
	for i := range 30 {
		w.server.Write(fmt.Sprint("person", i), "", "@stadtlinden Hallo")
	}
	w.poll()
	before := w.spent()
	w.open()
	if !near(w.spent(), before) || before == 0 {
		t.Errorf("%f before, %f after", before, w.spent())
	}
	// The answer is lost: it may be charged, and is counted; read again it is not
	// charged twice.
	w.turn(time.Minute)
	w.server.Write("erika", "", "@stadtlinden noch eins")
	for range 5 {
		w.server.BreakReads(xtest.CutAfter, 0, 0)
		if _, err := w.ch.Poll(t.Context(), w.cursor); err == nil {
			t.Fatal("no error")
		}
	}
	lost := w.spent()
	w.open()
	if w.spent() < lost || lost > before+5*0.025+1e-9 {
		t.Errorf("%f, then %f", lost, w.spent())
	}
	w.server.BreakReads(xtest.None, 0, 0)
	w.poll()
	if w.spent() >= lost || w.spent() < before+.011-1e-9 {
		t.Errorf("after the loss is read again: %f of %f", w.spent(), lost)
	}
	w.server.BreakReads(xtest.Throttled, time.Minute, 0)
	now := w.spent()
	if _, err := w.ch.Poll(t.Context(), w.cursor); inbox.ProblemOf(err) != inbox.ProblemThrottled || !near(w.spent(), now) {
		t.Errorf("%v; a refusal costs nothing: %f, %f", err, now, w.spent())
	}
	w.turn(10 * 24 * time.Hour)
	if w.spent() != 0 {
		t.Errorf("%f in the new month", w.spent())
	}
}

// Reading slows down, stops before the last tenth, and that is enough for replies
// until nothing leaves any more. The platform never charges more than the limit.
func TestTheLimitHolds(t *testing.T) {
	w := newWorld(t, func(c *Config) { c.Monthly = 2 })
	var first string
	var err error
	slow := false
	for i := range 2000 {
		for j := range 7 {
			id := w.server.Write(fmt.Sprint("p", i, "-", j), "", fmt.Sprint("@stadtlinden Frage ", i, j))
			if first == "" {
				first = id
			}
		}
		var b inbox.Batch
		for b.More = true; b.More && err == nil; {
			if b, err = w.ch.Poll(t.Context(), w.cursor); err == nil {
				w.cursor = b.Cursor
				for _, o := range b.Observations {
					w.seen[o.RemoteID] = o
				}
			}
		}
		if err != nil {
			break
		}
		slow = slow || w.ch.Capabilities().PollEvery == pollSlow
		w.turn(15 * time.Minute)
	}
	if inbox.ProblemOf(err) != inbox.ProblemBudget || !slow || w.spent() > 1.8+1e-9 || w.spent() < 1.5 {
		t.Fatalf("%v, slow %t, %f", err, slow, w.spent())
	}
	o := w.get(first)
	replies := 0
	for i := range 100 {
		if _, err = w.ch.Reply(t.Context(), w.intent(o, fmt.Sprint("Antwort ", i))); err != nil {
			break
		}
		replies++
	}
	if replies < 15 || inbox.ProblemOf(err) != inbox.ProblemBudget || w.server.Charged() > 2+1e-9 {
		t.Errorf("%d replies, then %v; charged %f", replies, err, w.server.Charged())
	}
}

// Short of money a quarter of an hour costs nothing: only every fourth reads.
func TestSlowReadsOnceAnHour(t *testing.T) {
	w := newWorld(t, func(c *Config) { c.Monthly = .05 })
	for i := range 3 {
		w.server.Write(fmt.Sprint("p", i), "", "@stadtlinden Frage")
	}
	w.open(func(c *Config) { c.Monthly = .05; c.Prices = map[string]float64{"user_read": .001} })
	w.poll()
	w.open(func(c *Config) {
		c.Monthly = w.spent() / .85
		c.Prices = map[string]float64{"user_read": 0, "owned_read": 0}
	})
	w.poll()
	before := w.server.Calls("GET ")
	for range 8 {
		w.turn(15 * time.Minute)
		w.poll()
	}
	if n := w.server.Calls("GET ") - before; n != 2*2 {
		t.Errorf("%d calls in two hours", n)
	}
}

func TestPrices(t *testing.T) {
	for _, bad := range []map[string]float64{{"nothing": 1}, {"reply": -1}, {"reply": math.NaN()}, {"reply": math.Inf(1)}} {
		if _, err := New(Config{Keys: testKeys, Prices: bad}); err == nil {
			t.Errorf("%v taken", bad)
		}
	}
	w := newWorld(t, func(c *Config) { c.Prices = map[string]float64{"user_read": 0.5} })
	if _, err := w.ch.Whoami(t.Context()); err != nil || !near(w.spent(), .5) {
		t.Errorf("%f, %v", w.spent(), err)
	}
}

// The platform's own limit and an empty account are told as what they are.
func TestThePlatformsOwnLimit(t *testing.T) {
	w := newWorld(t)
	w.poll()
	for _, k := range []xtest.Kind{xtest.Capped, xtest.NoCredits} {
		w.server.BreakReads(k, 0, 0)
		if _, err := w.ch.Poll(t.Context(), w.cursor); inbox.ProblemOf(err) != inbox.ProblemBudget {
			t.Errorf("%s: %v", k, err)
		}
	}
}
