package inbox

import (
	"context"
	"slices"
	"strings"
)

// Habit is what the desk used lately, to suggest it again, and what already stands
// in a conversation. It never says who used it.
type Habit struct {
	Templates []string // keys of families, latest first

	values []usedValue
	stands map[string]bool // key and variant of wordings in this conversation
}

type usedValue struct{ template, name, value string }

// How far back the desk remembers: entries of the log, and replies among them that
// are read.
const (
	habitEvents  = 500
	habitReplies = 80
)

// Habit looks at the log's end and at the conversation around an item.
func (s *Session) Habit(ctx context.Context, it *Item, offers []Offer) (Habit, error) {
	h := Habit{stands: map[string]bool{}}
	events, err := s.Store.EventsBack(ctx, EventID{}, habitEvents)
	if err != nil {
		return h, err
	}
	read := 0
	for i := range events {
		e := &events[i]
		if e.Kind != DidSubmit || e.Template.Key == "" {
			continue
		}
		if !slices.Contains(h.Templates, e.Template.Key) {
			h.Templates = append(h.Templates, e.Template.Key)
		}
		if read++; read > habitReplies {
			continue
		}
		if r, err := s.Store.Reply(ctx, e.ReplyID); err == nil && s.seesReply(ctx, &r) == nil {
			h.keep(&r)
		}
	}
	around, err := s.Store.Thread(ctx, it.ID, threadLook)
	if err != nil {
		return h, err
	}
	for i := range around {
		s.standing(ctx, &around[i], offers, &h)
	}
	return h, nil
}

// threadLook is how much of a conversation is looked at for wordings.
const threadLook = 200

func (h *Habit) keep(r *Reply) {
	for name, value := range r.Composition.Values {
		used := usedValue{r.Composition.Template.Key, name, value}
		if !slices.Contains(h.values, used) {
			h.values = append(h.values, used)
		}
	}
}

// standing notes which wordings an item of the conversation shows.
func (s *Session) standing(ctx context.Context, it *Item, offers []Offer, h *Habit) {
	if it.Content.Kind == KindOwnPost {
		text := Canonical(it.Content.Text)
		for i := range offers {
			for _, v := range offers[i].Variants {
				if fixed := longestFixed(v.Text); len(fixed) >= 20 && strings.Contains(text, fixed) {
					h.stands[offers[i].Key+"/"+v.Name] = true
				}
			}
		}
	}
	if it.State.Reply == "" || !it.State.ReplyState.Counts() {
		return
	}
	r, err := s.Store.Reply(ctx, it.State.Reply)
	if err != nil || r.Composition.Template.Key == "" {
		return
	}
	for i := range offers {
		if offers[i].Key == r.Composition.Template.Key {
			if v, err := offers[i].Variant(r.Composition.Variant); err == nil {
				h.stands[offers[i].Key+"/"+v.Name] = true
			}
		}
	}
}

// Counts reports whether the text of a reply in this state stands in the
// conversation or is on its way there.
func (s ReplyState) Counts() bool { return s.IsActive() || s == ReplyDelivered }

// longestFixed is the longest piece of a wording without a gap.
func longestFixed(wording string) string {
	parts, err := splitTemplate(wording)
	if err != nil {
		return ""
	}
	best := ""
	for _, p := range parts {
		if t := Canonical(strings.TrimSpace(p.s)); p.kind == partText && len(t) > len(best) {
			best = t
		}
	}
	return best
}

// Stands reports whether a wording already stands in the conversation.
func (h *Habit) Stands(key, variant string) bool { return h.stands[key+"/"+variant] }

// Values gives what was filled into a placeholder before, latest first: in this
// family, then, except for links, in others under the same name. Only what an office says of itself
// is remembered: links, places, offices and their contacts, never free words and
// never a person's number or mailbox.
func (h *Habit) Values(template string, p Placeholder) []string {
	switch p.Type {
	case PlaceholderLink, PlaceholderPlace, PlaceholderOffice, PlaceholderContact:
	case PlaceholderText, PlaceholderDate, PlaceholderTime, PlaceholderDateTime, PlaceholderAmount, PlaceholderChoice:
		return nil
	}
	var own, other []string
	for _, u := range h.values {
		switch {
		case u.name != p.Name || isPersonal(u.value):
		case u.template == template && !slices.Contains(own, u.value):
			own = append(own, u.value)
		case u.template != template && p.Type == PlaceholderLink: // nearly every template has a "link", each to somewhere else
		case u.template != template && !slices.Contains(other, u.value):
			other = append(other, u.value)
		}
	}
	for _, v := range other {
		if !slices.Contains(own, v) {
			own = append(own, v)
		}
	}
	return own
}

func isPersonal(value string) bool {
	return slices.ContainsFunc(Lint(value, LintRules{Contact: true}), func(f LintFinding) bool {
		return f.Code == LintMobile || f.Code == LintMail
	})
}
