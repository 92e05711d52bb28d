package demo

import (
	"context"
	"errors"
	"math/rand/v2"
	"testing"
	"time"

	"lotse/adapters/adaptertest"
	"lotse/inbox"
)

func TestConformance(t *testing.T) {
	for _, p := range profiles {
		t.Run(p.id, func(t *testing.T) {
			adaptertest.Run(t, func(*testing.T) *adaptertest.Fixture { return fixture(p) })
		})
	}
}

// stormy is a channel with the faults of the suite before it.
type stormy struct {
	*Channel
	fault  *adaptertest.Fault
	writes int
}

func (s *stormy) strike(ctx context.Context, op adaptertest.Op) (before, after error) {
	if s.fault == nil || s.fault.On != op {
		return nil, nil
	}
	fail := func(class inbox.Problem, status int) *inbox.ChannelError {
		return &inbox.ChannelError{Class: class, Status: status, Op: string(op)}
	}
	maybe := func(class inbox.Problem, status int) error {
		ce := fail(class, status)
		ce.SentMaybe = op == adaptertest.Write
		return ce
	}
	switch s.fault.Kind {
	case adaptertest.KindUnauthorized:
		return fail(inbox.ProblemAuth, 401), nil
	case adaptertest.KindForbidden:
		return fail(inbox.ProblemPermission, 403), nil
	case adaptertest.KindNotFound:
		return fail(inbox.ProblemGone, 404), nil
	case adaptertest.KindInvalid:
		return fail(inbox.ProblemInvalid, 422), nil
	case adaptertest.KindThrottled:
		ce := fail(inbox.ProblemThrottled, 429)
		ce.RetryAt = s.clock.Now().Add(s.fault.After)
		return ce, nil
	case adaptertest.KindError, adaptertest.KindCut:
		return maybe(inbox.ProblemRetryable, 500), nil
	case adaptertest.KindHTML:
		return maybe(inbox.ProblemDecode, 200), nil
	case adaptertest.KindErrorAfter, adaptertest.KindCutAfter:
		return nil, maybe(inbox.ProblemRetryable, 500)
	case adaptertest.KindTruncated:
		return nil, maybe(inbox.ProblemDecode, 200)
	case adaptertest.KindSlow:
		<-ctx.Done()
		return nil, maybe(inbox.ProblemRetryable, 200)
	case adaptertest.KindSkew, adaptertest.KindRepeat:
	}
	return nil, nil
}

func (s *stormy) Poll(ctx context.Context, cursor []byte) (inbox.Batch, error) {
	before, after := s.strike(ctx, adaptertest.Read)
	if err := errors.Join(before, after); err != nil {
		return inbox.Batch{}, err
	}
	b, err := s.Channel.Poll(ctx, cursor)
	if s.fault != nil && s.fault.Kind == adaptertest.KindRepeat {
		b.Observations = append(b.Observations, b.Observations...)
		rand.New(rand.NewPCG(1, 2)).Shuffle(len(b.Observations), func(i, j int) {
			b.Observations[i], b.Observations[j] = b.Observations[j], b.Observations[i]
		})
	}
	return b, err
}

func (s *stormy) Reply(ctx context.Context, in inbox.Intent) (inbox.Sent, error) {
	if ctx.Err() == nil && s.caps.Reply {
		s.writes++
	}
	before, after := s.strike(ctx, adaptertest.Write)
	if before != nil {
		return inbox.Sent{}, before
	}
	if after != nil {
		ctx = context.WithoutCancel(ctx) // the effect was there before the answer failed
	}
	sent, err := s.Channel.Reply(ctx, in)
	if after != nil {
		return inbox.Sent{}, after
	}
	return sent, err
}

func fixture(p profile) *adaptertest.Fixture {
	clock := adaptertest.NewClock(noon)
	s := &stormy{Channel: newChannel(p, clock)}
	comment := func(handle, parent, text string, ago time.Duration) string {
		s.mu.Lock()
		defer s.mu.Unlock()
		id := s.newID()
		s.publish(id, parent, handle, text, "de", clock.Now().Add(-ago), s.item)
		return id
	}
	fx := &adaptertest.Fixture{
		Channel: s, ID: p.id, Now: clock.Now, Advance: clock.Advance,
		Post: func(text string) string {
			s.mu.Lock()
			defer s.mu.Unlock()
			id := s.newID()
			s.publish(id, "", "", text, "de", clock.Now(), inbox.KindOwnPost)
			return id
		},
		Comment: func(handle, parent, text string) string { return comment(handle, parent, text, 0) },
		Late:    comment,
		Edit: func(id, text string) {
			s.mu.Lock()
			defer s.mu.Unlock()
			s.change(id, text, clock.Now())
		},
		Hide: func(id string, hidden bool) {
			s.mu.Lock()
			defer s.mu.Unlock()
			s.remove(id, map[bool]inbox.Visibility{true: inbox.HiddenByUs, false: inbox.Public}[hidden])
		},
		Delete: func(id string) {
			s.mu.Lock()
			defer s.mu.Unlock()
			s.remove(id, inbox.DeletedByAuthor)
		},
		Break:  func(f adaptertest.Fault) bool { s.fault = &f; return f.Kind != adaptertest.KindSkew },
		Heal:   func() { s.fault = nil },
		Writes: func() int { return s.writes },
	}
	if p.caps.Reply {
		fx.Standing = func() []adaptertest.Standing {
			s.mu.Lock()
			defer s.mu.Unlock()
			var out []adaptertest.Standing
			for _, id := range s.order {
				if e := s.entries[id]; e.attempt != "" {
					out = append(out, adaptertest.Standing{RemoteID: id, Parent: e.content.Parent, Text: e.content.Text})
				}
			}
			return out
		}
	}
	return fx
}
