package cli

import (
	"context"
	"time"

	"lotse/inbox"
)

// The shapes that --json prints. Names and meaning are fixed: scripts read them.
// A time that is not set is null.

type authorJSON struct {
	Name   string `json:"name"`
	Handle string `json:"handle"`
}

type labelJSON struct {
	Name   string  `json:"name"`
	Score  float32 `json:"score,omitempty"`
	Origin string  `json:"origin"` // machine or human
}

type itemJSON struct {
	ID         string      `json:"id"`
	Channel    string      `json:"channel"`
	RemoteID   string      `json:"remote_id"`
	URL        string      `json:"url"`
	Thread     string      `json:"thread"`
	Parent     string      `json:"parent"`
	Author     authorJSON  `json:"author"`
	Text       string      `json:"text"`
	Language   string      `json:"language"`
	PostedAt   *time.Time  `json:"posted_at"`
	SeenAt     *time.Time  `json:"seen_at"`
	EditedAt   *time.Time  `json:"edited_at"`
	SeenLate   bool        `json:"seen_late,omitempty"` // written while the channel was not read
	State      string      `json:"state"`
	Visibility string      `json:"visibility"`
	Level      string      `json:"level"`
	Labels     []labelJSON `json:"labels"`
	Role       string      `json:"role"`
	Person     string      `json:"person"`
	DueAt      *time.Time  `json:"due_at"`
	Version    uint32      `json:"version"`
}

func (c *call) itemJSON(it *inbox.Item) itemJSON {
	k := &it.Content
	shown := c.maskItem(it)
	language := it.Assessment.Language
	if language == "" {
		language = k.Language
	}
	return itemJSON{
		ID: it.ID.String(), Channel: k.Channel, RemoteID: k.RemoteID, URL: k.URL, Thread: k.ThreadKey(), Parent: k.Parent,
		Author: authorJSON{k.Author.Name, k.Author.Handle}, Text: shown.text, Language: language,
		PostedAt: c.when(k.PostedAt), SeenAt: c.when(it.SeenAt), EditedAt: c.when(k.EditedAt), SeenLate: !c.seenLate(it).IsZero(),
		State: it.State.Work.String(), Visibility: it.State.Visibility.String(), Level: it.Level().String(),
		Labels: labelsJSON(it), Role: it.State.Role, Person: it.State.Person, DueAt: c.when(c.house().DueAt(it)), Version: it.Version,
	}
}

// seenLate tells when an item was seen that was written while its channel was not
// read, zero for every other.
func (c *call) seenLate(it *inbox.Item) time.Time {
	if c.desk == nil {
		return time.Time{}
	}
	st, known := c.states[it.Content.Channel]
	if !known {
		if read, err := c.desk.Store.ChannelState(context.Background(), it.Content.Channel); err == nil {
			st = &read
		} else {
			st = &inbox.ChannelState{} // a mark less, nothing more
		}
		if c.states == nil {
			c.states = map[string]*inbox.ChannelState{}
		}
		c.states[it.Content.Channel] = st
	}
	return st.SeenLate(it)
}

// when gives a time in the town's zone, nil for none.
func (c *call) when(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.In(c.zone())
	return &t
}

func labelsJSON(it *inbox.Item) []labelJSON {
	scores := map[inbox.Label]float32{}
	for _, f := range it.Assessment.Flags {
		scores[f.Label] = f.Score
	}
	out := []labelJSON{}
	for _, l := range it.Labels().List() {
		j := labelJSON{Name: l.String(), Score: scores[l], Origin: "machine"}
		if it.State.Set.Has(l) {
			j.Origin = "human"
		}
		out = append(out, j)
	}
	return out
}

type whyJSON struct {
	Label  string  `json:"label"`
	Start  int     `json:"start"`
	End    int     `json:"end"`
	Text   string  `json:"text"`
	Weight float32 `json:"weight"`
	Rule   string  `json:"rule"`
}

// flagJSON is what a flag says beside its words.
type flagJSON struct {
	Label string  `json:"label"`
	Score float32 `json:"score"`
	Cue   string  `json:"cue,omitempty"`   // strongest sign in the style
	House float32 `json:"house,omitempty"` // how far the house's own layer moved the score
	Rules string  `json:"rules"`           // what it was assessed by
}

func flagsOf(a *inbox.Assessment) []flagJSON {
	out := []flagJSON{}
	for _, f := range a.Flags {
		out = append(out, flagJSON{f.Label.String(), f.Score, f.Cue, f.House, a.RuleSet})
	}
	return out
}

func namesOf(s inbox.LabelSet) []string {
	out := []string{}
	for _, l := range s.List() {
		out = append(out, l.String())
	}
	return out
}

// whyOf lists the stretches of a text that caused labels.
func whyOf(shown *masked, a *inbox.Assessment) []whyJSON {
	out := []whyJSON{}
	for _, f := range a.Flags {
		for _, s := range f.Spans {
			if words, start, end := shown.cut(s); words != "" {
				out = append(out, whyJSON{f.Label.String(), start, end, words, s.Weight, s.Rule})
			}
		}
	}
	return out
}

type eventJSON struct {
	ID     string         `json:"id"`
	Seq    uint64         `json:"seq"`
	At     *time.Time     `json:"at"`
	Kind   string         `json:"kind"`
	Person string         `json:"person"`
	Role   string         `json:"role"`
	Item   string         `json:"item,omitempty"`
	Reply  inbox.ReplyID  `json:"reply,omitempty"`
	Ref    string         `json:"template,omitempty"`
	Text   string         `json:"text,omitempty"`
	Erased bool           `json:"erased,omitempty"`
	Says   string         `json:"says"`
	Args   map[string]any `json:"args"`
	Hash   string         `json:"hash,omitempty"`
	Prev   string         `json:"prev_hash,omitempty"`
}
