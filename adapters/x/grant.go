package x

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"lotse/adapters/secret"
	"lotse/adapters/transport"
	"lotse/inbox"
)

const (
	early       = 2 * time.Minute   // an access token is renewed so long before its end
	secondThink = time.Minute       // after a refusal, in which another process may keep a newer token
	askAgain    = time.Hour         // after a refusal that stands
	tokenPath   = "/2/oauth2/token" //nolint:gosec // an address
)

var (
	errNoLogin = errors.New("nobody has logged in yet")
	errNoToken = errors.New("no access token") // whatever else it was, the call itself did not leave
	errGrant   = errors.New("the login is no longer valid")
	errClient  = errors.New("the app is not known")
)

// tokens are what a login gave. The refresh token is good for one renewal only,
// which gives the next: whoever loses it has lost the login.
type tokens struct {
	access, refresh string
	ends            time.Time // of the access token
	over            time.Time // of the login; zero: no end is known
}

// grant is access by OAuth 2.0. Several processes may share its vault.
type grant struct {
	client string
	secret func() string // of a confidential app; nil or "" for a public one
	vault  secret.Vault
	at     *url.URL
	http   *http.Client
	stack  *transport.Transport
	clock  inbox.Clock

	mu      sync.Mutex // one renewal at a time
	now     tokens
	spoilt  string    // an access token that the server did not take
	denied  string    // a refresh token that the server did not take
	since   time.Time // when it was denied first
	asked   time.Time // and last
	unsaved bool      // what is in memory is not in the vault
}

// origin ties what is kept to the app: another app's tokens are none of ours.
func (g *grant) origin() secret.Token { return secret.NewToken("x app " + g.client) }

// token gives an access token that still holds. Getting one posts nothing, so its
// failures leave no doubt. It is asked for after the call was written into the
// ledger: where that file can be written, the next token can be kept too.
func (g *grant) token(ctx context.Context, op string) (string, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.holds() {
		if g.unsaved {
			_ = g.save()
		}
		return g.now.access, nil
	}
	g.load() // another process may have been first
	if g.holds() {
		return g.now.access, nil
	}
	if g.now.refresh == "" {
		return "", &inbox.ChannelError{Class: inbox.ProblemAuth, Op: op, Err: errNoLogin}
	}
	if now := g.clock.Now(); g.denied == g.now.refresh && now.Before(g.asked.Add(g.patience(now))) {
		return "", g.refusal(op, 0)
	}
	form := url.Values{"grant_type": {"refresh_token"}, "refresh_token": {g.now.refresh}}
	if ce := g.ask(ctx, op, form); ce != nil {
		ce.SentMaybe = false
		return "", ce
	}
	return g.now.access, nil
}

func (g *grant) holds() bool {
	return g.now.access != "" && g.now.access != g.spoilt && g.clock.Now().Before(g.now.ends.Add(-early))
}

func (g *grant) patience(now time.Time) time.Duration {
	if now.Sub(g.since) < secondThink {
		return secondThink
	}
	return askAgain
}

// refusal is what a denied refresh token means: at first that another process may
// just be keeping the next one, then that the login is over.
func (g *grant) refusal(op string, status int) *inbox.ChannelError {
	now := g.clock.Now()
	if at := g.since.Add(secondThink); now.Before(at) {
		return &inbox.ChannelError{Class: inbox.ProblemRetryable, Status: status, Op: op, RetryAt: at, Err: errGrant}
	}
	return &inbox.ChannelError{Class: inbox.ProblemAuth, Status: status, Op: op, Err: errGrant}
}

// spoil drops an access token that the server did not take.
func (g *grant) spoil(token string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.spoilt = token
}

// ends is when the login ends by itself; zero when nobody knows.
func (g *grant) ends() time.Time {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.now.over
}

func (g *grant) notKept() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.unsaved
}

// load reads the vault. What could not be written yet is newer.
func (g *grant) load() {
	if g.unsaved {
		return
	}
	k, err := g.vault.Load(g.origin())
	if err != nil || k == nil {
		return
	}
	ends, _ := time.Parse(time.RFC3339, k.Values["ends"])
	g.set(tokens{k.Values["access"], k.Values["refresh"], ends, k.Ends})
}

func (g *grant) set(t tokens) {
	g.now = t
	g.stack.Conceal(t.access, t.refresh)
}

func (g *grant) save() error {
	err := g.vault.Save(g.origin(), secret.Kept{
		Values:  map[string]string{"access": g.now.access, "refresh": g.now.refresh, "ends": g.now.ends.UTC().Format(time.RFC3339)},
		Ends:    g.now.over,
		Renewed: g.clock.Now().UTC(),
	})
	g.unsaved = err != nil
	return err
}

// tokenAnswer is what the token address says.
type tokenAnswer struct {
	Access  string  `json:"access_token"`
	Refresh string  `json:"refresh_token"`
	Seconds float64 `json:"expires_in"`
	Over    float64 `json:"refresh_token_expires_in"` // only where the login ends by itself
	Error   string  `json:"error"`
}

// ask changes a code or a refresh token for new tokens and keeps them, before
// anything is done with them.
func (g *grant) ask(ctx context.Context, op string, form url.Values) *inbox.ChannelError {
	form.Set("client_id", g.client)
	ctx, x := transport.Watch(ctx)
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, g.at.JoinPath(tokenPath).String(), strings.NewReader(form.Encode()))
	if err != nil {
		return x.Problem(op, err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if g.secret != nil && g.secret() != "" {
		req.SetBasicAuth(url.QueryEscape(g.client), url.QueryEscape(g.secret()))
	}
	resp, err := g.http.Do(req)
	if err != nil {
		return x.Problem(op, err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body) // within the transport's limit, and there already
	var a tokenAnswer
	bad := json.Unmarshal(body, &a)
	g.stack.Conceal(a.Access, a.Refresh)
	if err == nil && resp.StatusCode == http.StatusOK && (bad != nil || a.Access == "" || a.Refresh == "" || a.Seconds <= 0) {
		err = errShape
	}
	if err != nil || resp.StatusCode != http.StatusOK {
		return g.failed(op, x, err, a.Error, form.Get("refresh_token"))
	}
	now := g.clock.Now().UTC()
	t := tokens{access: a.Access, refresh: a.Refresh, ends: now.Add(seconds(a.Seconds))}
	if a.Over > 0 {
		t.over = now.Add(seconds(a.Over)).Truncate(time.Second)
	}
	g.set(t)
	g.spoilt, g.denied = "", ""
	_ = g.save() // not kept is told by doctor, and tried again with the next call
	return nil
}

func (g *grant) failed(op string, x *transport.Exchange, err error, said, refresh string) *inbox.ChannelError {
	ce := x.Problem(op, err)
	if ce.Status != http.StatusBadRequest && ce.Status != http.StatusUnauthorized && ce.Status != http.StatusForbidden {
		return ce
	}
	ce.Class, ce.Err = inbox.ProblemAuth, errGrant
	switch {
	case said == "unauthorized_client" || said == "invalid_client":
		ce.Err = errClient
	case refresh != "":
		now := g.clock.Now()
		if g.denied != refresh {
			g.denied, g.since = refresh, now
		}
		g.asked = now
		remote := ce.Remote
		ce = g.refusal(op, ce.Status)
		ce.Remote = remote
	}
	return ce
}

// seconds reads a number of them; ten years are as good as for ever.
func seconds(f float64) time.Duration {
	return time.Duration(min(max(f, 0), 10*365*24*3600)) * time.Second
}
