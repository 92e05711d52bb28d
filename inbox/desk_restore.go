package inbox

import (
	"context"
	"encoding/json"
)

// Restoring says how far a new assessment of the whole store is. It is kept after each
// piece, so that it goes on where it was stopped.
type Restoring struct {
	RuleSet  string `json:"rule_set"` // what it is assessed by
	Below    Token  `json:"below,omitempty"`
	Done     int    `json:"done"`    // items that were looked at
	Changed  int    `json:"changed"` // assessments that were replaced
	Total    int    `json:"total"`   // items there were when it began
	Finished bool   `json:"finished,omitempty"`
	Resumed  bool   `json:"-"`
}

// restoreSize is how many items one transaction assesses anew: a person's decision
// waits for no more than that.
const restoreSize = 200

// RuleSet names what the desk assesses by, the town's own rules included. What it
// learned from labels is no part of it: that grows with each and makes nothing outdated.
func (d *Desk) RuleSet() string {
	return d.Assessor.Assess("", AssessContext{}).RuleSet
}

// Restored gives the new assessment that was begun last, the zero value for none.
func (d *Desk) Restored(ctx context.Context) (r Restoring, err error) {
	raw, err := d.Store.Kept(ctx, KeptRestore)
	if err != nil || raw == nil {
		return r, err
	}
	if json.Unmarshal(raw, &r) != nil { // damaged: it begins anew, which costs time and nothing else
		return Restoring{}, nil
	}
	return r, nil
}

// Outdated looks at the newest and the oldest items and gives how many of them were
// assessed by something else than the desk assesses by now.
func (d *Desk) Outdated(ctx context.Context) (old, looked int, err error) {
	now := d.RuleSet()
	for _, read := range []func(context.Context, Filter, Token, int) (Page, error){d.Store.Page, d.Store.PageBack} {
		p, err := read(ctx, Filter{}, "", restoreSize)
		if err != nil {
			return 0, 0, err
		}
		for i := range p.Items {
			if !assessable(&p.Items[i]) {
				continue
			}
			if looked++; p.Items[i].Assessment.RuleSet != now {
				old++
			}
		}
	}
	return old, looked, nil
}

func assessable(it *Item) bool {
	return it.Content.Kind != KindOwnPost && it.Content.Kind != KindUnparsed
}

// Restore assesses every item of the store anew, the newest first, in short
// transactions. One that was stopped goes on where it was; the log names it once. What
// people set or took away stays and wins.
func (s *Session) Restore(ctx context.Context, progress func(Restoring)) (Restoring, error) {
	actor, err := s.actor(RightImport)
	if err != nil {
		return Restoring{}, err
	}
	r, err := s.Restored(ctx)
	if err != nil {
		return r, err
	}
	if r.RuleSet == s.RuleSet() && !r.Finished {
		r.Resumed = true
		return s.GoOn(ctx, r, progress)
	}
	cs, err := s.Store.Counts(ctx, []Filter{{}}, 0)
	if err != nil {
		return r, err
	}
	r = Restoring{RuleSet: s.RuleSet(), Total: cs[0].N}
	_, err = s.commit(ctx, Decision{
		Kind: DidReassess, Actor: actor, Args: Args{Reason: r.RuleSet, Count: r.Total}, Keeps: []Kept{r.kept()},
	})
	if err != nil {
		return r, err
	}
	return s.GoOn(ctx, r, progress)
}

func (r *Restoring) kept() Kept {
	b, err := json.Marshal(r)
	if err != nil {
		panic("inbox: a Restoring does not marshal: " + err.Error()) // a broken program
	}
	return Kept{Name: KeptRestore, Bytes: b}
}

// GoOn goes on with a new assessment that was begun.
func (d *Desk) GoOn(ctx context.Context, r Restoring, progress func(Restoring)) (Restoring, error) {
	posts := postReader{store: d.Store, known: map[string][]ownPost{}}
	for {
		p, err := d.Store.Page(ctx, Filter{}, r.Below, restoreSize)
		if err != nil {
			return r, err
		}
		as := make([]Reassessment, 0, len(p.Items))
		for i := range p.Items {
			it := &p.Items[i]
			if !assessable(it) {
				continue
			}
			post, err := posts.of(ctx, it)
			if err != nil {
				return r, err
			}
			a := d.Assessor.Assess(it.Content.Text, AssessContext{Language: it.Content.Language, OwnPost: post})
			as = append(as, Reassessment{ID: it.ID, Hash: it.Hash, Assessment: a})
		}
		next := r
		next.Below, next.Done, next.Finished = p.Next, r.Done+len(p.Items), p.Done
		n, err := d.Store.Reassess(ctx, as, next.kept())
		if err != nil {
			return r, err
		}
		// The number is told here and kept with the next piece: it is for the eye.
		r = next
		if r.Changed += n; progress != nil {
			progress(r)
		}
		if r.Finished {
			return r, nil
		}
	}
}

// ownPost is one of our posts in a conversation.
type ownPost struct{ remote, text string }

// postReader finds the post that an item answers.
type postReader struct {
	store Store
	known map[string][]ownPost // by channel and thread
}

// postThreads is how many conversations are remembered.
const postThreads = 2000

func (p *postReader) of(ctx context.Context, it *Item) (string, error) {
	c := &it.Content
	if c.Thread == "" && c.Parent == "" {
		return "", nil
	}
	key := c.Channel + "\x00" + c.ThreadKey()
	posts, known := p.known[key]
	if !known {
		around, err := p.store.Thread(ctx, it.ID, threadLook)
		if err != nil {
			return "", err
		}
		for i := range around {
			if o := &around[i].Content; o.Kind == KindOwnPost {
				posts = append(posts, ownPost{o.RemoteID, o.Text})
			}
		}
		if len(p.known) >= postThreads {
			clear(p.known)
		}
		p.known[key] = posts
	}
	for _, remote := range []string{c.Parent, c.Thread} {
		for _, o := range posts {
			if o.remote == remote && remote != "" {
				return o.text, nil
			}
		}
	}
	return "", nil
}
