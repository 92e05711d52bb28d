package inbox

import (
	"context"
	"errors"
	"time"
)

// Observation is what a channel showed: a text, or that one is gone. Its strings
// are a stranger's bytes, as they came.
type Observation struct {
	Content
	Gone       Visibility // not Public: the text is no longer there, Content names it by Channel, RemoteID and PostedAt
	Shown      bool       // with Public: it was looked for, and the public sees again what a person of ours had hidden
	Assessment Assessment // filled by the poller before the store sees it
}

// HiddenText reports a text that the public does not see but the house can read:
// hidden by us, or by a filter of the platform that we have set. It may be the
// first sight of it, and is taken in like any other.
func (o *Observation) HiddenText() bool {
	return o.Gone == HiddenByUs && (o.Text != "" || o.Warning != "" || len(o.Media) > 0)
}

// Gap is a stretch of time whose texts could not be read: recorded, shown and
// never passed over in silence.
type Gap struct {
	From   time.Time `json:"from"`
	To     time.Time `json:"to"`
	Reason string    `json:"reason"` // page_cap, window, undecodable, retention
}

// Warning is something the channel's answer made doubtful, by code.
type Warning struct {
	Code   string `json:"code"` // unparsed, repeated_page, out_of_order, clock_skew, cursor_unknown …
	Detail string `json:"detail,omitempty"`
	Count  int    `json:"count,omitempty"`
}

// Batch is one page of observations with the cursor after it. Cursor is the
// adapter's own, versioned; the store keeps it in the same transaction as the
// observations.
type Batch struct {
	Observations []Observation
	Cursor       []byte
	More         bool // ask again at once
	Gap          *Gap
	Warnings     []Warning
}

// Ref addresses a remote text for calls.
type Ref struct {
	RemoteID string
	Ref      string // where the address differs from the identity
	URL      string
	PostedAt time.Time
	Audience Audience
	Author   Author
	Hidden   bool // as far as the desk knows, the house has hidden it: set where that is looked for
}

// RefOf gives the address of a content.
func RefOf(c *Content) Ref {
	return Ref{RemoteID: c.RemoteID, Ref: c.Ref, URL: c.URL, PostedAt: c.PostedAt, Audience: c.Audience, Author: c.Author}
}

// Refreshed is what a second look at a known text gave.
type Refreshed struct {
	Ref         Ref
	Found       bool
	Forbidden   bool         // the channel will not say
	Observation *Observation // with Found
}

// Capabilities is what a channel can do with this account. Screens and rules ask
// capabilities, never names.
type Capabilities struct {
	Reply         bool
	ReplyHidden   bool // a text that we have hidden can be answered
	Threads       bool // Thread works
	Refresh       bool // Refresh works
	ProvableGone  bool // a missing text is really gone, not just out of a window
	BlockRemoves  bool // whoever is blocked loses the text for which that happened as well
	HiddenSeen    bool // Refresh tells of a text whether the house has hidden it
	Idempotent    bool // the channel itself suppresses a repeated send for a while
	EditTimes     bool // the channel says when a text was edited
	Measures      []Measure
	MaxChars      int           // limit of one reply, 0 for none
	CostPerCall   bool          //
	ReplyMentions bool          // a reply must start with the mention of the person answered
	PollEvery     time.Duration // sensible default interval
	// RereadWithin is the time in which the platform's terms want everything that is
	// kept of it read again, whatever became of it; 0 where they want no such thing.
	RereadWithin time.Duration
}

// Measure is an act on someone else's text. It is only ever done by a person.
type Measure string

// The measures.
const (
	MeasureHide   Measure = "hide"
	MeasureUnhide Measure = "unhide"
	MeasureDelete Measure = "delete"
	MeasureBlock  Measure = "block"
	MeasureReport Measure = "report"
	MeasureLike   Measure = "like"
)

// Account is who we are at a channel.
type Account struct {
	ID, Handle, Name, URL, Server string
}

// Intent is one frozen reply about to leave. There is no field that could carry
// an internal note.
type Intent struct {
	Attempt  string // unique per attempt, stable over a crash; the idempotency key
	At       time.Time
	To       Ref    // what is answered
	Thread   string // its thread's root
	Text     string // canonical, final
	Language string
}

// Sent is what the channel said of a delivered reply.
type Sent struct {
	RemoteID, URL string
	At            time.Time
}

// Verdict is what reading the channel told about an unclear reply.
type Verdict string

// The verdicts.
const (
	VerdictFound       Verdict = "found"
	VerdictAbsent      Verdict = "absent"
	VerdictUndecidable Verdict = "undecidable"
)

// Finding is one line of a channel's self-check.
type Finding struct {
	Code   string            // stable, e.g. "token", "scope", "skew", "limit", "policy"
	Grade  Grade             //
	Args   map[string]string // what the sentence names; never a token
	Detail string            // a server's own words, shown through safetext
}

// Grade is how bad a finding is.
type Grade uint8

// The grades in rising order.
const (
	GradeOK Grade = iota
	GradeWarn
	GradeError
)

// Channel is the port to one account at one platform. Every method takes a
// context with a deadline, does at most what it says, and returns *ChannelError
// where the channel said no. Implementations hold no store and decide nothing.
type Channel interface {
	Kind() string
	Capabilities() Capabilities
	Whoami(ctx context.Context) (Account, error)
	// Poll reads the next page after the cursor; nil starts afresh. Pages may
	// overlap, repeat and come out of order: the store takes that.
	Poll(ctx context.Context, cursor []byte) (Batch, error)
	// Refresh looks again at known texts.
	Refresh(ctx context.Context, refs []Ref) ([]Refreshed, error)
	// Thread reads the conversation around a text, our own posts included.
	Thread(ctx context.Context, ref Ref) ([]Observation, error)
	// Reply makes exactly one request that posts. When it returns an error whose
	// SentMaybe is set, the text may stand on the channel.
	Reply(ctx context.Context, in Intent) (Sent, error)
	// Reconcile reads whether an intent's text stands on the channel. It never posts.
	Reconcile(ctx context.Context, in Intent) (Sent, Verdict, error)
	// Act carries out a person's measure.
	Act(ctx context.Context, ref Ref, m Measure) error
	// Check is the channel's part of doctor; it only reads.
	Check(ctx context.Context) []Finding
	// Length counts a reply to a text as the channel counts it.
	Length(to Ref, text string) int
	// Compose gives the text exactly as it will be posted in answer to a text, for
	// example with the mention the channel needs.
	Compose(to Ref, text string) string
}

// Problem classifies what went wrong at a channel.
type Problem string

// The classes.
const (
	ProblemRetryable   Problem = "retryable"   // try again later
	ProblemThrottled   Problem = "throttled"   // too many requests, RetryAt may say until when
	ProblemAuth        Problem = "auth"        // the token is not accepted
	ProblemPermission  Problem = "permission"  // the token may not do this
	ProblemGone        Problem = "gone"        // the text is not there
	ProblemDuplicate   Problem = "duplicate"   // the channel says it has this text already
	ProblemInvalid     Problem = "invalid"     // the channel refuses the content
	ProblemPolicy      Problem = "policy"      // the channel's rules forbid it
	ProblemBudget      Problem = "budget"      // our own budget is used up
	ProblemUnsupported Problem = "unsupported" // the channel has no such thing
	ProblemDecode      Problem = "decode"      // the answer could not be read
	ProblemUnreachable Problem = "unreachable" // no connection, certainly nothing was sent
)

// ChannelError is every error a Channel returns.
type ChannelError struct {
	Class     Problem
	Status    int       // HTTP status, 0 without one
	Op        string    // what was tried: "poll", "reply" …
	RetryAt   time.Time // when the channel said to come back
	Remote    string    // the server's own words, at most 300 bytes, a stranger's text: only through safetext
	SentMaybe bool      // a write may have taken effect
	Err       error     // the cause, without tokens
}

// Error gives an English line for logs; it never holds the server's words.
func (e *ChannelError) Error() string {
	s := "channel " + e.Op + ": " + string(e.Class)
	if e.Status != 0 {
		s += " (HTTP " + itoa(e.Status) + ")"
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

// Unwrap gives the cause.
func (e *ChannelError) Unwrap() error { return e.Err }

// ProblemOf gives the class of a channel's error, "" for none and for any other.
func ProblemOf(err error) Problem {
	var ce *ChannelError
	if errors.As(err, &ce) {
		return ce.Class
	}
	return ""
}

// ChannelState is what the desk knows of a channel's health between runs.
type ChannelState struct {
	Channel     string               `json:"channel"`
	Cursor      []byte               `json:"-"`
	LastGood    time.Time            `json:"last_good,omitzero"`
	LastTry     time.Time            `json:"last_try,omitzero"`
	Problem     Problem              `json:"problem,omitempty"` // of the last try, "" when it went well
	Status      int                  `json:"status,omitempty"`
	Since       time.Time            `json:"since,omitzero"` // the problem stands since
	RetryAt     time.Time            `json:"retry_at,omitzero"`
	Open        bool                 `json:"open,omitempty"` // the circuit is open: not asked for a while
	Failures    int                  `json:"failures,omitempty"`
	Gaps        []Gap                `json:"gaps,omitempty"`
	Outages     []Outage             `json:"outages,omitempty"` // the latest, oldest first
	Skew        time.Duration        `json:"skew,omitempty"`    // server clock minus ours
	Limit       int                  `json:"limit,omitempty"`   // calls per window, 0 unknown
	Remaining   int                  `json:"remaining,omitempty"`
	TokenEnds   time.Time            `json:"token_ends,omitzero"` // see Vitals
	Budgets     []Budget             `json:"budgets,omitempty"`
	Unparsed    int                  `json:"unparsed,omitempty"`
	RecheckedAt time.Time            `json:"rechecked_at,omitzero"`
	DutyAt      time.Time            `json:"duty_at,omitzero"`   // when everything was looked at, see Obliged
	Suspects    map[string]time.Time `json:"suspects,omitempty"` // item id → first time it was missing
	Shown       map[string]time.Time `json:"shown,omitempty"`    // item id → first time it was public though we had hidden it
	Reread      Reread               `json:"reread,omitzero"`
}

// Reread is how far everything that is kept of a channel was read again: lap after
// lap through all of it, what is done with and what is hidden included.
type Reread struct {
	Since time.Time `json:"since,omitzero"` // all was read again since then: the begin of the last whole lap
	// Within is the time in which the platform's terms want that; 0 without such terms.
	Within time.Duration `json:"within,omitempty"`
	Kept   int           `json:"kept,omitempty"` // texts of that lap that are kept and that the channel does not show any more
	Began  time.Time     `json:"began,omitzero"` // the lap under way; zero between two
	After  Token         `json:"after,omitempty"`
	Lost   int           `json:"lost,omitempty"` // Kept, of the lap under way
}

// Late reports that something may not have been read again in time.
func (r *Reread) Late(now time.Time) bool {
	since := r.Since
	if since.IsZero() {
		since = r.Began
	}
	return r.Within > 0 && !since.IsZero() && now.Sub(since) > r.Within
}
