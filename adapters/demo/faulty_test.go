package demo

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"lotse/adapters/adaptertest"
	"lotse/inbox"
)

// faultyEnv names the fault that a child process of the test plays.
const faultyEnv = "LOTSE_TEST_FAULTY"

// faulty is an adapter with one fault, by which the suite itself is tested.
type faulty struct {
	*stormy
	fault     string
	wasHidden map[string]bool
}

const token = "tok-0123456789"

func (f faulty) Poll(ctx context.Context, cursor []byte) (inbox.Batch, error) {
	b, err := f.stormy.Poll(ctx, cursor)
	switch f.fault {
	case "loses the last of a full page":
		if len(b.Observations) == pageSize {
			b.Observations = b.Observations[:pageSize-1]
		}
	case "moves the time of a text":
		for i := range b.Observations {
			b.Observations[i].PostedAt = f.clock.Now()
		}
	case "takes our posts for comments":
		for i := range b.Observations {
			b.Observations[i].Kind = inbox.KindComment
		}
	case "tells the token":
		if err != nil {
			err = &inbox.ChannelError{Class: problemOf(err).Class, RetryAt: problemOf(err).RetryAt, Op: "poll", Err: fmt.Errorf("GET /?access_token=%s", token)}
		}
	case "gives foreign errors":
		if err != nil {
			err = errors.New("something")
		}
	}
	return b, err
}

func (f faulty) Reply(ctx context.Context, in inbox.Intent) (inbox.Sent, error) {
	switch f.fault {
	case "posts twice":
		if s, err := f.stormy.Reply(ctx, in); err != nil {
			return s, err
		}
		in.Attempt += "again"
	case "tries again by itself":
		if s, err := f.stormy.Reply(ctx, in); err == nil {
			return s, nil
		}
		in.Attempt += "again"
	}
	s, err := f.stormy.Reply(ctx, in)
	if f.fault == "calls the unclear refused" && err != nil {
		ce := problemOf(err)
		ce.SentMaybe = false
		err = &ce
	}
	return s, err
}

func (f faulty) Reconcile(ctx context.Context, in inbox.Intent) (inbox.Sent, inbox.Verdict, error) {
	switch f.fault {
	case "finds what is not there":
		return inbox.Sent{RemoteID: "1"}, inbox.VerdictFound, nil
	case "never finds":
		return inbox.Sent{}, inbox.VerdictAbsent, nil
	case "finds last week's":
		in.At = in.At.AddDate(-1, 0, 0)
	case "posts to see":
		_, _ = f.stormy.Reply(ctx, in)
	}
	return f.stormy.Reconcile(ctx, in)
}

func (f faulty) Refresh(ctx context.Context, refs []inbox.Ref) ([]inbox.Refreshed, error) {
	xs, err := f.stormy.Refresh(ctx, refs)
	if f.fault == "forgets what it was asked" && len(xs) > 20 {
		xs = xs[:20]
	}
	for i := range xs {
		o := xs[i].Observation
		switch {
		case o == nil:
		case f.fault == "shows what is hidden":
			o.Gone = inbox.Public
		case f.fault == "hides for ever" && f.wasHidden[o.RemoteID]:
			o.Gone = inbox.HiddenByUs
		case o.Gone == inbox.HiddenByUs:
			f.wasHidden[o.RemoteID] = true
		}
		if f.fault == "finds what was deleted" && o == nil {
			xs[i].Found, xs[i].Observation = true, &inbox.Observation{Content: inbox.Content{
				Channel: f.id, RemoteID: xs[i].Ref.RemoteID, PostedAt: xs[i].Ref.PostedAt, Text: "Blödsinn",
			}}
		}
	}
	return xs, err
}

// TestFaulty is played by the child processes of the test below.
func TestFaulty(t *testing.T) {
	fault := os.Getenv(faultyEnv)
	if fault == "" {
		t.Skip("for child processes only")
	}
	adaptertest.Run(t, func(*testing.T) *adaptertest.Fixture {
		fx := fixture(profiles[1])
		fx.Channel, fx.Secret = faulty{fx.Channel.(*stormy), fault, map[string]bool{}}, token
		return fx
	})
}

func TestTheSuiteFindsEveryFault(t *testing.T) {
	for fault, where := range map[string]string{
		"none":                          "",
		"loses the last of a full page": "many_comments",
		"moves the time of a text":      "an_edit",
		"takes our posts for comments":  "our_own_posts",
		"tells the token":               "reading_fails",
		"gives foreign errors":          "reading_fails",
		"posts twice":                   "exactly_once",
		"tries again by itself":         "replying_fails",
		"calls the unclear refused":     "replying_fails",
		"finds what is not there":       "never_left",
		"never finds":                   "exactly_once",
		"finds last week's":             "last_week",
		"posts to see":                  "never_left",
		"forgets what it was asked":     "second_look",
		"shows what is hidden":          "what_we_hide",
		"hides for ever":                "what_a_colleague_hides",
		"finds what was deleted":        "hidden_and_then_deleted",
	} {
		t.Run(fault, func(t *testing.T) {
			t.Parallel()
			child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestFaulty$")
			child.Env = append(os.Environ(), faultyEnv+"="+fault)
			out, err := child.CombinedOutput()
			failed := strings.Contains(string(out), "--- FAIL: TestFaulty/")
			switch {
			case fault == "none" && err != nil:
				t.Errorf("a good adapter fails: %v\n%s", err, out)
			case fault != "none" && !failed:
				t.Errorf("nobody noticed that the adapter %s (%v)", fault, err)
			case where != "" && !strings.Contains(string(out), where):
				t.Errorf("the adapter %s, but no case named %s says so:\n%s", fault, where, out)
			}
		})
	}
}
