package mastodon

import (
	"context"
	"encoding/json"

	"lotse/inbox"
)

// place is where a text stands: the API names parents by ids of this server, the
// desk by what stays the same.
type place struct {
	name string // identity of the text itself
	root string // identity of the first text of its conversation
	ours bool   // that first text is ours
}

// recall finds a place by a status id.
func (m *memory) recall(id string) (place, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	p, ok := m.places[id]
	return p, ok
}

func (m *memory) keep(id string, p place) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.places) >= mostPlaces {
		clear(m.places) // they come back with the conversations that still move
	}
	m.places[id] = p
}

// locate sets parent and thread as far as they are known. A text that answers
// nothing is the root of its own thread.
func (m *memory) locate(out *inbox.Content, s *status) (known bool) {
	if s.InReplyToID == "" {
		if at, ok := m.recall(string(s.ID)); ok && at.root != out.RemoteID {
			out.Thread = at.root // what it answered was deleted since
		} else {
			m.keep(string(s.ID), place{out.RemoteID, out.RemoteID, out.Kind == inbox.KindOwnPost})
		}
		return true
	}
	parent, ok := m.recall(string(s.InReplyToID))
	if !ok {
		return false
	}
	m.keep(string(s.ID), place{out.RemoteID, parent.root, parent.ours})
	out.Parent, out.Thread = parent.name, parent.root
	if parent.ours && out.Kind == inbox.KindMention {
		out.Kind = inbox.KindComment
	}
	return true
}

// conversation is a thread as one text's context shows it.
type conversation struct {
	above, below []status
	broken       []status
}

func (c *Channel) readContext(ctx context.Context, op, id string) (conversation, error) {
	if !usableID(id) {
		return conversation{}, refused(op, inbox.ProblemInvalid, "unusable id")
	}
	a, err := c.get(ctx, op, "/api/v1/statuses/"+id+"/context", nil)
	if err != nil {
		return conversation{}, err
	}
	var both struct {
		Ancestors   []json.RawMessage `json:"ancestors"`
		Descendants []json.RawMessage `json:"descendants"`
	}
	if err := json.Unmarshal(a.body, &both); err != nil {
		return conversation{}, undecodable(op, err)
	}
	var v conversation
	var broken []status
	v.above, broken = readStatuses(both.Ancestors)
	v.below, v.broken = readStatuses(both.Descendants)
	v.broken = append(v.broken, broken...)
	return v, nil
}

// settle remembers where every text of a conversation stands, the one it was
// asked for included. What answers something that is not shown still belongs to
// this thread.
func (m *memory) settle(v *conversation, asked *status, self string) {
	root := asked
	if len(v.above) > 0 {
		root = &v.above[0]
	}
	p := place{root: root.identity(), ours: self != "" && string(root.Account.ID) == self}
	all := append(append(v.above[:len(v.above):len(v.above)], *asked), v.below...)
	for i := range all {
		p.name = all[i].identity()
		m.keep(string(all[i].ID), p)
	}
}

// inThread sets parent and thread of a text whose conversation was settled.
func (m *memory) inThread(out *inbox.Content, s *status) {
	at, ok := m.recall(string(s.ID))
	if !ok {
		m.locate(out, s)
		return
	}
	if at.root != out.RemoteID {
		out.Thread = at.root
	}
	if parent, ok := m.recall(string(s.InReplyToID)); ok && s.InReplyToID != "" {
		out.Parent = parent.name
	}
	if out.Kind == inbox.KindMention && out.Thread != "" {
		out.Kind = inbox.KindComment
	}
}
