package inbox

import "time"

// Tally is what figures are made of: facts of one item. Nothing in it names a
// person, neither a citizen nor a colleague, and no role either, for a role may be
// one person: what cannot be read cannot be counted per head. A test holds it.
type Tally struct {
	PostedAt   time.Time
	Channel    string
	Kind       ItemKind
	Topic      string // "" when there is none
	Labels     LabelSet
	Level      Level
	Work       WorkState
	Visibility Visibility
	Reason     CloseReason // why it was filed, "" when it was not
	ReactedAt  time.Time   // first decision of a person, zero when nobody decided
	AnsweredAt time.Time   // first answer of ours in public, zero when there is none
	Replies    []Category  // risk classes of the replies that were delivered
	Measures   []Taken     // measures that the channel has carried out
}

// Taken is a measure with its rule of the netiquette.
type Taken struct {
	Measure Measure `json:"measure"`
	Rule    string  `json:"rule"` // "" for one that needs none
}

// Tally gives an item's facts; its replies and measures are not among them.
func (it *Item) Tally() Tally {
	s := &it.State
	topic := it.Assessment.Topic
	if s.Topic != "" {
		topic = s.Topic
	}
	return Tally{
		PostedAt: it.ID.Time(), Channel: it.Content.Channel, Kind: it.Content.Kind, Topic: topic,
		Labels: it.Labels(), Level: it.Level(), Work: s.Work, Visibility: s.Visibility,
		Reason: s.Reason, ReactedAt: s.ReactedAt, AnsweredAt: s.AnsweredAt,
	}
}

// Stretch says which items are surveyed. It has no condition on a person, so that
// no figure can be narrowed down to one.
type Stretch struct {
	From, To time.Time // posted in [From, To); zero for no end
	Channels []string  // nil means every channel
}

// Filter gives the stretch as a filter.
func (s *Stretch) Filter() Filter { return Filter{From: s.From, To: s.To, Channels: s.Channels} }

// reacted keeps when an item was first decided on and first answered. Looking at
// covered data is no decision; an undo has put back what was before.
func (f *folder) reacted() {
	if f.state == nil || f.d.Kind == DidUndo {
		return
	}
	s := f.state
	if s.ReactedAt.IsZero() && f.d.Actor.Person != "" && f.d.Kind != DidReveal {
		s.ReactedAt = f.now
	}
	answered := s.ReplyState == ReplyDelivered && f.change.Before.ReplyState != ReplyDelivered
	if s.AnsweredAt.IsZero() && (answered || f.d.Kind == DidAnswerElse) {
		s.AnsweredAt = f.now
	}
}
