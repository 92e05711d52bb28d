package text

import (
	"fmt"
	"strings"
	"time"

	"lotse/inbox"
	"lotse/inbox/safetext"
)

// Event says what happened as a sentence in the past tense, with who did it: a
// line of an item's history or of the log. The words of a note or a question are
// not in it; they are Event.Text.
func Event(l Lang, e *inbox.Event, h *inbox.House) string {
	w := l.words()
	who := w.Phrase.System
	if e.Actor.Person != "" {
		who = safetext.Line(h.PersonName(e.Actor.Person)).String()
	}
	a := &e.Args
	args := map[string]string{
		"who": who, "topic": l.Topic(a.Topic), "reason": a.Reason, "channel": a.Reason,
		"set": l.Labels(a.Set), "clear": l.Labels(a.Clear), "level": l.Level(a.Level).Name,
		"until": timeArg(a.Until), "due": timeArg(a.Due), "template": e.Template.String(),
		"role": roleName(l, h, a.Role), "person": personName(h, a.Person),
		"measure": string(a.Measure), "rule": l.Rule(h, a.Rule), "milder": "",
		"claim": e.Claim.Short(), "verdict": "", "asof": timeArg(a.ValidFrom), "till": timeArg(a.ValidTill),
		"version": "", "count": fmt.Sprint(a.Count), "external": "", "lead": "", "outcome": "", "visible": l.Visibility(a.Visible),
	}
	if a.Measure != "" {
		args["measure"] = l.Measure(a.Measure)
	}
	if a.Verdict != "" {
		args["verdict"] = l.ClaimVerdict(a.Verdict)
	}
	if a.Milder != "" {
		args["milder"] = l.Milder(a.Milder)
	}
	if a.Version > 0 {
		args["version"] = fmt.Sprint(a.Version)
	}
	if !a.Lead.IsZero() {
		args["lead"] = a.Lead.Short()
	}
	switch e.Kind { //nolint:exhaustive // the other kinds say all in their arguments
	case inbox.DidClose:
		args["reason"] = l.Reason(inbox.CloseReason(a.Reason))
	case inbox.DidWaveClose:
		args["wave"], args["reason"] = string(e.Wave), l.Waves().Reasons[inbox.WaveReason(a.Reason)]
	case inbox.DidReopen:
		args["reason"] = l.Reopened(a.Reason)
	case inbox.DidForget:
		args["reason"] = known(w.Learned, a.Reason)
	case inbox.DidVoid:
		args["reason"] = strings.TrimSuffix(l.Void(a.Reason), ".")
	case inbox.DidOrderCancel:
		if a.Reason != "" {
			args["reason"] = strings.TrimSuffix(l.Void(a.Reason), ".")
		}
	case inbox.DidOrderSettle:
		if a.Attempt != nil {
			args["outcome"] = l.OrderState(map[inbox.Outcome]inbox.OrderState{
				inbox.OutcomeDelivered: inbox.OrderDone, inbox.OutcomeRefused: inbox.OrderRefused, inbox.OutcomeUnclear: inbox.OrderUnclear,
			}[a.Attempt.Outcome])
		}
	case inbox.DidSettle:
		if a.Attempt != nil {
			args["outcome"] = l.Outcome(a.Attempt.Outcome)
		}
	}
	told := known(w.Event, e.Kind)
	if e.Kind == inbox.DidReserve && e.Actor.Person != "" {
		told = w.PostedByHand
	}
	return filling{l, h.Zone, args}.fill(pattern(told))
}

func timeArg(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}

func roleName(l Lang, h *inbox.House, id string) string {
	if id == "" {
		return ""
	}
	if n := h.RoleName(id); n != id {
		return n
	}
	return l.RoleName(id)
}

func personName(h *inbox.House, id string) string {
	if id == "" {
		return ""
	}
	return h.PersonName(id)
}

// HandoverLine says one fact of a handover protocol. The item's own text is not in
// it.
func HandoverLine(l Lang, n inbox.HandoverLine, h *inbox.House) string {
	detail := n.Detail
	switch {
	case n.Code == "channel_problem":
		detail = l.Problem(inbox.Problem(n.Detail))
	case n.Claim != "":
	case n.Code == "budget":
		detail = known(ScreenIn(l).Calm.Budgets, n.Detail)
	case n.Code == "wave": // its id
	case n.Code == "gap":
		detail = l.Gap(n.Detail)
	case detail != "":
		detail = l.Void(detail)
	}
	args := map[string]string{
		"channel": n.Channel, "level": "", "work": l.Work(n.Work), "role": roleName(l, h, n.Role),
		"at": timeArg(n.At), "count": Number(l, n.Count), "items": Plural(l, n.Count, NounItem), "detail": strings.TrimSuffix(detail, "."),
		"item": "", "until": timeArg(n.Until), "title": safetext.Line(n.Title).String(),
	}
	if !n.Item.IsZero() {
		args["item"], args["level"] = n.Item.Short(), n.Level.String()
	}
	sentence, ok := l.words().Line[n.Code]
	if !ok {
		return safetext.Line(n.Code).String()
	}
	return filling{l, h.Zone, args}.fill(pattern(sentence))
}

// HandoverCodes lists the codes a protocol's lines have.
func HandoverCodes() []string {
	return []string{
		"critical", "due", "overdue", "asked", "promised", "unclear", "sending", "refused", "void",
		"in_review", "queued", "returned", "measure_review", "measure_open", "measure_unclear", "measure_failed",
		"claim_reported", "claim_examined", "claim_proposed", "claim_ruled", "claim_expired", "claim_overtaken", "token_ends", "budget", "channel_quiet", "channel_problem", "gap", "wave", "new_count", "open_count", "note",
	}
}
