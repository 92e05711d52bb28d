package file

import (
	"context"

	"lotse/inbox"
)

// Kind is the kind of channel that takes imports only.
const Kind = "file"

// Channel stands for files that are read in by hand: nothing can be asked there
// and nothing answered, and its capabilities say so.
type Channel struct{ id string }

// NewChannel gives the channel of imports with this id.
func NewChannel(id string) *Channel { return &Channel{id} }

// Kind names the adapter.
func (c *Channel) Kind() string { return Kind }

// Capabilities has none.
func (c *Channel) Capabilities() inbox.Capabilities { return inbox.Capabilities{} }

// Whoami gives the channel itself: there is no account.
func (c *Channel) Whoami(context.Context) (inbox.Account, error) {
	return inbox.Account{ID: c.id}, nil
}

// Poll finds nothing and leaves the cursor where it is.
func (c *Channel) Poll(_ context.Context, cursor []byte) (inbox.Batch, error) {
	return inbox.Batch{Cursor: cursor}, nil
}

// Refresh cannot look again.
func (c *Channel) Refresh(context.Context, []inbox.Ref) ([]inbox.Refreshed, error) {
	return nil, unsupported("refresh")
}

// Thread knows no conversation beyond what was imported.
func (c *Channel) Thread(context.Context, inbox.Ref) ([]inbox.Observation, error) {
	return nil, unsupported("thread")
}

// Reply never sends.
func (c *Channel) Reply(context.Context, inbox.Intent) (inbox.Sent, error) {
	return inbox.Sent{}, unsupported("reply")
}

// Reconcile knows that nothing was sent.
func (c *Channel) Reconcile(context.Context, inbox.Intent) (inbox.Sent, inbox.Verdict, error) {
	return inbox.Sent{}, inbox.VerdictAbsent, nil
}

// Act can do nothing to a text in a file.
func (c *Channel) Act(context.Context, inbox.Ref, inbox.Measure) error { return unsupported("act") }

// Check has nothing to look at.
func (c *Channel) Check(context.Context) []inbox.Finding {
	return []inbox.Finding{{Code: "imports_only", Grade: inbox.GradeOK}}
}

// Length counts characters.
func (c *Channel) Length(_ inbox.Ref, text string) int { return len([]rune(text)) }

// Compose leaves the text as it is.
func (c *Channel) Compose(_ inbox.Ref, text string) string { return text }

func unsupported(op string) error {
	return &inbox.ChannelError{Class: inbox.ProblemUnsupported, Op: op}
}
