package inbox

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"
)

// PrepareHandover builds the protocol of what is open, critical, due, unclear,
// waiting and promised, and fixes it. until is the end of the next shift: what is
// due before it is listed. The outgoing person stays accountable until it is
// accepted.
func (s *Session) PrepareHandover(ctx context.Context, to string, until time.Time, note string) (Handover, error) {
	actor, err := s.actor(RightDuty)
	if err != nil {
		return Handover{}, err
	}
	if p, ok := s.House.Person(to); !ok || p.Disabled || to == s.Person.ID {
		return Handover{}, Fail(CodeNoPerson, "person", Quote(to))
	}
	if until.IsZero() {
		until = s.Clock.Now().Add(24 * time.Hour)
	}
	h := Handover{
		ID: HandoverID(NewULID(s.Clock.Now())), From: s.Person.ID, To: to,
		PreparedAt: s.Clock.Now(), Until: until, Note: Canonical(note),
	}
	if h.Lines, err = s.handoverLines(ctx, until); err != nil {
		return h, err
	}
	if h.Note != "" {
		h.Lines = append(h.Lines, HandoverLine{Section: SectionNotes, Code: "note"})
	}
	h.Hash = h.ContentHash()
	h.State = HandoverPrepared
	_, err = s.commit(ctx, Decision{
		Kind: DidPrepare, Actor: actor, Handover: h.ID, NewHandover: &h,
		Args: Args{Person: to, Hash: h.Hash, Count: len(h.Lines)},
	})
	return h, err
}

// handoverLimit bounds each section: a protocol is read by a person.
const handoverLimit = 200

func (s *Session) handoverLines(ctx context.Context, until time.Time) ([]HandoverLine, error) {
	var lines []HandoverLine
	list := func(f Filter, line func(it *Item) HandoverLine) error {
		var token Token
		for n := 0; n < handoverLimit; {
			p, err := s.Page(ctx, f, token, handoverLimit)
			if err != nil {
				return err
			}
			for i := range p.Items {
				lines = append(lines, line(&p.Items[i]))
			}
			n += len(p.Items)
			if token = p.Next; p.Done || token == "" {
				return nil
			}
		}
		return nil
	}
	open, now := OpenWork(), s.Clock.Now()
	steps := []struct {
		f    Filter
		line func(it *Item) HandoverLine
	}{
		{Filter{Work: open, Levels: 1<<E2 | 1<<E3}, func(it *Item) HandoverLine {
			return itemLine(SectionCritical, "critical", it, it.State.DueAt)
		}},
		{Filter{Work: open, HasDue: true, DueSet: true, DueBefore: until}, func(it *Item) HandoverLine {
			code := "due"
			if it.State.DueAt.Before(now) {
				code = "overdue"
			}
			return itemLine(SectionDue, code, it, it.State.DueAt)
		}},
		{Filter{Work: WorkSetOf(WorkWaitingInternal)}, func(it *Item) HandoverLine {
			return itemLine(SectionWaiting, "asked", it, it.State.DueAt)
		}},
		{Filter{Must: FlagPromised}, func(it *Item) HandoverLine {
			return itemLine(SectionPromises, "promised", it, it.State.PromisedBy)
		}},
	}
	for _, st := range steps {
		if err := list(st.f, st.line); err != nil {
			return nil, err
		}
	}
	more, err := s.replyLines(ctx)
	if err != nil {
		return nil, err
	}
	lines = append(lines, more...)
	if more, err = s.orderLines(ctx); err != nil {
		return nil, err
	}
	lines = append(lines, more...)
	if more, err = s.channelLines(ctx); err != nil {
		return nil, err
	}
	lines = append(lines, more...)
	if more, err = s.claimLines(ctx); err != nil {
		return nil, err
	}
	lines = append(lines, more...)
	if more, err = s.waveLines(ctx); err != nil {
		return nil, err
	}
	lines = append(lines, more...)
	counts, err := s.Counts(ctx, []Filter{{Work: WorkSetOf(WorkNew)}, {Work: open}}, MaxLook)
	if err != nil {
		return nil, err
	}
	lines = append(lines,
		HandoverLine{Section: SectionWaiting, Code: "new_count", Count: counts[0].N},
		HandoverLine{Section: SectionWaiting, Code: "open_count", Count: counts[1].N})
	slices.SortStableFunc(lines, func(a, b HandoverLine) int {
		return cmp.Or(cmp.Compare(a.Section, b.Section), cmp.Compare(b.Level, a.Level), a.At.Compare(b.At))
	})
	return lines, nil
}

func itemLine(sec Section, code string, it *Item, at time.Time) HandoverLine {
	return HandoverLine{
		Section: sec, Code: code, Item: it.ID, Channel: it.Content.Channel,
		Level: it.Level(), Work: it.State.Work, Role: it.State.Role, At: at,
	}
}

func (s *Session) replyLines(ctx context.Context) ([]HandoverLine, error) {
	rs, err := s.Store.Replies(ctx, ReplyUnclear, ReplySending, ReplyRefused, ReplyVoid, ReplyInReview, ReplyQueued, ReplyReturned)
	if err != nil {
		return nil, err
	}
	var lines []HandoverLine
	for i := range rs {
		r := &rs[i]
		it, err := s.Item(ctx, r.Item)
		if err != nil || it.State.Reply != r.ID {
			continue // another reply took its place, or it is not for this person
		}
		sec := SectionUnclear
		if r.State == ReplyInReview || r.State == ReplyQueued || r.State == ReplyReturned {
			sec = SectionWaiting
		}
		l := itemLine(sec, r.State.String(), &it, r.CreatedAt)
		l.Reply, l.Detail = r.ID, r.VoidReason
		lines = append(lines, l)
	}
	return lines, nil
}

// orderLines name the measures that wait for somebody.
func (s *Session) orderLines(ctx context.Context) ([]HandoverLine, error) {
	os, err := s.OpenOrders(ctx)
	if err != nil {
		return nil, err
	}
	var lines []HandoverLine
	for i := range os {
		o := &os[i]
		it, err := s.Item(ctx, o.Item)
		if err != nil || it.State.Order != o.ID {
			continue // another order took its place
		}
		code := "measure_open"
		switch o.State { //nolint:exhaustive // the others are on their way
		case OrderInReview:
			code = "measure_review"
		case OrderUnclear:
			code = "measure_unclear"
		case OrderRefused, OrderVoid:
			code = "measure_failed"
		}
		l := itemLine(SectionMeasures, code, &it, o.CreatedAt)
		l.Detail = string(o.Measure)
		lines = append(lines, l)
	}
	return lines, nil
}

func (s *Session) channelLines(ctx context.Context) ([]HandoverLine, error) {
	var lines []HandoverLine
	for _, id := range s.House.Channels {
		st, err := s.Store.ChannelState(ctx, id)
		if err != nil {
			return nil, err
		}
		if st.Problem != "" {
			lines = append(lines, HandoverLine{Section: SectionChannels, Code: "channel_problem", Channel: id, At: st.Since, Detail: string(st.Problem)})
		}
		if _, warn := TokenDays(st.TokenEnds, s.Clock.Now()); warn {
			lines = append(lines, HandoverLine{Section: SectionChannels, Code: "token_ends", Channel: id, At: st.TokenEnds})
		}
		for _, b := range st.Budgets {
			if b.Share() >= BudgetSlow {
				lines = append(lines, HandoverLine{
					Section: SectionChannels, Code: "budget", Channel: id, At: b.Resets, Detail: b.Name, Count: int(b.Share()*100 + 0.5),
				})
			}
		}
		if q, quiet, err := s.Quiet(ctx, id); err != nil {
			return nil, err
		} else if quiet {
			lines = append(lines, HandoverLine{Section: SectionChannels, Code: "channel_quiet", Channel: id, At: q.Since, Count: q.Usual})
		}
		for _, g := range st.Gaps {
			lines = append(lines, HandoverLine{Section: SectionChannels, Code: "gap", Channel: id, At: g.From, Detail: g.Reason})
		}
	}
	return lines, nil
}

// waveLines name the waves that run.
func (s *Session) waveLines(ctx context.Context) ([]HandoverLine, error) {
	ws, err := s.OpenWaves(ctx)
	if err != nil {
		return nil, err
	}
	var lines []HandoverLine
	for i := range ws {
		w := &ws[i]
		lines = append(lines, HandoverLine{
			Section: SectionClaims, Code: "wave", Channel: strings.Join(w.Channels, ", "), At: w.Since, Count: w.Items, Detail: string(w.ID),
		})
	}
	return lines, nil
}

// AcceptHandover takes over: from this moment the person is accountable. acked are
// the indexes of the lines acknowledged one by one.
func (s *Session) AcceptHandover(ctx context.Context, id HandoverID, hash Hash, acked []int) error {
	return s.decideHandover(ctx, Decision{Kind: DidAccept, Handover: id, Args: Args{Hash: hash, Lines: acked}})
}

// RefuseHandover declines with a reason.
func (s *Session) RefuseHandover(ctx context.Context, id HandoverID, hash Hash, reason string) error {
	return s.decideHandover(ctx, Decision{Kind: DidRefuse, Handover: id, Args: Args{Hash: hash}, Text: Canonical(reason)})
}

func (s *Session) decideHandover(ctx context.Context, d Decision) error {
	actor, err := s.actor(RightDuty)
	if err != nil {
		return err
	}
	d.Actor = actor
	_, err = s.commit(ctx, d)
	return err
}

// OnDuty says who is accountable now and which protocol waits for acceptance.
// Before the first accepted handover nobody is named.
func (d *Desk) OnDuty(ctx context.Context) (person string, waiting *Handover, err error) {
	hs, err := d.Store.Handovers(ctx, 50)
	if err != nil {
		return "", nil, err
	}
	for i := range hs {
		switch hs[i].State {
		case HandoverPrepared:
			if waiting == nil && person == "" {
				waiting = &hs[i]
			}
		case HandoverAccepted:
			return hs[i].To, waiting, nil
		case HandoverRefused:
		}
	}
	if waiting != nil {
		person = waiting.From
	}
	return person, waiting, nil
}
