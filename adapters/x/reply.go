package x

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"

	"lotse/inbox"
)

// MayReply tells whether a text can be answered through the API: only when its
// author mentioned or quoted us, and with a link only where the config says so.
func (c *Channel) MayReply(to inbox.Ref, text string) error {
	if at, ok := readPlace(to.Ref); !ok || !at.summoned {
		return inbox.Fail(inbox.CodeNotSummoned, "channel", c.id)
	}
	if !c.c.AllowLinks && hasLink(text) {
		return inbox.Fail(inbox.CodeNoLinks, "channel", c.id)
	}
	return nil
}

// ByHand gives the page that opens with an answer written, for a person to send.
func (c *Channel) ByHand(to inbox.Ref, text string) string {
	at, ok := readPlace(to.Ref)
	if !ok {
		return ""
	}
	return "https://x.com/intent/post?" + url.Values{"in_reply_to": {at.id}, "text": {text}}.Encode()
}

// Compose leaves the text as it is: the platform puts the names in front itself.
func (c *Channel) Compose(_ inbox.Ref, text string) string { return text }

// Length counts as the platform does.
func (c *Channel) Length(_ inbox.Ref, text string) int { return weigh(text) }

type newPost struct {
	Text  string  `json:"text"`
	Reply inReply `json:"reply"`
}

type inReply struct {
	To string `json:"in_reply_to_tweet_id"`
}

// Reply posts the intent's text as it stands, in one request.
func (c *Channel) Reply(ctx context.Context, in inbox.Intent) (inbox.Sent, error) {
	const op = "reply"
	at, ok := readPlace(in.To.Ref)
	price := c.prices.reply
	switch linked := hasLink(in.Text); {
	case !ok:
		return inbox.Sent{}, refused(op, inbox.ProblemInvalid, "no id to answer to")
	case !at.summoned:
		return inbox.Sent{}, refused(op, inbox.ProblemPolicy, "the author neither mentioned nor quoted us")
	case linked && !c.c.AllowLinks:
		return inbox.Sent{}, refused(op, inbox.ProblemPolicy, "links are not allowed (allow_links)")
	case linked:
		price = c.prices.link
	}
	body, status, err := c.write(ctx, op, http.MethodPost, "/2/tweets", newPost{in.Text, inReply{at.id}}, price)
	if err != nil {
		return inbox.Sent{}, err
	}
	var got struct {
		Data struct {
			ID string `json:"id"`
		} `json:"data"`
	}
	if json.Unmarshal(body, &got) != nil || !usableID(got.Data.ID) {
		return inbox.Sent{}, &inbox.ChannelError{Class: inbox.ProblemDecode, Status: status, Op: op, SentMaybe: true, Err: errShape}
	}
	id := got.Data.ID
	return inbox.Sent{RemoteID: id, URL: "https://x.com/i/status/" + id, At: idTime(id)}, nil
}

// write makes one request that changes something, after it was paid for. What a
// lost answer leaves open stays counted.
func (c *Channel) write(ctx context.Context, op, method, path string, body any, price micros) ([]byte, int, error) {
	if err := ctx.Err(); err != nil {
		return nil, 0, &inbox.ChannelError{Class: inbox.ProblemRetryable, Op: op, Err: err}
	}
	_, bill, err := c.purse.reserve("", price, 1, 1, c.purse.limit)
	if err != nil {
		return nil, 0, err
	}
	auth, err := c.auth(ctx, op)
	if err != nil {
		bill.free()
		return nil, 0, err
	}
	raw, x, err := c.do(ctx, auth, method, path, nil, body)
	if status := x.Status(); err == nil && (status < 200 || status > 299) {
		err = errNoAnswer
	}
	if err != nil {
		ce := c.problem(op, x, err)
		if notCharged(ce) {
			bill.free()
		}
		if auth != "" && ce.Status == http.StatusUnauthorized {
			c.grant.spoil(auth) // the next call begins with a new one
		}
		return nil, x.Status(), ce
	}
	return raw, x.Status(), nil
}

// MayMeasure tells whether a measure can be taken on a text: hiding is for
// conversations that we began.
func (c *Channel) MayMeasure(about *inbox.Content, m inbox.Measure) error {
	if m != inbox.MeasureHide && m != inbox.MeasureUnhide {
		return inbox.Fail(inbox.CodeNoMeasure, "measure", string(m), "channel", c.id)
	}
	if at, ok := readPlace(about.Ref); !ok || !at.ours {
		return inbox.Fail(inbox.CodeOnlyOwnThread, "measure", string(m), "channel", c.id)
	}
	return nil
}

// Act hides an answer in a conversation of ours, or shows it again.
func (c *Channel) Act(ctx context.Context, ref inbox.Ref, m inbox.Measure) error {
	op := string(m)
	if m != inbox.MeasureHide && m != inbox.MeasureUnhide {
		return refused(op, inbox.ProblemUnsupported, "X takes no such measure from a program")
	}
	at, ok := readPlace(ref.Ref)
	switch {
	case !ok:
		return refused(op, inbox.ProblemInvalid, "unusable id")
	case !at.ours:
		return refused(op, inbox.ProblemPolicy, "it stands in no conversation that we began")
	}
	want := m == inbox.MeasureHide
	body, status, err := c.write(ctx, op, http.MethodPut, "/2/tweets/"+at.id+"/hidden", map[string]bool{"hidden": want}, c.prices.hide)
	if err != nil {
		return err
	}
	var got struct {
		Data struct {
			Hidden *bool `json:"hidden"`
		} `json:"data"`
	}
	if json.Unmarshal(body, &got) != nil || got.Data.Hidden == nil || *got.Data.Hidden != want {
		return &inbox.ChannelError{Class: inbox.ProblemDecode, Status: status, Op: op, SentMaybe: true, Err: errShape}
	}
	return nil
}
