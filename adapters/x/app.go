package x

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"lotse/adapters/transport"
	"lotse/inbox"
)

// What concerns the app and not the account takes a token of the app's own, which
// the first two of the four keys are worth. It does not expire and is not kept.

// appToken gives it; "" for a login of OAuth 2.0, whose app has none.
func (c *Channel) appToken(ctx context.Context, op string) (string, error) {
	c.mu.Lock()
	token := c.app
	c.mu.Unlock()
	if token != "" || c.grant != nil {
		return token, nil
	}
	k := c.c.Keys()
	body, err := c.appCall(ctx, op, http.MethodPost, c.base.JoinPath("/oauth2/token").String(), func(r *http.Request) {
		r.SetBasicAuth(url.QueryEscape(k.ConsumerKey), url.QueryEscape(k.ConsumerSecret))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}, []byte("grant_type=client_credentials"))
	if err != nil {
		return "", err
	}
	var a struct {
		Type   string `json:"token_type"`
		Access string `json:"access_token"`
	}
	if json.Unmarshal(body, &a) != nil || a.Access == "" {
		return "", transport.Classify(op, http.StatusOK, errShape, false)
	}
	c.stack.Conceal(a.Access)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.app = a.Access
	return a.Access, nil
}

// appCall makes one request that posts nothing anywhere.
func (c *Channel) appCall(ctx context.Context, op, method, to string, prepare func(*http.Request), body []byte) ([]byte, error) {
	ctx, x := transport.Watch(ctx)
	var content io.Reader
	if body != nil {
		content = bytes.NewReader(body)
	}
	req, err := http.NewRequestWithContext(ctx, method, to, content)
	if err != nil {
		return nil, refused(op, inbox.ProblemDecode, "an address that is none")
	}
	prepare(req)
	resp, err := c.plain.Do(req)
	var raw []byte
	if err == nil {
		defer resp.Body.Close()
		raw, err = io.ReadAll(resp.Body) // within the transport's limit, and there already
		if err == nil && (resp.StatusCode < 200 || resp.StatusCode > 299) {
			err = errNoAnswer
		}
	}
	if err != nil {
		ce := c.problem(op, x, err)
		ce.SentMaybe = false
		return nil, ce
	}
	return raw, nil
}

// appGet reads one address of the API as the app.
func (c *Channel) appGet(ctx context.Context, op, path string, into any) error {
	return c.appAsk(ctx, op, http.MethodGet, path, nil, into)
}

func (c *Channel) appAsk(ctx context.Context, op, method, path string, body []byte, into any) error {
	token, err := c.appToken(ctx, op)
	if err != nil {
		return err
	}
	if token == "" {
		return refused(op, inbox.ProblemUnsupported, "this needs the four keys of OAuth 1.0a")
	}
	raw, err := c.appCall(ctx, op, method, c.base.String()+path, func(r *http.Request) {
		r.Header.Set("Authorization", "Bearer "+token)
		if body != nil {
			r.Header.Set("Content-Type", "application/json")
		}
	}, body)
	if inbox.ProblemOf(err) == inbox.ProblemAuth { // withdrawn: the next call asks for another
		c.mu.Lock()
		c.app = ""
		c.mu.Unlock()
	}
	if err != nil {
		return err
	}
	if json.Unmarshal(raw, &struct {
		Data any `json:"data"`
	}{into}) != nil {
		return transport.Classify(op, http.StatusOK, errShape, false)
	}
	return nil
}

// usage is how many posts the project has read this month, of how many it may.
type usage struct {
	Used number `json:"project_usage"`
	Cap  number `json:"project_cap"`
	Day  number `json:"cap_reset_day"` // days until it begins anew, or the day of the month: the papers differ
	at   time.Time
}

// number is one, or its digits in a string: the two spellings differ.
type number float64

// UnmarshalJSON reads either.
func (n *number) UnmarshalJSON(raw []byte) error {
	f, err := strconv.ParseFloat(strings.Trim(string(raw), `"`), 64)
	if err == nil && f >= 0 && f < 1e15 {
		*n = number(f)
	}
	return nil
}

// readUsage asks the platform what it has counted, which costs nothing.
func (c *Channel) readUsage(ctx context.Context, op string) (usage, error) {
	var u usage
	if err := c.appGet(ctx, op, "/2/usage/tweets?usage.fields=cap_reset_day,project_cap,project_usage", &u); err != nil {
		return u, err
	}
	u.at = c.clock.Now()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.counted = u
	return u, nil
}

// budget is what the platform counts, as it stood when it was asked last.
func (u usage) budget() (inbox.Budget, bool) {
	return inbox.Budget{Name: "posts", Used: float64(u.Used), Limit: float64(u.Cap)}, !u.at.IsZero() && u.Cap > 0
}
