package bluesky

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"time"

	"github.com/bluesky-social/indigo/api/atproto"
	api "github.com/bluesky-social/indigo/api/bsky"
	"github.com/rivo/uniseg"

	"lotse/adapters/transport"
	"lotse/inbox"
)

// Compose leaves the text as it is: the network tells the person answered by
// itself.
func (c *Channel) Compose(_ inbox.Ref, text string) string { return text }

// Length counts grapheme clusters. A post has a limit of bytes too, ten for each
// character: a text that uses more of those counts by them.
func (c *Channel) Length(_ inbox.Ref, text string) int {
	return max(uniseg.GraphemeClusterCount(text), (len(text)*maxChars+maxBytes-1)/maxBytes)
}

// keyOf is the key of the record that an intent becomes. It is made from the
// intent alone: whoever sends it again writes the same record.
func keyOf(in inbox.Intent) string { return tid(in.At, "reply:"+in.Attempt) }

// Reply posts the intent's text as it stands. What it answers is looked at just
// before, since the network lets everybody answer what is gone; then one request
// puts the record under the intent's own key.
func (c *Channel) Reply(ctx context.Context, in inbox.Intent) (inbox.Sent, error) {
	const op = "reply"
	if c.Length(in.To, in.Text) > maxChars {
		return inbox.Sent{}, refused(op, inbox.ProblemInvalid, "longer than 300 characters or 3000 bytes")
	}
	self, err := c.self(ctx, op)
	if err != nil {
		return inbox.Sent{}, err
	}
	place, err := c.placeOf(ctx, op, in)
	if err != nil {
		return inbox.Sent{}, err
	}
	facets, err := c.facets(ctx, op, in.Text)
	if err != nil {
		return inbox.Sent{}, err
	}
	record := &api.FeedPost{
		LexiconTypeID: posts, Text: in.Text, CreatedAt: stamp(in.At), Reply: place, Facets: facets,
	}
	if isLanguage(in.Language) {
		record.Langs = []string{in.Language}
	}
	raw, err := c.post(ctx, op, "com.atproto.repo.putRecord", map[string]any{
		"repo": self, "collection": posts, "rkey": keyOf(in), "record": record,
	})
	if err != nil {
		return inbox.Sent{}, err
	}
	var put struct {
		URI string `json:"uri"`
	}
	at, ok := address{}, false
	if err = json.Unmarshal(raw, &put); err == nil {
		at, ok = parseAddress(put.URI)
	}
	if !ok || at.did != self {
		if err == nil {
			err = errors.New("an answer that names no post of ours")
		}
		return inbox.Sent{}, transport.Classify(op, http.StatusOK, err, true)
	}
	return inbox.Sent{RemoteID: put.URI, URL: postURL(at), At: in.At}, nil
}

// placeOf looks at what is answered and gives the place of the answer.
func (c *Channel) placeOf(ctx context.Context, op string, in inbox.Intent) (*api.FeedPost_ReplyRef, error) {
	if _, ok := parseAddress(in.To.RemoteID); !ok {
		return nil, refused(op, inbox.ProblemInvalid, "no address to answer to")
	}
	uris := []string{in.To.RemoteID}
	if _, ok := parseAddress(in.Thread); ok && in.Thread != in.To.RemoteID {
		uris = append(uris, in.Thread)
	}
	found, err := c.look(ctx, op, uris)
	if err != nil {
		return nil, err
	}
	parent, there := found[in.To.RemoteID]
	switch {
	case !there:
		return nil, refused(op, inbox.ProblemGone, "the post is gone, or its author has blocked us")
	case !parent.ok:
		return nil, refused(op, inbox.ProblemInvalid, "the post cannot be read")
	case parent.Viewer.ReplyDisabled:
		return nil, refused(op, inbox.ProblemPolicy, "the thread takes no answers from us")
	}
	up := &atproto.RepoStrongRef{Uri: parent.URI, Cid: parent.CID}
	root := up
	if _, uri := parent.reply(); uri != "" && parent.post.Reply.Root != nil {
		root = &atproto.RepoStrongRef{Uri: uri, Cid: parent.post.Reply.Root.Cid}
		if now, ok := found[uri]; ok {
			root.Cid = now.CID
		}
	}
	return &api.FeedPost_ReplyRef{Parent: up, Root: root}, nil
}

// stamp writes a time as the network does.
func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }

// Reconcile asks our own server for the record under the intent's key. It is the
// server that took it or did not, so its word is the truth.
func (c *Channel) Reconcile(ctx context.Context, in inbox.Intent) (inbox.Sent, inbox.Verdict, error) {
	const op = "reconcile"
	self, err := c.self(ctx, op)
	if err != nil {
		return inbox.Sent{}, inbox.VerdictUndecidable, err
	}
	at := address{self, posts, keyOf(in)}
	var record struct {
		URI   string `json:"uri"`
		Value struct {
			Text string `json:"text"`
		} `json:"value"`
	}
	err = c.getInto(ctx, op, "com.atproto.repo.getRecord", url.Values{
		"repo": {self}, "collection": {posts}, "rkey": {at.rkey},
	}, &record)
	switch {
	case inbox.ProblemOf(err) == inbox.ProblemGone && nameOf(err) != "":
		return inbox.Sent{}, inbox.VerdictAbsent, nil
	case inbox.ProblemOf(err) == inbox.ProblemGone: // a 404 of something between us and the server
		return inbox.Sent{}, inbox.VerdictUndecidable, nil
	case err != nil:
		return inbox.Sent{}, inbox.VerdictUndecidable, err
	case record.URI != at.String():
		return inbox.Sent{}, inbox.VerdictUndecidable, nil
	}
	return inbox.Sent{RemoteID: record.URI, URL: postURL(at), At: in.At}, inbox.VerdictFound, nil
}
