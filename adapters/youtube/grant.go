package youtube

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"lotse/adapters/transport"
	"lotse/inbox"
)

// early is how long before its end an access token is renewed.
const early = 2 * time.Minute

var (
	errGrant  = errors.New("the grant is no longer valid")
	errClient = errors.New("the app is not known")
)

// grant makes access tokens, which hold for an hour, of the refresh token.
type grant struct {
	client, secret, refresh string
	at                      string
	http                    *http.Client
	clock                   inbox.Clock
	keep                    *keep

	mu sync.Mutex // one renewal at a time
}

// access gives a token that still holds. Getting one posts nothing, so its
// failures leave no doubt.
func (g *grant) access(ctx context.Context, op string) (string, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	ends, err := time.Parse(time.RFC3339, g.keep.value("ends"))
	if token := g.keep.value("access"); token != "" && err == nil && g.clock.Now().Before(ends.Add(-early)) {
		return token, nil
	}
	token, ce := g.renew(ctx, op)
	if ce != nil {
		ce.SentMaybe = false
		return "", ce
	}
	return token, nil
}

// refused drops a token that the server did not take.
func (g *grant) refused(token string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.keep.value("access") == token {
		g.keep.set(map[string]string{"access": "", "ends": ""}, g.keep.grantEnds())
	}
}

// tokenAnswer is what the token address says.
type tokenAnswer struct {
	Access    string  `json:"access_token"`
	Seconds   float64 `json:"expires_in"`
	Refresh   string  `json:"refresh_token"`
	GrantEnds float64 `json:"refresh_token_expires_in"` // only where the grant ends by itself
	Scope     string  `json:"scope"`
	Error     string  `json:"error"`
}

func (g *grant) renew(ctx context.Context, op string) (string, *inbox.ChannelError) {
	refresh := g.keep.value("refresh") // Google may give another one
	if refresh == "" {
		refresh = g.refresh
	}
	form := url.Values{
		"grant_type": {"refresh_token"}, "client_id": {g.client}, "client_secret": {g.secret}, "refresh_token": {refresh},
	}
	ctx, x := transport.Watch(ctx)
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, g.at, strings.NewReader(form.Encode()))
	if err != nil {
		return "", x.Problem(op, err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	resp, err := g.http.Do(req)
	if err != nil {
		return "", x.Problem(op, err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body) // within the transport's limit, and there already
	var a tokenAnswer
	bad := json.Unmarshal(body, &a)
	if err == nil && resp.StatusCode == http.StatusOK {
		err = bad
		if err == nil && (a.Access == "" || a.Seconds <= 0) {
			err = errors.New("an answer without a token")
		}
	}
	if err != nil || resp.StatusCode != http.StatusOK {
		ce := x.Problem(op, err)
		switch a.Error {
		case "invalid_grant":
			ce.Class, ce.Err = inbox.ProblemAuth, errGrant
		case "invalid_client", "unauthorized_client":
			ce.Class, ce.Err = inbox.ProblemAuth, errClient
		}
		return "", ce
	}
	g.took(&a)
	return a.Access, nil
}

func (g *grant) took(a *tokenAnswer) {
	g.keep.link.hide(a.Access)
	g.keep.link.hide(a.Refresh)
	now := g.clock.Now().UTC()
	values := map[string]string{
		"access": a.Access, "scope": a.Scope,
		"ends": now.Add(seconds(a.Seconds)).Format(time.RFC3339),
	}
	if a.Refresh != "" {
		values["refresh"] = a.Refresh
	}
	var ends time.Time
	if a.GrantEnds > 0 {
		ends = now.Add(seconds(a.GrantEnds)).Truncate(time.Second)
	}
	g.keep.set(values, ends)
}

// seconds reads a number of them; ten years are as good as for ever.
func seconds(f float64) time.Duration {
	return time.Duration(min(max(f, 0), 10*365*24*3600)) * time.Second
}

// days is for findings.
func days(d time.Duration) string { return strconv.Itoa(max(0, int(d/(24*time.Hour)))) }
