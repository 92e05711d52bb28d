package x

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"lotse/adapters/transport"
	"lotse/inbox"
)

// cost is what a call may be charged.
type cost struct {
	name   string // of a read that reads the same again after a lost answer, else ""
	each   micros // at most, for one result
	most   int    // results of a page
	least  int    // fewer are not worth a call, or not allowed
	paged  bool   // most goes into max_results
	urgent bool   // for a reply or measure: it may use the month's last tenth
	charge func(*envelope) micros
}

func (c *Channel) limit(urgent bool) micros {
	if urgent {
		return c.purse.limit
	}
	return micros(float64(c.purse.limit) * readsTo)
}

// get reads one address, after it was paid for.
func (c *Channel) get(ctx context.Context, op, path string, q url.Values, k cost) (envelope, error) {
	if err := ctx.Err(); err != nil {
		return envelope{}, &inbox.ChannelError{Class: inbox.ProblemRetryable, Op: op, Err: err}
	}
	n, bill, err := c.purse.reserve(k.name, k.each, k.most, k.least, c.limit(k.urgent))
	if err != nil {
		return envelope{}, err
	}
	if k.paged {
		q.Set("max_results", strconv.Itoa(n))
	}
	body, x, err := c.read(ctx, op, path, q)
	if err == nil && x.Status() != http.StatusOK {
		err = errNoAnswer
	}
	if err != nil {
		ce := c.problem(op, x, err)
		if notCharged(ce) {
			bill.free()
		}
		return envelope{}, ce
	}
	e, err := readEnvelope(body)
	if err != nil {
		return envelope{}, transport.Classify(op, http.StatusOK, err, false) // charged or not: it stays counted
	}
	bill.paid(k.charge(&e))
	return e, nil
}

var (
	errNoAnswer = errors.New("no good answer")
	errShape    = errors.New("the answer is none of the API's")
)

func readEnvelope(body []byte) (envelope, error) {
	var e envelope
	if json.Unmarshal(body, &e) != nil || len(e.Data) == 0 && len(e.Meta) == 0 && len(e.Errors) == 0 {
		return e, errShape
	}
	return e, nil
}

// read makes one request that changes nothing, and once more with a new token
// where the one we had did not hold as long as it said.
func (c *Channel) read(ctx context.Context, op, path string, q url.Values) ([]byte, *transport.Exchange, error) {
	auth, err := c.auth(ctx, op)
	if err != nil {
		return nil, &transport.Exchange{}, err
	}
	body, x, err := c.do(ctx, auth, http.MethodGet, path, q, nil)
	if c.grant == nil || x.Status() != http.StatusUnauthorized {
		return body, x, err
	}
	c.grant.spoil(auth)
	if auth, err = c.auth(ctx, op); err != nil {
		return nil, &transport.Exchange{}, err
	}
	return c.do(ctx, auth, http.MethodGet, path, q, nil)
}

// auth gives the access token of OAuth 2.0; "" where the client signs.
func (c *Channel) auth(ctx context.Context, op string) (string, error) {
	if c.grant == nil {
		return "", nil
	}
	token, err := c.grant.token(ctx, op)
	if ce := (*inbox.ChannelError)(nil); errors.As(err, &ce) {
		ce.Err = fmt.Errorf("%w: %w", errNoToken, ce.Err)
	}
	return token, err
}

// do makes one request.
func (c *Channel) do(ctx context.Context, auth, method, path string, q url.Values, body any) ([]byte, *transport.Exchange, error) {
	ctx, x := transport.Watch(ctx)
	u := c.base.JoinPath(path)
	u.RawQuery = q.Encode()
	var content io.Reader
	if body != nil {
		raw, err := json.Marshal(body)
		if err != nil {
			return nil, x, err
		}
		content = bytes.NewReader(raw)
	}
	req, err := http.NewRequestWithContext(ctx, method, u.String(), content)
	if err != nil {
		return nil, x, err
	}
	if body != nil {
		req.GetBody = nil // nothing repeats it
		req.Header.Set("Content-Type", "application/json")
	}
	if auth != "" {
		req.Header.Set("Authorization", "Bearer "+auth)
	}
	resp, err := c.client.Do(req)
	if err != nil {
		return nil, x, err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body) // within the transport's limit, and there already
	return raw, x, err
}

// problem tells what the API's refusals mean. Their type is an address whose host
// changes, so its last part counts.
func (c *Channel) problem(op string, x *transport.Exchange, err error) *inbox.ChannelError {
	if ce := (*inbox.ChannelError)(nil); errors.As(err, &ce) {
		return ce // the login's: nothing else was asked
	}
	if errors.Is(err, errNoAnswer) {
		err = nil
	}
	ce := x.Problem(op, err)
	var p problem
	_ = json.Unmarshal(x.Body(), &p)
	kind := p.Type[strings.LastIndexByte(p.Type, '/')+1:]
	words := strings.ToLower(p.Detail)
	switch status := x.Status(); {
	case kind == "usage-capped" || strings.EqualFold(p.Title, "UsageCapExceeded") || status == http.StatusPaymentRequired:
		ce.Class, ce.RetryAt, ce.SentMaybe = inbox.ProblemBudget, c.clock.Now().Add(retryIn), false
	case status != http.StatusForbidden && status != http.StatusBadRequest:
	case strings.Contains(words, "duplicate content"):
		ce.Class, ce.SentMaybe = inbox.ProblemDuplicate, true // it may be the very one
	case strings.Contains(words, "deleted or not visible"):
		ce.Class = inbox.ProblemGone
	case status == http.StatusForbidden && kind != "client-forbidden" && kind != "oauth1-permissions" && kind != "unsupported-authentication" && words != "" && words != "forbidden":
		ce.Class = inbox.ProblemPolicy
	}
	return ce
}

// notCharged reports whether a call certainly cost nothing: the server said no,
// or never heard of it.
func notCharged(ce *inbox.ChannelError) bool {
	return errors.Is(ce.Err, errNoToken) || !ce.SentMaybe && (ce.Status >= 300 && ce.Status < 500 || ce.Class == inbox.ProblemUnreachable || ce.Class == inbox.ProblemBudget)
}

// refused is a problem we find ourselves, before anything was sent.
func refused(op string, class inbox.Problem, why string) error {
	return &inbox.ChannelError{Class: class, Op: op, Err: errors.New(why)}
}

// Whoami asks for the account, once; a user read is the dearest of reads.
func (c *Channel) Whoami(ctx context.Context) (inbox.Account, error) {
	e, err := c.get(ctx, "whoami", "/2/users/me", url.Values{"user.fields": {"protected"}}, cost{
		each: c.prices.user, most: 1, least: 1, urgent: true,
		charge: func(*envelope) micros { return c.prices.user },
	})
	if err != nil {
		return inbox.Account{}, err
	}
	var u user
	if json.Unmarshal(e.Data, &u) != nil || !usableID(u.ID) {
		return inbox.Account{}, transport.Classify("whoami", http.StatusOK, errShape, false)
	}
	a := inbox.Account{ID: u.ID, Handle: u.Username, Name: u.Name, URL: "https://x.com/" + u.Username, Server: c.base.Host}
	c.mu.Lock()
	c.me = a
	c.mu.Unlock()
	return a, nil
}

// self gives the account, asking for it only when nobody has yet.
func (c *Channel) self(ctx context.Context) (inbox.Account, error) {
	c.mu.Lock()
	a := c.me
	c.mu.Unlock()
	if a.ID != "" {
		return a, nil
	}
	return c.Whoami(ctx)
}

const namesFor = 7 * 24 * time.Hour

// users gives the authors of a page: those that came with it, those known, and
// with expand_authors off those looked up.
func (c *Channel) users(ctx context.Context, e *envelope, posts []post, self string) (map[string]user, error) {
	out := map[string]user{}
	for _, raw := range e.Includes.Users {
		if u, bad := tolerant[user](raw); len(bad) == 0 && usableID(u.ID) {
			out[u.ID] = u
		}
	}
	if c.c.ExpandAuthors {
		return out, nil
	}
	now := c.clock.Now()
	var ask []string
	c.mu.Lock()
	for i := range posts {
		id := posts[i].AuthorID
		known, ok := c.names[id]
		switch {
		case id == self, !usableID(id), out[id].ID != "":
		case ok && now.Sub(known.at) < namesFor:
			out[id] = known.user
		default:
			out[id] = user{ID: id}
			ask = append(ask, id)
		}
	}
	c.mu.Unlock()
	if len(ask) == 0 {
		return out, nil
	}
	got, err := c.get(ctx, "poll", "/2/users", url.Values{"ids": {strings.Join(ask, ",")}, "user.fields": {"protected"}}, cost{
		each: c.prices.user, most: len(ask), least: len(ask),
		charge: func(e *envelope) micros { return c.prices.user * micros(len(listOf(e.Data))) },
	})
	if inbox.ProblemOf(err) == inbox.ProblemBudget {
		return out, nil // a text without a name is better than none
	}
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, raw := range listOf(got.Data) {
		if u, bad := tolerant[user](raw); len(bad) == 0 && usableID(u.ID) {
			out[u.ID] = u
			c.names[u.ID] = named{u, now}
		}
	}
	return out, nil
}

func listOf(raw json.RawMessage) []json.RawMessage {
	var l []json.RawMessage
	_ = json.Unmarshal(raw, &l)
	return l
}
