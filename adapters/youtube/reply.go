package youtube

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"unicode/utf16"

	"lotse/adapters/transport"
	"lotse/inbox"
)

// Compose puts the name of the person answered in front where the text answers a
// reply: it hangs below the thread's first comment like all the others, and
// without the name nobody hears of it. Under a first comment it is clear.
func (c *Channel) Compose(to inbox.Ref, text string) string {
	name := to.Author.Handle
	if topOf(to.RemoteID) == to.RemoteID || !plainHandle(name) {
		return text
	}
	if named, says := leadingName(text); says && strings.EqualFold(named, name) {
		return text
	}
	return "@" + name + " " + text
}

// plainHandle reports whether a name can be repeated in a text of ours.
func plainHandle(name string) bool {
	return name != "" && len(name) <= 120 && strings.IndexFunc(name, func(r rune) bool {
		return r <= ' ' || strings.ContainsRune("@,:;!?<>\"'()[]{}\u00a0\u200b\u2028\u2029", r)
	}) < 0
}

// Length counts a reply. The platform does not say how it counts its ten thousand
// characters; by UTF-16 units no way of counting gives more.
func (c *Channel) Length(_ inbox.Ref, text string) int { return len(utf16.Encode([]rune(text))) }

// Reply posts the intent's text below the first comment of the thread, in one
// request.
func (c *Channel) Reply(ctx context.Context, in inbox.Intent) (inbox.Sent, error) {
	const op = "reply"
	top := topOf(in.To.RemoteID)
	if top == "" {
		return inbox.Sent{}, refused(op, inbox.ProblemInvalid, "no id to answer to")
	}
	x, err := c.write(ctx, op, c.insert(top, in.Text))
	if x == nil || x.Status() < 200 || x.Status() >= 300 {
		return inbox.Sent{}, err
	}
	m, ok := readComment(json.RawMessage(x.Body()))
	if !ok || m.Kind != "youtube#comment" || m.Snippet.ParentId != "" && m.Snippet.ParentId != top {
		if err == nil {
			err = errNotAsked
		}
		return inbox.Sent{}, undecodable(op, x, err)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.sent) > 1000 {
		clear(c.sent)
	}
	c.sent[m.Id] = in.Attempt
	return c.sentOf(&m, in), nil
}

// undecodable is a good status whose body says nothing: the reply may stand.
func undecodable(op string, x *transport.Exchange, err error) error {
	ce := x.Problem(op, err)
	ce.SentMaybe = true
	return ce
}

func (c *Channel) sentOf(m *comment, in inbox.Intent) inbox.Sent {
	return inbox.Sent{RemoteID: m.Id, URL: addressOf(videoOf(in.To.URL), m.Id), At: m.posted}
}

// Act carries out a person's measure. Repeating one changes nothing.
func (c *Channel) Act(ctx context.Context, ref inbox.Ref, m inbox.Measure) error {
	op := string(m)
	var status string
	ban := false
	switch m {
	case inbox.MeasureHide:
		status = "heldForReview"
	case inbox.MeasureUnhide:
		status = "published"
	case inbox.MeasureDelete:
		status = "rejected"
	case inbox.MeasureBlock:
		status, ban = "rejected", true
	case inbox.MeasureReport, inbox.MeasureLike:
		return refused(op, inbox.ProblemUnsupported, "YouTube knows no such measure")
	default:
		return refused(op, inbox.ProblemUnsupported, "no such measure")
	}
	if ref.RemoteID == "" {
		return refused(op, inbox.ProblemInvalid, "no id")
	}
	x, err := c.write(ctx, op, c.moderate(ref.RemoteID, status, ban))
	if x == nil || x.Status() != http.StatusNoContent && x.Status() != http.StatusOK {
		return err
	}
	if x.Status() == http.StatusOK && err == nil && len(x.Body()) > 0 { // a portal's page, not the platform
		var page struct {
			Kind string `json:"kind"`
		}
		if json.Unmarshal(x.Body(), &page) != nil {
			return undecodable(op, x, errNotAsked)
		}
	}
	return nil
}
