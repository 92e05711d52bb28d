package mastodon

import (
	"context"
	"net/http"
	"strings"

	api "github.com/mattn/go-mastodon"

	"lotse/adapters/transport"
	"lotse/inbox"
)

// plainHandle is an account's name as servers accept it in a text. A name that
// is anything else comes from a server that makes names up, and is not repeated.
var plainHandle = pattern(`^[\p{L}\p{N}_]+(?:[.-]+[\p{L}\p{N}_]+)*(?:@[\p{L}\p{M}\p{N}_]+(?:[.:-]+[\p{L}\p{M}\p{N}_]+)*)?$`)

// languageCode is what servers take as a language.
var languageCode = pattern(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$`)

// Compose puts the name of the person answered in front, since the server does
// not: without it they would not hear of the reply. It does so once, and never
// for ourselves.
func (c *Channel) Compose(to inbox.Ref, text string) string {
	handle := to.Author.Handle
	self := c.memory.account()
	if !plainHandle().MatchString(handle) || self.ID != "" && self.ID == to.Author.ID || names(text, handle) {
		return text
	}
	return "@" + handle + " " + text
}

// names reports whether the names a text begins with hold a handle.
func names(text, handle string) bool {
	for word := range strings.FieldsSeq(text) {
		name, ok := strings.CutPrefix(word, "@")
		if !ok {
			return false
		}
		if strings.EqualFold(strings.TrimRight(name, ".,:;!?"), handle) {
			return true
		}
	}
	return false
}

// Length counts a reply as the server does, as far as it told its rules.
func (c *Channel) Length(_ inbox.Ref, text string) int { return c.memory.limits().count(text) }

// Reply posts the intent's text as it stands, in one request.
func (c *Channel) Reply(ctx context.Context, in inbox.Intent) (inbox.Sent, error) {
	const op = "reply"
	if in.To.Ref == "" {
		return inbox.Sent{}, refused(op, inbox.ProblemInvalid, "no id to answer to")
	}
	toot := &api.Toot{
		Status: in.Text, InReplyToID: api.ID(in.To.Ref), Visibility: visibilityOf(max(in.To.Audience, c.audience)),
	}
	if languageCode().MatchString(in.Language) && in.Language != "und" {
		toot.Language = in.Language
	}
	ctx, x := transport.Watch(transport.WithKey(ctx, in.Attempt))
	_, err := c.lib.PostStatus(ctx, toot)
	if x.Status() >= 200 && x.Status() < 300 {
		// The library drops a status with one odd value, and takes any JSON for one.
		// What counts is whether the server names a post of ours.
		if s, _, bad := tolerant[status](x.Body()); bad == nil && c.isOurs(&s) {
			c.remember(&s, in)
			return sentOf(&s), nil
		}
		if err == nil {
			err = errNoID
		}
	}
	return inbox.Sent{}, replyProblem(x.Problem(op, err))
}

func (c *Channel) isOurs(s *status) bool {
	self := c.memory.account().ID
	return s.ID != "" && s.URI != "" && (self == "" || string(s.Account.ID) == self)
}

// remember places our reply in the thread it belongs to.
func (c *Channel) remember(s *status, in inbox.Intent) {
	parent, known := c.memory.recall(in.To.Ref)
	if !known {
		parent = place{name: in.To.RemoteID, root: firstOf(in.Thread, in.To.RemoteID)}
		c.memory.keep(in.To.Ref, parent)
	}
	c.memory.keep(string(s.ID), place{s.identity(), parent.root, parent.ours})
}

func sentOf(s *status) inbox.Sent {
	return inbox.Sent{RemoteID: s.identity(), URL: firstOf(s.URL, s.URI), At: s.CreatedAt.UTC()}
}

// replyProblem tells two refusals apart that come with the same status: a token
// that may not write at all, and a person or server that wants no reply from us.
func replyProblem(ce *inbox.ChannelError) *inbox.ChannelError {
	words := strings.ToLower(ce.Remote)
	if ce.Status == http.StatusForbidden && words != "" && !strings.Contains(words, "scope") {
		ce.Class = inbox.ProblemPolicy
	}
	return ce
}
