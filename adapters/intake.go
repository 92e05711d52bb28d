package adapters

import (
	"context"
	"slices"
	"sync"
	"time"

	"lotse/inbox"
)

// Store is what reading channels needs of a store.
type Store interface {
	Ingest(ctx context.Context, channel string, b inbox.Batch, now time.Time) (inbox.IngestResult, error)
	ChannelState(ctx context.Context, channel string) (inbox.ChannelState, error)
	SaveChannelState(ctx context.Context, s inbox.ChannelState) error
	Page(ctx context.Context, f inbox.Filter, after inbox.Token, n int) (inbox.Page, error)
	Item(ctx context.Context, id inbox.ItemID) (inbox.Item, error)
	RepliesOf(ctx context.Context, id inbox.ItemID) ([]inbox.Reply, error)
	Commit(ctx context.Context, ds []inbox.Decision, now time.Time) ([]inbox.Event, error)
}

// intake is the one way of a channel's texts into the store. Poller and sender
// share it, so that what the sender saw on its second look never sets the
// poller's cursor back.
type intake struct {
	channel  string
	store    Store
	assessor inbox.Assessor
	spotter  inbox.Spotter
	clock    Clock

	mu     sync.Mutex
	loaded bool
	cursor []byte
	own    ownTexts
	index  idIndex
}

// position gives the cursor to go on from.
func (in *intake) position(ctx context.Context) ([]byte, error) {
	in.mu.Lock()
	defer in.mu.Unlock()
	return in.load(ctx)
}

func (in *intake) load(ctx context.Context) ([]byte, error) {
	if !in.loaded {
		s, err := in.store.ChannelState(ctx, in.channel)
		if err != nil {
			return nil, err
		}
		in.cursor, in.loaded = s.Cursor, true
	}
	return slices.Clone(in.cursor), nil
}

// page takes a page of the poll with its cursor.
func (in *intake) page(ctx context.Context, b inbox.Batch) (inbox.IngestResult, error) {
	in.mu.Lock()
	defer in.mu.Unlock()
	in.assess(b.Observations)
	res, err := in.store.Ingest(ctx, in.channel, b, in.clock.Now())
	if err == nil {
		in.cursor, in.loaded = slices.Clone(b.Cursor), true
	}
	return in.took(ctx, b.Observations, res, err)
}

// seen takes what was read beside the poll; the cursor stays.
func (in *intake) seen(ctx context.Context, obs []inbox.Observation) (inbox.IngestResult, error) {
	if len(obs) == 0 {
		return inbox.IngestResult{}, nil
	}
	in.mu.Lock()
	defer in.mu.Unlock()
	cursor, err := in.load(ctx)
	if err != nil {
		return inbox.IngestResult{}, err
	}
	in.assess(obs)
	res, err := in.store.Ingest(ctx, in.channel, inbox.Batch{Observations: obs, Cursor: cursor}, in.clock.Now())
	return in.took(ctx, obs, res, err)
}

// gap records a stretch that cannot be read.
func (in *intake) gap(ctx context.Context, g inbox.Gap) error {
	in.mu.Lock()
	defer in.mu.Unlock()
	cursor, err := in.load(ctx)
	if err != nil {
		return err
	}
	_, err = in.store.Ingest(ctx, in.channel, inbox.Batch{Cursor: cursor, Gap: &g}, in.clock.Now())
	return err
}

// assess lets the machine have its say on every citizen's text before the store
// sees it. Own posts and objects nobody could read are not judged.
func (in *intake) assess(obs []inbox.Observation) {
	for i := range obs {
		if obs[i].Kind == inbox.KindOwnPost {
			in.own.keep(obs[i].RemoteID, obs[i].Text)
		}
	}
	for i := range obs {
		o := &obs[i]
		if in.assessor == nil || o.Gone != inbox.Public && !o.HiddenText() || o.Kind == inbox.KindOwnPost || o.Kind == inbox.KindUnparsed {
			continue
		}
		context := inbox.AssessContext{Language: o.Language, OwnPost: in.own.of(o.Parent, o.Thread)}
		o.Assessment = in.judge(o.Text, context)
	}
}

// judge survives an assessor that panics on a text: an unjudged comment in the
// list is better than one that never arrives.
func (in *intake) judge(text string, c inbox.AssessContext) (a inbox.Assessment) {
	defer func() {
		if recover() != nil {
			a = inbox.Assessment{}
		}
	}()
	return in.assessor.Assess(text, c)
}

// ownTexts remembers our latest posts: what a comment means depends on what it
// answers.
type ownTexts struct {
	texts map[string]string
	order []string
}

// ownKept is how many posts are remembered; a town posts a few a day.
const ownKept = 256

func (w *ownTexts) keep(id, text string) {
	if w.texts == nil {
		w.texts = make(map[string]string)
	}
	if _, known := w.texts[id]; !known {
		w.order = append(w.order, id)
		if len(w.order) > ownKept {
			delete(w.texts, w.order[0])
			w.order = w.order[1:]
		}
	}
	w.texts[id] = text
}

func (w *ownTexts) of(ids ...string) string {
	for _, id := range ids {
		if t := w.texts[id]; t != "" {
			return t
		}
	}
	return ""
}
