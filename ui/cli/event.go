package cli

import (
	"encoding/json"

	"lotse/inbox"
	"lotse/ui/text"
)

func (c *call) eventJSON(e *inbox.Event, h *inbox.House) eventJSON {
	j := eventJSON{
		ID: e.ID.String(), Seq: e.Seq, At: c.when(e.At), Kind: string(e.Kind), Person: e.Actor.Person, Role: e.Actor.Role,
		Reply: e.ReplyID, Ref: e.Template.String(), Text: e.Text, Erased: e.Erased, Says: text.Event(c.lang, e, h), Args: argsJSON(&e.Args),
	}
	if !e.Item.IsZero() {
		j.Item = e.Item.String()
	}
	if !e.Hash.IsZero() {
		j.Hash, j.Prev = e.Hash.String(), e.PrevHash.String()
	}
	return j
}

// decided reports what an act did: the events as JSON, else one sentence.
func (c *call) decided(s *inbox.Session, es []inbox.Event, err error, format string) error {
	if err != nil {
		return err
	}
	if c.json {
		for i := range es {
			if err := c.object(c.eventJSON(&es[i], s.House)); err != nil {
				return err
			}
		}
		return nil
	}
	c.note(format, text.Count(c.lang, inbox.ItemsOf(es), text.NounItem))
	return nil
}

// argsJSON gives a decision's arguments with labels by their names: the numbers of
// their bits are the store's own business.
func argsJSON(a *inbox.Args) map[string]any {
	out := map[string]any{}
	if raw, err := json.Marshal(a); err != nil || json.Unmarshal(raw, &out) != nil {
		return out
	}
	for name, set := range map[string]inbox.LabelSet{"set": a.Set, "clear": a.Clear} {
		if set != 0 {
			out[name] = set.List()
		}
	}
	return out
}
