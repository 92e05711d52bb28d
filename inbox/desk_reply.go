package inbox

import (
	"context"
	"slices"
	"strings"
	"time"
)

// Preview is a composition as it will be posted, with everything a person should
// know before they say yes.
type Preview struct {
	Rendered
	Posted    string // exactly as it will stand on the channel, its mention included
	Length    int    // as the channel counts
	Max       int    // 0 where the channel sets no limit
	NeedsPair bool   // another person must release it
	Releasers []string
	Problems  []error       // each forbids sending
	Warnings  []error       // each deserves a look: same wording in this thread …
	Lint      []LintFinding // what is odd about what the person wrote
	ByHand    error         // why a person must post it on the channel's own page; nil: the program does
}

// Sendable reports whether nothing forbids sending.
func (p *Preview) Sendable() bool { return len(p.Problems) == 0 }

// Offer is a template as a person may use it on an item.
type Offer struct {
	TemplateVersion
	Rank  int   // higher fits better: labels, topic
	Grant Grant // what the person may do in its category
	Why   error // why it cannot be used; nil when it can
}

// Offers lists the latest approved version of every family, best fit first; with
// all, those that cannot be used too, each with the reason.
func (s *Session) Offers(ctx context.Context, it *Item, all bool) ([]Offer, error) {
	vs, err := s.Store.Templates(ctx)
	if err != nil {
		return nil, err
	}
	latest := map[string]*TemplateVersion{}
	for i := range vs {
		old := latest[vs[i].Key]
		if old == nil || vs[i].State == TemplateApproved || old.State != TemplateApproved {
			latest[vs[i].Key] = &vs[i]
		}
	}
	now, labels, topic := s.Clock.Now(), it.Labels(), it.Assessment.Topic
	page, err := s.claims(ctx)
	if err != nil {
		return nil, err
	}
	if it.State.Topic != "" {
		topic = it.State.Topic
	}
	var out []Offer
	// What a comment is says more of what to answer than what it is about: a threat
	// over a parking space is no question about parking.
	const rankLabel, rankTopic = 3, 2
	const rankClaim = 100 // what was agreed to say about this claim comes first
	for _, v := range latest {
		o := Offer{TemplateVersion: *v, Grant: s.House.Grant(&s.Person, v.Category), Why: v.Usable(now)}
		if o.Why == nil {
			o.Why = speaksFor(page.order, it.State.Claim, it.State.Claim, v.Key, now)
		}
		if o.Why == nil {
			if ok, _ := o.Grant.Allows(min(v.Latitude, v.fillNeeds())); !ok {
				o.Why = Fail(CodeNoLatitude, "category", string(v.Category), "needs", v.fillNeeds().String())
			}
		}
		if c := page.all[it.State.Claim]; c != nil && c.Binds(v.Key) {
			o.Rank += rankClaim
		}
		for _, l := range v.Labels {
			if labels.Has(l) {
				o.Rank += rankLabel
			}
		}
		if topic != "" && slices.Contains(v.Topics, topic) {
			o.Rank += rankTopic
		}
		if o.Why == nil || all {
			out = append(out, o)
		}
	}
	slices.SortFunc(out, func(a, b Offer) int {
		if (a.Why == nil) != (b.Why == nil) {
			if a.Why == nil {
				return -1
			}
			return 1
		}
		if a.Rank != b.Rank {
			return b.Rank - a.Rank
		}
		return strings.Compare(a.Key, b.Key)
	})
	return out, nil
}

// Preview renders a composition for an item and checks everything that can be
// checked before it is submitted. A composition with an open gap gives an error.
func (s *Session) Preview(ctx context.Context, t Target, c Composition) (Preview, error) {
	it, err := s.Item(ctx, t.ID)
	if err != nil {
		return Preview{}, err
	}
	return s.preview(ctx, &it, t, &c)
}

// preview is Preview on an item that was read. It puts the version of the template
// that was found into the composition.
func (s *Session) preview(ctx context.Context, it *Item, t Target, c *Composition) (Preview, error) {
	p, v, err := s.render(ctx, it, *c)
	if err != nil {
		return p, err
	}
	var wording *Template
	if v != nil {
		c.Template, wording = v.Ref(), &v.Template
	}
	p.Lint = s.Lint(it, wording, *c)
	if t.Version != 0 && t.Version != it.Version {
		p.Problems = append(p.Problems, Fail(CodeItemChanged, "item", t.ID.Short(), "read", itoa(int(t.Version)), "now", itoa(int(it.Version))))
	}
	s.judge(it, &p)
	if err := s.speaks(ctx, it, *c); err != nil {
		p.Problems = append(p.Problems, err)
	}
	if err := s.barred(ctx, it.Content.Channel); err != nil {
		p.Problems = append(p.Problems, err)
	}
	s.compareThread(ctx, it, c, &p)
	return p, nil
}

func (s *Session) render(ctx context.Context, it *Item, c Composition) (Preview, *TemplateVersion, error) {
	var p Preview
	if c.Template.Key == "" {
		p.Text, p.Category, p.Needs = Canonical(c.Free), it.Category(), L4
		if p.Text == "" {
			return p, nil, Fail(CodeEmptyText)
		}
		return p, nil, nil
	}
	v, err := s.templateVersion(ctx, c.Template)
	if err != nil {
		return p, nil, err
	}
	if err := v.Usable(s.Clock.Now()); err != nil {
		p.Problems = append(p.Problems, err)
	}
	p.Rendered, err = Render(v, c, s.Clock.Now(), s.House.Zone)
	return p, v, err
}

func (s *Session) templateVersion(ctx context.Context, ref TemplateRef) (*TemplateVersion, error) {
	vs, err := s.Store.Templates(ctx)
	if err != nil {
		return nil, err
	}
	var found *TemplateVersion
	for i := range vs {
		if vs[i].Key != ref.Key {
			continue
		}
		exact := ref.N != 0 && vs[i].N == ref.N
		best := ref.N == 0 && (found == nil || vs[i].State == TemplateApproved || found.State != TemplateApproved)
		if exact || best {
			found = &vs[i]
		}
	}
	if found == nil {
		return nil, Fail(CodeNoTemplate, "template", Quote(ref.Key))
	}
	return found, nil
}

// judge holds the composition against latitude, channel and state.
func (s *Session) judge(it *Item, p *Preview) {
	problem := func(err error) { p.Problems = append(p.Problems, err) }
	ok, pair := s.House.Grant(&s.Person, p.Category).Allows(p.Needs)
	if !ok {
		problem(Fail(CodeNoLatitude, "category", string(p.Category), "needs", p.Needs.String()))
	}
	p.NeedsPair = pair
	if pair {
		p.Releasers = s.House.ReleasersOf(p.Category)
	}
	if err := s.May(RightDraft); err != nil {
		problem(err)
	}
	if !it.State.Visibility.Answerable() || it.Content.Kind == KindUnparsed {
		problem(Fail(CodeItemGone, "item", it.ID.Short()))
	}
	if !it.State.Work.IsOpen() {
		problem(Fail(CodeNotOpen, "state", it.State.Work.String()))
	}
	if it.State.Reply != "" && it.State.ReplyState.IsActive() {
		problem(Fail(CodeReplyActive, "state", it.State.ReplyState.String()))
	}
	if it.State.Lease.Held(s.Person.ID, s.Clock.Now()) {
		problem(Fail(CodeLeased, "person", it.State.Lease.Person, "until", stamp(it.State.Lease.Until)))
	}
	ch := s.Channels[it.Content.Channel]
	p.Posted = p.Text
	if ch == nil {
		problem(Fail(CodeNoChannel, "channel", it.Content.Channel))
		return
	}
	caps, to := ch.Capabilities(), RefOf(&it.Content)
	if it.State.Visibility == HiddenByUs && !caps.ReplyHidden {
		problem(Fail(CodeItemGone, "item", it.ID.Short()))
	}
	if err := MayReply(ch, it, p.Text); err != nil {
		if HandPage(ch, it, p.Text) == "" {
			problem(err)
		} else {
			p.ByHand = err
		}
	}
	p.Posted = Canonical(ch.Compose(to, p.Text))
	p.Length, p.Max = ch.Length(to, p.Posted), caps.MaxChars
	if p.Max > 0 && p.Length > p.Max {
		problem(Fail(CodeTooLong, "length", itoa(p.Length), "max", itoa(p.Max)))
	}
}

// compareThread warns when the same words already stand in the thread: people
// notice a text block.
func (s *Session) compareThread(ctx context.Context, it *Item, c *Composition, p *Preview) {
	around, err := s.Store.Thread(ctx, it.ID, threadLook)
	if err != nil {
		return // a warning less, nothing more: the reply itself does not depend on it
	}
	for i := range around {
		if around[i].Content.Kind == KindOwnPost && strings.Contains(Canonical(around[i].Content.Text), p.Text) {
			p.Warnings = append(p.Warnings, Fail(CodeSameWording))
			return
		}
		if around[i].State.Reply == "" || around[i].State.ReplyState == ReplyCancelled {
			continue
		}
		r, err := s.Store.Reply(ctx, around[i].State.Reply)
		if err == nil && (Canonical(r.Text) == p.Posted || around[i].State.ReplyState.Counts() && s.sameWording(ctx, &r.Composition, c)) {
			p.Warnings = append(p.Warnings, Fail(CodeSameWording))
			return
		}
	}
}

// sameWording reports whether two compositions are the same wording of a family:
// with another link in it people still notice the text block.
func (s *Session) sameWording(ctx context.Context, a, b *Composition) bool {
	if a.Template.Key == "" || a.Template.Key != b.Template.Key {
		return false
	}
	v, err := s.templateVersion(ctx, b.Template)
	if err != nil {
		return false
	}
	one, err1 := v.Variant(a.Variant)
	two, err2 := v.Variant(b.Variant)
	return err1 == nil && err2 == nil && one.Name == two.Name
}

// Submit sends a composition on its way: to review where the latitude asks for a
// release, else to the outbox with its undo window. The person's draft is kept
// until the reply has left.
func (s *Session) Submit(ctx context.Context, t Target, c Composition) (Reply, error) {
	actor, err := s.actor(RightDraft)
	if err != nil {
		return Reply{}, err
	}
	it, err := s.Item(ctx, t.ID)
	if err != nil {
		return Reply{}, err
	}
	if t.Version == 0 {
		t.Version = it.Version
	}
	p, err := s.preview(ctx, &it, t, &c)
	if err != nil {
		return Reply{}, err
	}
	if !p.Sendable() {
		return Reply{}, p.Problems[0]
	}
	now := s.Clock.Now()
	r := Reply{
		ID: ReplyID(NewULID(now)), Item: it.ID, ItemVersion: it.Version, ItemHash: it.Hash,
		Channel: it.Content.Channel, Composition: c.Clone(), Category: p.Category, Latitude: p.Needs,
		Text: p.Posted, Hash: TextHash(p.Posted), Author: actor, CreatedAt: now,
		NeedsPair: p.NeedsPair, ByHand: p.ByHand != nil, PromisedBy: p.PromisedBy,
	}
	if c, err := s.claimOf(ctx, &it); err != nil {
		return Reply{}, err
	} else if c != nil {
		r.Claim, r.Ruling, r.ClaimStage = c.ID, c.Current(), c.Stage
	}
	_, err = s.commit(ctx, Decision{
		Kind: DidSubmit, Actor: actor, Item: it.ID, Base: t.Version, ReplyID: r.ID, Template: c.Template,
		NewReply: &r, Args: Args{Hash: r.Hash, Until: s.undoUntil(&it)},
	})
	if err != nil {
		return Reply{}, err
	}
	_ = s.Store.DropDraft(ctx, it.ID, s.Person.ID) // the reply holds it now; a left-over draft is only clutter
	return s.Store.Reply(ctx, r.ID)
}

// undoUntil is the end of the window in which a reply can be pulled back.
func (s *Session) undoUntil(it *Item) time.Time {
	d := s.House.Periods.Undo
	if it.Level() >= E2 {
		d = s.House.Periods.UndoHot
	}
	return s.Clock.Now().Add(d)
}

// Approve releases another person's reply, bound to its text and the version of
// the item, and lets it go to the outbox. hash is the text the releaser saw.
func (s *Session) Approve(ctx context.Context, id ReplyID, hash Hash) (Reply, error) {
	r, it, actor, err := s.review(ctx, id)
	if err != nil {
		return r, err
	}
	_, err = s.commit(ctx, Decision{
		Kind: DidApprove, Actor: actor, Item: it.ID, Base: it.Version, ReplyID: id,
		Args: Args{Hash: hash, Until: s.undoUntil(&it), ValidTill: s.Clock.Now().Add(s.House.Periods.Release)},
	})
	if err != nil {
		return r, err
	}
	return s.Store.Reply(ctx, id)
}

// Return sends a reply back to its author with a note.
func (s *Session) Return(ctx context.Context, id ReplyID, note string) error {
	_, it, actor, err := s.review(ctx, id)
	if err != nil {
		return err
	}
	if Canonical(note) == "" {
		return Fail(CodeEmptyText, "what", "note")
	}
	_, err = s.commit(ctx, Decision{Kind: DidReturn, Actor: actor, Item: it.ID, ReplyID: id, Text: Canonical(note)})
	return err
}

// MayRelease reports why the person may not release a reply; nil when they may.
func (s *Session) MayRelease(r *Reply) error {
	if r.Author.Person == s.Person.ID {
		return Fail(CodeOwnRelease)
	}
	if _, ok := s.House.Releaser(&s.Person, r.Category); !ok {
		return Fail(CodeNoRight, "right", "release_"+string(r.Category), "person", s.Person.ID,
			"roles", joinList(s.Person.Roles), "known", joinList(s.House.ReleasersOf(r.Category)))
	}
	return nil
}

func (s *Session) review(ctx context.Context, id ReplyID) (Reply, Item, Actor, error) {
	r, err := s.Store.Reply(ctx, id)
	if err != nil {
		return r, Item{}, Actor{}, err
	}
	it, err := s.Item(ctx, r.Item)
	if err != nil {
		return r, it, Actor{}, err
	}
	if err := s.MayRelease(&r); err != nil {
		return r, it, Actor{}, err
	}
	role, _ := s.House.Releaser(&s.Person, r.Category)
	return r, it, Actor{Person: s.Person.ID, Role: role.ID}, nil
}

// Cancel pulls a reply back before it leaves, and gives the composition back as a
// draft of the one who pulled it.
func (s *Session) Cancel(ctx context.Context, id ReplyID) error {
	r, actor, err := s.own(ctx, id)
	if err != nil {
		return err
	}
	if _, err := s.commit(ctx, Decision{Kind: DidCancel, Actor: actor, Item: r.Item, ReplyID: id}); err != nil {
		return err
	}
	return s.SaveDraft(ctx, Target{ID: r.Item, Version: r.ItemVersion}, r.Composition)
}

// Retry queues again what was certainly not posted, or what the channel was read
// for twice without finding it.
func (s *Session) Retry(ctx context.Context, id ReplyID) error {
	r, actor, err := s.own(ctx, id)
	if err != nil {
		return err
	}
	it, err := s.Item(ctx, r.Item)
	if err != nil {
		return err
	}
	_, err = s.commit(ctx, Decision{Kind: DidRetry, Actor: actor, Item: r.Item, ReplyID: id, Args: Args{Until: s.undoUntil(&it)}})
	return err
}

// SettleByHand closes an unclear reply after a person looked at the channel.
func (s *Session) SettleByHand(ctx context.Context, id ReplyID, stands bool, url string) error {
	r, actor, err := s.own(ctx, id)
	if err != nil {
		return err
	}
	a := r.Attempt()
	if a == nil || r.State != ReplyUnclear {
		return Fail(CodeReplyState, "state", r.State.String())
	}
	settled := Attempt{ID: a.ID, Outcome: OutcomeRefused}
	if stands {
		settled.Outcome = OutcomeDelivered
	}
	_, err = s.commit(ctx, Decision{Kind: DidSettle, Actor: actor, Item: r.Item, ReplyID: id, Args: Args{Attempt: &settled, URL: url}})
	return err
}

func (s *Session) own(ctx context.Context, id ReplyID) (Reply, Actor, error) {
	r, err := s.Store.Reply(ctx, id)
	if err != nil {
		return r, Actor{}, err
	}
	actor, err := s.actor(RightDraft)
	if err != nil {
		return r, actor, err
	}
	return r, actor, s.seesReply(ctx, &r)
}

// SaveDraft keeps unsubmitted work.
func (s *Session) SaveDraft(ctx context.Context, t Target, c Composition) error {
	return s.SaveDraftAt(ctx, t, c, "")
}

// SaveDraftAt keeps with it which gap the person was at.
func (s *Session) SaveDraftAt(ctx context.Context, t Target, c Composition, at string) error {
	if err := s.May(RightDraft); err != nil {
		return err
	}
	return s.Store.SaveDraft(ctx, Draft{
		Item: t.ID, Person: s.Person.ID, ItemVersion: t.Version, Composition: c.Clone(), At: at, SavedAt: s.Clock.Now(),
	})
}
