package graph

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"time"

	"lotse/adapters/transport"
	"lotse/inbox"
)

// How far back a list of posts goes, and how often.
const (
	DeepEvery = 30 * time.Minute
	DeepBack  = 14 * 24 * time.Hour
	AllEvery  = 24 * time.Hour
	// Once a week it goes back for years: somebody may find an old post.
	OldEvery = 7 * 24 * time.Hour
	OldBack  = 3 * 365 * 24 * time.Hour

	listMostPages = 80
)

const (
	cursorVersion = 1
	marksMost     = 600
	// MaxSkew is how far a server's clock may be off before that is told.
	MaxSkew = 2 * time.Minute
)

// Cursor is how far an account was read: a list of its posts tells under which of
// them comments are worth reading. M is what is known of a post, R a reading of
// its comments under way.
type Cursor[M, R any] struct {
	V     int          `json:"v"`
	Since time.Time    `json:"since"` // comments before are not ours to read: the first poll's look back
	Marks map[string]M `json:"marks,omitempty"`
	Deep  time.Time    `json:"deep,omitzero"`  // when posts of two weeks were last listed
	All   time.Time    `json:"all,omitzero"`   // when all of them were that are looked at daily
	Old   time.Time    `json:"old,omitzero"`   // when those of years were
	Quiet time.Time    `json:"quiet,omitzero"` // when they were the time before: what did not change since is known

	List  *Listing `json:"list,omitempty"`
	Queue []string `json:"queue,omitempty"` // posts whose comments are to be read
	Read  *R       `json:"read,omitempty"`
}

// Listing is a list of posts under way.
type Listing struct {
	Edge  string    `json:"edge,omitempty"`
	After string    `json:"after,omitempty"`
	Until time.Time `json:"until"` // no further back
	Pages int       `json:"pages,omitempty"`
}

// ParseCursor reads a stored cursor. known is false when there was one and it is
// not ours: then all starts afresh.
func ParseCursor[M, R any](raw []byte, start time.Time) (c Cursor[M, R], known bool) {
	fresh := Cursor[M, R]{V: cursorVersion, Since: start, Marks: map[string]M{}}
	if len(raw) == 0 {
		return fresh, true
	}
	if json.Unmarshal(raw, &c) != nil || c.V != cursorVersion || c.Since.IsZero() {
		return fresh, false
	}
	if c.Marks == nil {
		c.Marks = map[string]M{}
	}
	return c, true
}

// Bytes is how a store keeps it.
func (c *Cursor[M, R]) Bytes() []byte {
	b, err := json.Marshal(c)
	if err != nil {
		panic(err) // strings, numbers and times only
	}
	return b
}

// Forget drops the marks of posts older than back, and the oldest beyond what is
// kept. The day more is for the list that still shows one of them.
func (c *Cursor[M, R]) Forget(at func(M) int64, now time.Time, back time.Duration) {
	old := now.Add(-back - 24*time.Hour).Unix()
	maps.DeleteFunc(c.Marks, func(_ string, m M) bool { return at(m) < old })
	if len(c.Marks) <= marksMost {
		return
	}
	ids := slices.SortedFunc(maps.Keys(c.Marks), func(a, b string) int { return cmp.Compare(at(c.Marks[b]), at(c.Marks[a])) })
	for _, id := range ids[marksMost:] {
		delete(c.Marks, id)
	}
}

// Enqueue puts a post among those whose comments are to be read.
func (c *Cursor[M, R]) Enqueue(id string) {
	if !slices.Contains(c.Queue, id) {
		c.Queue = append(c.Queue, id)
	}
}

// Next takes the next post out of the queue.
func (c *Cursor[M, R]) Next() (id string) {
	id, c.Queue = c.Queue[0], slices.Clone(c.Queue[1:])
	if len(c.Queue) == 0 {
		c.Queue = nil
	}
	return id
}

func (c *Cursor[M, R]) busy() bool { return c.List != nil || c.Read != nil || len(c.Queue) > 0 }

// Round is one call of Poll under way.
type Round[M, R any] struct {
	Now   time.Time
	Cur   Cursor[M, R]
	Batch inbox.Batch
	notes map[string]*inbox.Warning
}

// Begin goes on from a stored cursor. Where nothing is under way, list is called
// to begin a list; until is how far back that should go: always the newest posts,
// now and then those of two weeks, once a day all back to a limit and once a week
// those of years.
func Begin[M, R any](raw []byte, now time.Time, backTo, back time.Duration, list func(r *Round[M, R], until time.Time)) *Round[M, R] {
	r := &Round[M, R]{Now: now.UTC(), notes: map[string]*inbox.Warning{}}
	var known bool
	if r.Cur, known = ParseCursor[M, R](raw, r.Now.Add(-backTo).Truncate(time.Second)); !known {
		r.Warn("cursor_unknown", "")
	}
	if r.Cur.busy() {
		return r
	}
	until := r.Now // the first page only
	switch c := &r.Cur; {
	case r.Now.Sub(c.Old) >= OldEvery || r.Now.Before(c.Old):
		if c.Quiet = c.Old; c.Quiet.IsZero() || r.Now.Before(c.Quiet) {
			c.Quiet = c.Since // the first time
		}
		until, c.Old, c.All, c.Deep = r.Now.Add(-OldBack), r.Now, r.Now, r.Now
	case r.Now.Sub(c.All) >= AllEvery || r.Now.Before(c.All):
		until, c.All, c.Deep = r.Now.Add(-back), r.Now, r.Now
	case r.Now.Sub(c.Deep) >= DeepEvery || r.Now.Before(c.Deep):
		until, c.Deep = r.Now.Add(-DeepBack), r.Now
	}
	list(r, until)
	return r
}

// Warn counts a doubt; the first detail stands for all.
func (r *Round[M, R]) Warn(code, detail string) {
	if w := r.notes[code]; w != nil {
		w.Count++
		return
	}
	r.notes[code] = &inbox.Warning{Code: code, Detail: detail, Count: 1}
}

// ListOn reads the next page of the list under way and gives each entry to take,
// which tells when the post was published and whether it could be read. ended
// tells that the list goes back far enough.
func (r *Round[M, R]) ListOn(ctx context.Context, g *Client, path, fields string, limit int, take func(raw json.RawMessage) (at time.Time, ok bool)) (ended bool, err error) {
	l := r.Cur.List
	p, err := g.List(ctx, "poll", path, url.Values{"fields": {fields}, "limit": {strconv.Itoa(limit)}}, l.After)
	if err != nil {
		return false, err
	}
	older := false
	for _, raw := range p.Items {
		at, ok := take(raw)
		if !ok {
			r.Warn("unparsed", "")
			continue
		}
		older = older || at.Before(l.Until)
	}
	l.Pages++
	switch {
	case p.More && p.After == l.After:
		r.Warn("repeated_page", "")
	case p.More && !older && l.Pages < listMostPages:
		l.After = p.After
		return false, nil
	}
	return true, nil
}

// End closes the round with what the client saw meanwhile.
func (r *Round[M, R]) End(s transport.Stats) inbox.Batch {
	if s.SkewKnown && s.Skew.Abs() > MaxSkew {
		r.Warn("clock_skew", s.Skew.String())
	}
	r.Batch.More = r.Cur.busy()
	r.Batch.Cursor = r.Cur.Bytes()
	for _, code := range slices.Sorted(maps.Keys(r.notes)) {
		r.Batch.Warnings = append(r.Batch.Warnings, *r.notes[code])
	}
	return r.Batch
}

// Again is after which time the comments under an unchanged post are read once
// more, for edits and for what went while something else came: by the age of the
// post. every is the time between polls, rarely that for the old ones.
func Again(age, every, rarely time.Duration) time.Duration {
	switch {
	case age < 2*24*time.Hour:
		return every - time.Minute
	case age < DeepBack:
		return DeepEvery
	}
	return rarely
}

// Settled reports an error that asking once more does not change.
func Settled(err error) bool {
	switch inbox.ProblemOf(err) { //nolint:exhaustive // the others may pass
	case inbox.ProblemGone, inbox.ProblemPermission, inbox.ProblemInvalid, inbox.ProblemUnsupported:
		return true
	}
	return false
}

// AsPoll is what an error means when the account itself was asked for: it is not
// gone, we may not read it.
func AsPoll(err error, why string) error {
	if inbox.ProblemOf(err) == inbox.ProblemGone {
		return Refused("poll", inbox.ProblemPermission, why)
	}
	return err
}
