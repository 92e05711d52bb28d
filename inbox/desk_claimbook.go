package inbox

import (
	"context"
	"slices"
	"sync"
	"time"

	"lotse/inbox/claim"
)

// Suggestion is a known claim that a text resembles. It is a question to a person:
// nothing follows from it before somebody said yes.
type Suggestion struct {
	Claim *Claim // shared: only to be read
	claim.Match
}

// ClaimWindow is how much older than its report a text may be and still be compared
// with a claim.
const ClaimWindow = 14 * 24 * time.Hour

// mostSuggestions is how many claims one text is asked about.
const mostSuggestions = 3

// claimBook keeps the known claims made ready to be matched. It is read anew when
// the store says that something changed.
type claimBook struct {
	mu   sync.Mutex
	mark uint64
	page *claimPage
}

// claimPage is the registry at one moment. It does not change, its memory of texts
// aside.
type claimPage struct {
	all   map[ClaimID]*Claim
	order []*Claim // oldest first
	index *claim.Index
	said  map[ItemID][]ClaimLink
	since time.Time // no text older than this is compared; zero where no claim is open

	mu   sync.Mutex
	seen map[ItemID]seenText
}

type seenText struct {
	text  string
	found []claim.Match
}

// mostSeen bounds how many texts a page remembers its answer for.
const mostSeen = 20_000

func (d *Desk) claims(ctx context.Context) (*claimPage, error) {
	b := &d.book
	b.mu.Lock()
	defer b.mu.Unlock()
	mark, err := d.Store.ClaimsMark(ctx)
	if err != nil {
		return nil, err
	}
	if b.page != nil && b.mark == mark {
		return b.page, nil
	}
	all, err := d.Store.Claims(ctx)
	if err != nil {
		return nil, err
	}
	links, err := d.Store.ClaimLinks(ctx, "")
	if err != nil {
		return nil, err
	}
	p := &claimPage{all: map[ClaimID]*Claim{}, said: map[ItemID][]ClaimLink{}, seen: map[ItemID]seenText{}}
	var docs []claim.Doc
	for i := range all {
		c := &all[i]
		p.all[c.ID] = c
		p.order = append(p.order, c)
		if !c.IsOpen() {
			continue
		}
		docs = append(docs, claim.Doc{Key: string(c.ID), Texts: c.Texts()})
		if from := c.ReportedAt.Add(-ClaimWindow); p.since.IsZero() || from.Before(p.since) {
			p.since = from
		}
	}
	for _, l := range links {
		p.said[l.Item] = append(p.said[l.Item], l)
	}
	if b.page != nil && sameDocs(b.page, p) { // only what people said changed, or a verdict
		p.index, p.seen = b.page.index, b.page.takeSeen()
	} else {
		p.index = claim.New(docs)
	}
	b.mark, b.page = mark, p
	return p, nil
}

// sameDocs reports whether two pages are matched against the same wordings.
func sameDocs(a, b *claimPage) bool {
	if len(a.order) != len(b.order) {
		return false
	}
	for i, x := range a.order {
		y := b.order[i]
		if x.ID != y.ID || x.IsOpen() != y.IsOpen() || x.Sentence != y.Sentence || len(x.Variants) != len(y.Variants) {
			return false
		}
		for j := range x.Variants {
			if x.Variants[j] != y.Variants[j] {
				return false
			}
		}
	}
	return true
}

func (p *claimPage) takeSeen() map[ItemID]seenText {
	p.mu.Lock()
	defer p.mu.Unlock()
	seen := p.seen
	p.seen = map[ItemID]seenText{} // the old page may still answer somebody
	return seen
}

// find gives the open claims that a text resembles, those aside that a person has
// spoken on.
func (p *claimPage) find(id ItemID, text string) []Suggestion {
	if p.since.IsZero() || id.Time().Before(p.since) {
		return nil
	}
	p.mu.Lock()
	s, ok := p.seen[id]
	p.mu.Unlock()
	if !ok || s.text != text {
		s = seenText{text: text, found: p.index.Find(text, mostSuggestions)}
		p.mu.Lock()
		if len(p.seen) >= mostSeen {
			clear(p.seen)
		}
		p.seen[id] = s
		p.mu.Unlock()
	}
	var out []Suggestion
	for _, m := range s.found {
		c := p.all[ClaimID(m.Key)]
		if c == nil || id.Time().Before(c.ReportedAt.Add(-ClaimWindow)) {
			continue
		}
		asked := true
		for _, l := range p.said[id] {
			asked = asked && !l.Confirmed && l.Claim != c.ID
		}
		if asked {
			out = append(out, Suggestion{Claim: c, Match: m})
		}
	}
	return out
}

// Suggest gives the known claims that an item's text resembles and that nobody has
// spoken on yet, most alike first.
func (s *Session) Suggest(ctx context.Context, it *Item) ([]Suggestion, error) {
	p, err := s.claims(ctx)
	if err != nil || it.Content.Kind == KindOwnPost {
		return nil, err
	}
	return p.find(it.ID, it.Content.Text), nil
}

// ClaimNote says of one item what a list shows: the claim it was matched with, or
// the one it resembles.
type ClaimNote struct {
	Claim     *Claim
	Confirmed bool
	Strong    bool
}

// ClaimNotes gives the notes of the items that have one.
func (s *Session) ClaimNotes(ctx context.Context, items []Item) (map[ItemID]ClaimNote, error) {
	p, err := s.claims(ctx)
	if err != nil {
		return nil, err
	}
	out := map[ItemID]ClaimNote{}
	for i := range items {
		it := &items[i]
		if c := p.all[it.State.Claim]; c != nil {
			out[it.ID] = ClaimNote{Claim: c, Confirmed: true}
		} else if found := p.find(it.ID, it.Content.Text); len(found) > 0 {
			out[it.ID] = ClaimNote{Claim: found[0].Claim, Strong: found[0].Strong}
		}
	}
	return out, nil
}

// Narrow is Scope, and gives a filter about claims the means to answer.
func (s *Session) Narrow(ctx context.Context, f Filter) (Filter, error) {
	f, err := s.Scope(f)
	if err != nil || !f.Suggested && f.Claims == nil {
		return f, err
	}
	p, err := s.claims(ctx)
	if err != nil {
		return f, err
	}
	wanted := map[ItemID]bool{}
	if f.Claims != nil {
		f.Must |= FlagClaimed
		for id, links := range p.said {
			for _, l := range links {
				wanted[id] = wanted[id] || l.Confirmed && l.Claim.namedBy(f.Claims)
			}
		}
	}
	if f.Suggested {
		f.From = latest(f.From, p.since)
		if p.since.IsZero() {
			f.From, f.To = time.Unix(0, 0), time.Unix(0, 0) // nothing is known, so nothing resembles it
		}
	}
	suggested, claims := f.Suggested, f.Claims != nil
	f.Look = func(id ItemID, text string) bool {
		return (!claims || wanted[id]) && (!suggested || len(p.find(id, text)) > 0)
	}
	return f, nil
}

func (id ClaimID) namedBy(names []string) bool {
	for _, n := range names {
		if len(n) >= 4 && hasSuffixFold(string(id), n) {
			return true
		}
	}
	return false
}

// ClaimsOn gives the claim an item was matched with, or those it resembles.
func (s *Session) ClaimsOn(ctx context.Context, it *Item) (*Claim, []Suggestion, error) {
	c, err := s.claimOf(ctx, it)
	if err != nil || c != nil {
		return c, nil, err
	}
	alike, err := s.Suggest(ctx, it)
	return nil, alike, err
}

// VerdictEnds gives when the verdicts in force end, those that have ended already
// too.
func (s *Session) VerdictEnds(ctx context.Context) ([]time.Time, error) {
	p, err := s.claims(ctx)
	if err != nil {
		return nil, err
	}
	var out []time.Time
	for _, c := range p.order {
		if r := c.Ruling(); r != nil && c.State == ClaimRuled {
			out = append(out, r.Until)
		}
	}
	return out, nil
}

// ClaimNames gives the open claims as a query names them, the youngest first.
func (s *Session) ClaimNames(ctx context.Context) ([]Named, error) {
	p, err := s.claims(ctx)
	if err != nil {
		return nil, err
	}
	var out []Named
	for _, c := range slices.Backward(p.order) {
		if c.IsOpen() {
			out = append(out, Named{ID: c.ID.Short(), Name: c.Sentence})
		}
	}
	return out, nil
}
