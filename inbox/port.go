package inbox

import (
	"context"
	"time"
)

// Clock tells the time. It is passed in everywhere, so that tests need no sleep.
type Clock interface{ Now() time.Time }

// ClockFunc makes a Clock of a function.
type ClockFunc func() time.Time

// Now calls the function.
func (f ClockFunc) Now() time.Time { return f() }

// Notifier is told of what must not wait: it names things, never texts.
type Notifier interface {
	Notify(ctx context.Context, code Code, args map[string]string) error
}

// Token is a place in a list, on an item. It is opaque; "" is the end that a read
// begins at.
type Token string

// Page is a window of a list, newest first, in whichever direction it was read.
// Next leads Reader.Page on below it, Prev leads Reader.PageBack on above it. The
// one in the direction of reading is "" when the list ended there; the other is
// "" when the page has no items.
type Page struct {
	Items []Item
	Next  Token
	Prev  Token
	Done  bool // the list ended in the direction of reading
	// Looked is how many entries were looked at: a page may come back short with a
	// Next when a rare filter looked at its limit, so that no reader blocks others.
	Looked int
}

// Count is how many items match. Exact is false when counting stopped at a limit.
type Count struct {
	N     int
	Exact bool
}

// Reader is the reading side of a store. Nothing it returns aliases the store's
// memory, no call holds a transaction beyond one short slice, and every list is a
// window.
type Reader interface {
	// Page gives up to n items that match, newest first, below a token.
	Page(ctx context.Context, f Filter, after Token, n int) (Page, error)
	// PageBack gives the n items that match and stand nearest above a token; ""
	// gives the oldest of the list.
	PageBack(ctx context.Context, f Filter, before Token, n int) (Page, error)
	// Newer counts the items of a filter that came in after an id, up to limit.
	Newer(ctx context.Context, f Filter, than ItemID, limit int) (Count, error)
	// Item gives one item; CodeNoItem when there is none. Own posts are given too.
	Item(ctx context.Context, id ItemID) (Item, error)
	// Resolve finds the ids that end in s (at least four characters of the ULID, in
	// either case), at most limit of them.
	Resolve(ctx context.Context, s string, limit int) ([]ItemID, error)
	// ByAddress finds the items, own posts among them, whose address is exactly this,
	// newest first, at most limit of them. It may look at every text.
	ByAddress(ctx context.Context, address string, limit int) ([]ItemID, error)
	// Versions gives all versions of a text, oldest first.
	Versions(ctx context.Context, id ItemID) ([]Version, error)
	// Thread gives what is known of an item's conversation, oldest first, own posts
	// included, at most limit texts around the item.
	Thread(ctx context.Context, id ItemID, limit int) ([]Item, error)
	// ByAuthor gives earlier items of the same author on the same channel, newest
	// first.
	ByAuthor(ctx context.Context, channel, authorID string, limit int) ([]Item, error)
	// Counts counts filters in one snapshot. Filters over work state, level, role,
	// channel and the snoozed flag are exact; others count up to limit.
	Counts(ctx context.Context, fs []Filter, limit int) ([]Count, error)
	// Search streams matches, newest first, in slices, until yield returns false,
	// the context ends or everything was looked at.
	Search(ctx context.Context, f Filter, yield func([]Item) bool) error
	// Survey streams the tallies of a stretch, newest first, in slices, until yield
	// returns false, the context ends or everything was looked at.
	Survey(ctx context.Context, s Stretch, yield func([]Tally) bool) error
	// Events gives the log in commit order after an id (zero starts).
	Events(ctx context.Context, after EventID, n int) ([]Event, error)
	// EventsBack gives the log backwards from before an id (zero starts at the end).
	EventsBack(ctx context.Context, before EventID, n int) ([]Event, error)
	// Event gives one entry; CodeNoEvent when there is none.
	Event(ctx context.Context, id EventID) (Event, error)
	// History gives an item's events, newest first.
	History(ctx context.Context, id ItemID, n int) ([]Event, error)
	// Reply gives one reply; CodeNoReply when there is none.
	Reply(ctx context.Context, id ReplyID) (Reply, error)
	// Replies gives the replies in the given states, oldest first; none without a
	// state.
	Replies(ctx context.Context, states ...ReplyState) ([]Reply, error)
	// RepliesOf gives the replies of an item, oldest first.
	RepliesOf(ctx context.Context, id ItemID) ([]Reply, error)
	// Order gives one order; CodeNoOrder when there is none.
	Order(ctx context.Context, id OrderID) (Order, error)
	// Orders gives the orders in the given states, oldest first; none without a
	// state.
	Orders(ctx context.Context, states ...OrderState) ([]Order, error)
	// OrdersOf gives the orders on an item, oldest first.
	OrdersOf(ctx context.Context, id ItemID) ([]Order, error)
	// Claim gives one claim; CodeNoClaim when there is none.
	Claim(ctx context.Context, id ClaimID) (Claim, error)
	// Claims gives every claim, closed ones too, the oldest first.
	Claims(ctx context.Context) ([]Claim, error)
	// ClaimsMark gives a number that is another one after every change of a claim or
	// of what a person said about an item and a claim.
	ClaimsMark(ctx context.Context) (uint64, error)
	// ClaimLinks gives what persons said about items and a claim, about every claim
	// for "".
	ClaimLinks(ctx context.Context, id ClaimID) ([]ClaimLink, error)
	// RepliesUnder gives the replies to items matched with a claim, oldest first.
	RepliesUnder(ctx context.Context, id ClaimID) ([]Reply, error)
	// Waves gives the waves, the latest first; only those that run where open is set.
	Waves(ctx context.Context, open bool) ([]Wave, error)
	// WaveItems gives the items of a wave, newest first, at most n of them; none when
	// there is no such wave.
	WaveItems(ctx context.Context, id WaveID, n int) ([]ItemID, error)
	// Pulse counts what the channels got by the hours from one time to another. Own
	// posts are not among it.
	Pulse(ctx context.Context, from, to time.Time) ([]Pulse, error)
	// Templates gives every version of every family, by key and number.
	Templates(ctx context.Context) ([]TemplateVersion, error)
	// Handovers gives the latest protocols, newest first.
	Handovers(ctx context.Context, n int) ([]Handover, error)
	// ChannelState gives what is known of a channel; a zero state when nothing is.
	ChannelState(ctx context.Context, channel string) (ChannelState, error)
	// Judged streams the items on which a person's decision says something about
	// the labels (State.Look, Set or Cleared), newest first, in slices, until yield
	// returns false, the context ends or everything was looked at.
	Judged(ctx context.Context, yield func([]Item) bool) error
	// Kept gives what was kept under a name, nil when nothing is.
	Kept(ctx context.Context, name string) ([]byte, error)
	// WakeDue gives items whose resubmission date has come, at most n.
	WakeDue(ctx context.Context, now time.Time, n int) ([]ItemID, error)
}

// Page sizes a caller may rely on.
const (
	// MaxLook is how many entries one Page or Counts call looks at before it comes
	// back short.
	MaxLook = 50_000
)

// Writer is the only way anything changes.
type Writer interface {
	// Ingest takes a page of observations and its cursor in one transaction:
	// upserts by channel and remote id, a new version when the hash changed, with
	// what that does to decisions. An empty cursor leaves the stored one. The same page twice changes nothing and commits
	// nothing.
	Ingest(ctx context.Context, channel string, b Batch, now time.Time) (IngestResult, error)
	// Commit folds decisions with Decide and writes them, their log entries and
	// every projection in one synced transaction: all or none. The events come
	// back in the order of the decisions.
	Commit(ctx context.Context, ds []Decision, now time.Time) ([]Event, error)
	// SaveDraft keeps unsubmitted work, synced. One draft per item and person; the
	// item is not checked.
	SaveDraft(ctx context.Context, d Draft) error
	// DropDraft forgets it.
	DropDraft(ctx context.Context, item ItemID, person string) error
	// SaveWave keeps what the machine found of a wave and the items that are new in
	// it. One that a person closed stays as it is.
	SaveWave(ctx context.Context, w Wave, fresh []ItemID) error
	// SaveChannelState keeps a channel's health (not its cursor, not its gaps).
	SaveChannelState(ctx context.Context, s ChannelState) error
	// Reassess puts new assessments in the place of those that items have, and keeps
	// k, in one transaction. Decisions stay as they are; an item whose text is no
	// longer the one that was assessed, and one that is not there, is passed over. It
	// gives how many assessments were replaced.
	Reassess(ctx context.Context, as []Reassessment, k Kept) (int, error)
	// Keep keeps bytes under a name, in place of what was there; none forgets them.
	Keep(ctx context.Context, k Kept) error
}

// IngestResult says what a page brought.
type IngestResult struct {
	New, Changed, Known, Gone int
	Own                       int      // own posts stored as context
	IDs                       []ItemID // of New and Changed items
}

// Drafts reads unsubmitted work.
type Drafts interface {
	// Draft gives a person's draft on an item, nil when there is none.
	Draft(ctx context.Context, item ItemID, person string) (*Draft, error)
	// Drafts gives a person's drafts, newest first.
	Drafts(ctx context.Context, person string) ([]Draft, error)
}

// Watcher tells that something changed. It is a hint to read again, never data;
// many changes may come as one.
type Watcher interface {
	Watch(ctx context.Context) <-chan struct{}
}

// Store is everything the desk needs of a store.
type Store interface {
	Reader
	Writer
	Drafts
	Watcher
	Close() error
}
