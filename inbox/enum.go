package inbox

// parseEnum finds s in names; the index is the persisted value.
func parseEnum[T ~uint8](kind string, names []string, s string) (T, error) {
	for i, n := range names {
		if n == s {
			return T(i), nil
		}
	}
	return 0, unknownName(kind, Quote(s), names)
}

func enumName[T ~uint8](names []string, v T) string {
	if int(v) < len(names) {
		return names[v]
	}
	return "unknown"
}

// WorkState is how far work on an item has come (Bearbeitungsstand), the first of
// the three dimensions of an item; visibility and retention are the others and
// are never folded into it.
type WorkState uint8

// The work states; persisted, do not reorder.
const (
	WorkNew             WorkState = iota // nobody has looked
	WorkTriaged                          // seen and labelled
	WorkAssigned                         // a role or person is responsible
	WorkInProgress                       // somebody took it
	WorkWaitingInternal                  // a question to an office is open
	WorkWaitingExternal                  // we asked in public and wait for the citizen
	WorkInReview                         // a reply waits for release
	WorkReturned                         // a reply came back from review
	WorkReleased                         // a reply is released and not yet queued
	WorkOutbox                           // a reply is on its way, unclear ones included
	WorkAnswered                         // our reply was delivered
	WorkClosed                           // filed without an answer, with a reason
	WorkBundled                          // follows a lead item
	workStateCount
)

var workNames = []string{
	"new", "triaged", "assigned", "in_progress", "waiting_internal", "waiting_external",
	"in_review", "returned", "released", "outbox", "answered", "closed", "bundled",
}

// WorkStates lists all states in their persisted order.
func WorkStates() []WorkState { return enumAll[WorkState](int(workStateCount)) }

func (w WorkState) String() string { return enumName(workNames, w) }

// IsOpen reports whether the state still asks for work.
func (w WorkState) IsOpen() bool { return w < WorkAnswered }

// ParseWorkState finds a state by its identifier.
func ParseWorkState(s string) (WorkState, error) {
	return parseEnum[WorkState]("state", workNames, s)
}

// MarshalText writes the identifier.
func (w WorkState) MarshalText() ([]byte, error) { return []byte(w.String()), nil }

// UnmarshalText reads an identifier.
func (w *WorkState) UnmarshalText(b []byte) (err error) {
	*w, err = ParseWorkState(string(b))
	return err
}

// Visibility is what the public sees at the channel.
type Visibility uint8

// The visibilities; persisted, do not reorder.
const (
	Public           Visibility = iota
	HiddenByUs                  // hidden by a person of ours
	DeletedByUs                 // deleted by a person of ours
	DeletedByAuthor             // gone: the author, as far as the channel tells
	RemovedByChannel            // the platform removed it
	VisibilityUnknown
)

var visibilityNames = []string{"public", "hidden_by_us", "deleted_by_us", "deleted_by_author", "removed_by_channel", "unknown"}

// Answerable reports whether a text still stands on its channel, so that it can be
// answered: one that we have hidden does, and its author may be told why.
func (v Visibility) Answerable() bool { return v == Public || v == HiddenByUs }

func (v Visibility) String() string { return enumName(visibilityNames, v) }

// ParseVisibility finds a visibility by its identifier.
func ParseVisibility(s string) (Visibility, error) {
	return parseEnum[Visibility]("visibility", visibilityNames, s)
}

// MarshalText writes the identifier.
func (v Visibility) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// UnmarshalText reads an identifier.
func (v *Visibility) UnmarshalText(b []byte) (err error) {
	*v, err = ParseVisibility(string(b))
	return err
}

// Retention is where an item stands on its way to erasure.
type Retention uint8

// The retention states; persisted, do not reorder.
const (
	RetentionActive   Retention = iota
	RetentionExpiring           // the period runs
	RetentionHeld               // legal hold or restriction of processing
	RetentionOffered            // offered to the archive
	RetentionErased             // personal data is gone, the shell stays
)

var retentionNames = []string{"active", "expiring", "held", "offered", "erased"}

func (r Retention) String() string { return enumName(retentionNames, r) }

// MarshalText writes the identifier.
func (r Retention) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText reads an identifier.
func (r *Retention) UnmarshalText(b []byte) (err error) {
	*r, err = parseEnum[Retention]("retention", retentionNames, string(b))
	return err
}

// Audience is who could read a text when it was posted.
type Audience uint8

// The audiences, from widest to narrowest; persisted, do not reorder. A value a
// server invents is read as AudienceDirect, the strictest.
const (
	AudiencePublic Audience = iota
	AudienceUnlisted
	AudienceFollowers
	AudienceDirect
)

var audienceNames = []string{"public", "unlisted", "followers", "direct"}

func (a Audience) String() string { return enumName(audienceNames, a) }

// MarshalText writes the identifier.
func (a Audience) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// UnmarshalText reads an identifier.
func (a *Audience) UnmarshalText(b []byte) (err error) {
	*a, err = parseEnum[Audience]("audience", audienceNames, string(b))
	return err
}

// ItemKind is what sort of remote text an item is.
type ItemKind uint8

// The kinds; persisted, do not reorder. OwnPost is context and never an item: no
// list shows it, it takes no decision.
const (
	KindComment ItemKind = iota
	KindMention
	KindDirect
	KindOwnPost
	KindUnparsed // a remote object we could not read, kept as it came
)

var itemKindNames = []string{"comment", "mention", "direct", "own_post", "unparsed"}

func (k ItemKind) String() string { return enumName(itemKindNames, k) }

// MarshalText writes the identifier.
func (k ItemKind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText reads an identifier.
func (k *ItemKind) UnmarshalText(b []byte) (err error) {
	*k, err = parseEnum[ItemKind]("kind", itemKindNames, string(b))
	return err
}

func enumAll[T ~uint8](n int) []T {
	out := make([]T, n)
	for i := range out {
		out[i] = T(i)
	}
	return out
}
