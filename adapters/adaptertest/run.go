package adaptertest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"lotse/inbox"
)

// Run plays every case of the suite against fresh fixtures. It does not run
// cases in parallel, for each counts the goroutines it leaves behind.
func Run(t *testing.T, f Factory) {
	t.Helper()
	for _, c := range slices.Concat(readCases, changeCases, capabilityCases, replyCases, faultCases()) {
		t.Run(c.name, func(t *testing.T) {
			here := goleak.IgnoreCurrent()
			// Cleanups run in reverse: this one after everything the factory started has ended.
			t.Cleanup(func() { goleak.VerifyNone(t, here) })
			fx := f(t)
			ctx, cancel := context.WithTimeout(t.Context(), patience)
			t.Cleanup(cancel)
			c.play(&run{T: t, Fixture: fx, ctx: ctx, caps: fx.Channel.Capabilities(), seen: map[string]inbox.Observation{}})
		})
	}
}

// patience is far more than a case needs against a fake on the same machine; it
// only keeps a hanging adapter from hanging the suite.
const patience = 20 * time.Second

// pageCap is more pages than any case fills.
const pageCap = 200

type testCase struct {
	name string
	play func(*run)
}

// run is one case being played: the fixture, and what a store would have by now.
type run struct {
	*testing.T
	*Fixture
	ctx    context.Context // lives exactly as long as the case
	caps   inbox.Capabilities
	cursor []byte
	seen   map[string]inbox.Observation // by remote id, the latest
}

// poll reads until the channel has no more and gives how many texts were new or
// changed, as a store would count.
func (r *run) poll() int {
	r.Helper()
	changes := 0
	for page := range pageCap {
		b, err := r.Channel.Poll(r.ctx, r.cursor)
		if err != nil {
			r.Fatalf("page %d: %v", page, r.sound(err))
		}
		changes += r.take(b.Observations)
		r.cursor = b.Cursor
		if !b.More {
			return changes
		}
	}
	r.Fatalf("still more after %d pages", pageCap)
	return 0
}

func (r *run) take(obs []inbox.Observation) (changes int) {
	r.Helper()
	for _, o := range obs {
		r.wellFormed(&o)
		old, known := r.seen[o.RemoteID]
		switch {
		case o.Gone != inbox.Public && (!known || old.Gone == o.Gone):
			continue // what nobody knew or is known to be gone changes nothing
		case !known, o.Gone != old.Gone, o.Hash() != old.Hash():
			changes++
		}
		if known && o.Gone == inbox.Public && o.ID() != old.ID() {
			r.Errorf("%s: another PostedAt at the second sight makes it another item: %s, then %s", o.RemoteID, old.PostedAt, o.PostedAt)
		}
		r.seen[o.RemoteID] = o
	}
	return changes
}

func (r *run) wellFormed(o *inbox.Observation) {
	r.Helper()
	switch {
	case o.Channel != r.ID:
		r.Errorf("%s: channel %q, want %q", o.RemoteID, o.Channel, r.ID)
	case o.RemoteID == "":
		r.Error("an observation without remote id")
	case o.PostedAt.IsZero():
		r.Errorf("%s: no PostedAt", o.RemoteID)
	}
	if b, err := json.Marshal(o.Content); err != nil || r.tells(string(b)) {
		r.Errorf("%s: the secret is in the observation, or it does not marshal: %v", o.RemoteID, err)
	}
}

// items counts what a store would show as items, own posts and gone texts aside.
func (r *run) items() (n int) {
	for _, o := range r.seen {
		if o.Kind != inbox.KindOwnPost && o.Gone == inbox.Public {
			n++
		}
	}
	return n
}

// want asserts that a text is there as an item with exactly these words.
func (r *run) want(id, text string) inbox.Observation {
	r.Helper()
	o, ok := r.seen[id]
	switch {
	case !ok:
		r.Errorf("%s was not seen", id)
	case o.Kind == inbox.KindOwnPost:
		r.Errorf("%s: a citizen's text came as our own post", id)
	case !strings.Contains(o.Text, text):
		r.Errorf("%s: text %q, want %q in it", id, o.Text, text)
	}
	return o
}

// problem asserts that err is a *ChannelError of one of the classes.
func (r *run) problem(err error, classes ...inbox.Problem) *inbox.ChannelError {
	r.Helper()
	var ce *inbox.ChannelError
	if !errors.As(r.sound(err), &ce) {
		r.Fatalf("error is not a *inbox.ChannelError: %v (%T)", err, err)
	}
	if !slices.Contains(classes, ce.Class) {
		r.Errorf("class %q of %v, want one of %q", ce.Class, err, classes)
	}
	if len(ce.Remote) > 300 {
		r.Errorf("the server's words take %d bytes, more than 300", len(ce.Remote))
	}
	return ce
}

// sound looks for the secret in an error and everything it wraps.
func (r *run) sound(err error) error {
	r.Helper()
	if err == nil {
		return nil
	}
	s := err.Error() + fmt.Sprintf("%+v", err)
	var ce *inbox.ChannelError
	if errors.As(err, &ce) {
		s += ce.Remote
	}
	if r.tells(s) {
		r.Error("the secret is in an error") // which is not printed, for the same reason
		return errors.New("(kept back)")
	}
	return err
}

func (r *run) tells(s string) bool { return r.Secret != "" && strings.Contains(s, r.Secret) }

// can skips a case that needs a hook the fake does not have.
func (r *run) can(hook string, there bool) {
	r.Helper()
	if !there {
		r.Skipf("the fake cannot play %s", hook)
	}
}

// brk breaks the world or skips the case.
func (r *run) brk(f Fault) {
	r.Helper()
	r.can("Break", r.Break != nil)
	r.can(string(f.On)+" "+string(f.Kind), r.Break(f))
}

func (r *run) advance(d time.Duration) {
	if r.Advance != nil {
		r.Advance(d)
	}
}

// intent answers a seen text the way the sender does.
func (r *run) intent(o inbox.Observation, text string) inbox.Intent {
	to := refTo(o)
	return inbox.Intent{
		Attempt: inbox.NewULID(r.Now()), At: r.Now(), To: to, Thread: o.ThreadKey(),
		Text: inbox.Canonical(r.Channel.Compose(to, text)), Language: "de",
	}
}
