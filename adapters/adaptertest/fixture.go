package adaptertest

import (
	"testing"
	"time"

	"lotse/inbox"
)

// Factory makes a new account at a new, empty fake. It is called once a case;
// what it starts it ends with t.Cleanup, for the suite counts goroutines after.
type Factory func(t *testing.T) *Fixture

// Fixture is a channel and what moves the world behind it. Remote ids taken and
// given by the hooks are those of [inbox.Content.RemoteID].
type Fixture struct {
	Channel inbox.Channel
	ID      string           // what Content.Channel must say
	Secret  string           // the access token; the suite looks for it in everything the channel says
	Now     func() time.Time // the clock of channel and fake

	// Post publishes a post of the town and gives its remote id.
	Post func(text string) string
	// Comment lets a citizen write under a text (a post of the town's or another
	// comment) and gives the new remote id. The handle is without "@".
	Comment func(handle, parent, text string) string
	// Mention lets a citizen mention the town in a post of their own, outside every
	// conversation of ours, and gives its remote id; nil where there is no such thing.
	Mention func(handle, text string) string
	// Edit changes a citizen's text as its author would; nil where the platform
	// knows no edits.
	Edit func(id, text string)
	// Hide hides a citizen's text, or shows it again, as a colleague would in the
	// platform's own app; nil where the platform knows no hiding.
	Hide func(id string, hidden bool)
	// Delete takes a citizen's text away as its author would.
	Delete func(id string)
	// Late lets a citizen write a comment that becomes visible now but sorts among
	// those that were there d ago, as federated posts and backdated records do. Nil
	// where the platform sorts strictly by arrival.
	Late func(handle, parent, text string, d time.Duration) string
	// Standing gives the replies of ours that stand on the channel now, oldest
	// first; nil for a channel without replies.
	Standing func() []Standing
	// Advance moves the clock of channel and fake on; nil when it cannot be moved.
	Advance func(d time.Duration)

	// Break lets every request of a kind fail in a way until Heal is called, and
	// reports whether the fake can play it. A write that Took effect leaves the
	// reply standing.
	Break func(Fault) bool
	// Heal ends what Break began.
	Heal func()
	// Writes counts requests that would post which reached the fake so far, those
	// that failed included.
	Writes func() int
}

// Standing is a reply of ours as the fake keeps it.
type Standing struct {
	RemoteID string
	Parent   string // remote id of what it answers
	Text     string // as it was taken, before any markup
}

// Fault is one way in which a platform has a bad day.
type Fault struct {
	On   Op
	Kind Kind
	// After is what a throttled answer says, in whole seconds.
	After time.Duration
	// Skew is how far the Date header is ahead, for KindSkew.
	Skew time.Duration
}

// Op tells reading requests from posting ones.
type Op string

// The kinds of requests.
const (
	Read  Op = "read"
	Write Op = "write" // the one request of Reply
)

// Kind is what goes wrong. The comment gives the usual form; a platform with its
// own (Bluesky says 400 ExpiredToken) plays its own.
type Kind string

// The kinds.
const (
	KindUnauthorized Kind = "unauthorized" // 401, the token is not accepted
	KindForbidden    Kind = "forbidden"    // 403, the token may not do this
	KindNotFound     Kind = "not_found"    // 404, what is answered is gone
	KindThrottled    Kind = "throttled"    // 429 with a hint when to come back
	KindInvalid      Kind = "invalid"      // 422 or 400, the content is refused
	KindError        Kind = "error"        // 500, nothing took effect
	KindErrorAfter   Kind = "error_after"  // 500, but the reply stands
	KindCut          Kind = "cut"          // the connection ends without an answer, nothing took effect
	KindCutAfter     Kind = "cut_after"    // the same, but the reply stands
	KindTruncated    Kind = "truncated"    // 200 with half a JSON; a write took effect
	KindHTML         Kind = "html"         // 200 with a web page, as proxies and captive portals answer
	KindSlow         Kind = "slow"         // headers, then a body that does not end; a write took effect
	KindSkew         Kind = "skew"         // good answers with a Date that is off
	KindRepeat       Kind = "repeat"       // good answers, each list twice and in another order
)
