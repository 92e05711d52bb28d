package bluesky

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"lotse/adapters/secret"
	"lotse/inbox"
)

const (
	renewBefore = 2 * time.Minute  // of an access token's end
	loginPause  = 10 * time.Minute // after a refused login: 300 a day are all there are
)

// session is a login that lasts: an access token for two hours, a refresh token
// for ninety days which each renewal replaces.
type session struct {
	DID, Host       string
	Access, Refresh string
}

// keeper holds the one session of an account, renews it when it ends and keeps
// it in the vault.
type keeper struct {
	link     *link
	account  string
	password secret.Token
	vault    secret.Vault
	clock    inbox.Clock

	turn    chan struct{} // whoever holds it may touch what follows
	now     session
	ended   string // an access token that the server calls expired
	loaded  bool
	unsaved error     // why the vault did not take the session
	pause   time.Time // no login before
	refused error

	until atomic.Int64 // when the refresh token ends, in seconds since 1970
}

func newKeeper(l *link, account string, password secret.Token, v secret.Vault, clock inbox.Clock) *keeper {
	return &keeper{link: l, account: account, password: password, vault: v, clock: clock, turn: make(chan struct{}, 1)}
}

// session gives one whose access token still holds and is not the ended one. It
// makes a request only where it must.
func (k *keeper) session(ctx context.Context, op, ended string) (session, error) {
	select {
	case k.turn <- struct{}{}:
		defer func() { <-k.turn }()
	case <-ctx.Done():
		return session{}, &inbox.ChannelError{Class: inbox.ProblemRetryable, Op: op, Err: ctx.Err()}
	}
	k.load()
	if ended != "" {
		k.ended = ended
	}
	if k.now.Access != "" && k.now.Access != k.ended && k.holds(k.now.Access) {
		return k.now, nil
	}
	if k.now.Refresh != "" && k.holds(k.now.Refresh) {
		err := k.renew(ctx, op)
		if err == nil || inbox.ProblemOf(err) != inbox.ProblemAuth {
			return k.now, err
		}
	}
	return k.now, k.login(ctx, op)
}

// end notes that the server calls a token expired.
func (k *keeper) end(access string) {
	k.turn <- struct{}{}
	defer func() { <-k.turn }()
	k.ended = access
}

// ends tells when the session would end if nobody renewed it; zero without one.
// It waits for nothing.
func (k *keeper) ends() time.Time {
	if at := k.until.Load(); at != 0 {
		return time.Unix(at, 0).UTC()
	}
	return time.Time{}
}

// notKept tells why the vault does not hold the session, nil when it does or there
// is no vault.
func (k *keeper) notKept() error {
	k.turn <- struct{}{}
	defer func() { <-k.turn }()
	return k.unsaved
}

// holds reports whether a token is good for a while yet, by the server's clock.
func (k *keeper) holds(token string) bool {
	at := claimsOf(token).ends()
	return at.IsZero() || k.clock.Now().Add(k.link.stats().Skew+renewBefore).Before(at)
}

func (k *keeper) renew(ctx context.Context, op string) error {
	raw, err := k.link.call(ctx, op, k.now.Host, k.now.Refresh, "com.atproto.server.refreshSession", nil, noBody)
	if err != nil {
		return unsent(err)
	}
	return k.take(op, raw)
}

func (k *keeper) login(ctx context.Context, op string) error {
	if k.refused != nil && k.clock.Now().Before(k.pause) {
		return k.refused
	}
	raw, err := k.link.call(ctx, op, k.link.base.String(), "", "com.atproto.server.createSession", nil,
		map[string]string{"identifier": k.account, "password": k.password.Reveal()})
	if err != nil {
		if err = unsent(err); inbox.ProblemOf(err) == inbox.ProblemAuth {
			k.refused, k.pause = err, k.clock.Now().Add(loginPause)
		}
		return err
	}
	return k.take(op, raw)
}

// take keeps a new session.
func (k *keeper) take(op string, raw json.RawMessage) error {
	var a struct {
		Access  string          `json:"accessJwt"`
		Refresh string          `json:"refreshJwt"`
		DID     string          `json:"did"`
		Doc     json.RawMessage `json:"didDoc"`
	}
	if err := json.Unmarshal(raw, &a); err != nil || a.Access == "" || a.Refresh == "" || !isDID(a.DID) {
		return undecodable(op, errors.New("an answer that is no session"))
	}
	s := session{DID: a.DID, Access: a.Access, Refresh: a.Refresh, Host: k.now.Host}
	if host := hostIn(a.Doc, k.link.base); host != "" {
		s.Host = host
	}
	if s.Host == "" {
		s.Host = k.link.base.String()
	}
	k.set(s)
	k.refused = nil
	if k.vault == (secret.Vault{}) {
		return nil
	}
	// Not saved is not lost: the password makes another one.
	k.unsaved = k.vault.Save(k.password, secret.Kept{
		Values:  map[string]string{"did": s.DID, "host": s.Host, "access": s.Access, "refresh": s.Refresh, "account": k.account},
		Ends:    claimsOf(s.Refresh).ends(),
		Renewed: k.clock.Now(),
	})
	return nil
}

func (k *keeper) load() {
	if k.loaded || k.vault == (secret.Vault{}) {
		return
	}
	k.loaded = true
	kept, err := k.vault.Load(k.password)
	k.unsaved = err
	if err != nil || kept == nil || kept.Values["account"] != k.account {
		return
	}
	v := kept.Values
	s := session{DID: v["did"], Host: v["host"], Access: v["access"], Refresh: v["refresh"]}
	if u, err := url.Parse(s.Host); isDID(s.DID) && s.Refresh != "" && err == nil && mayHost(u, k.link.base) {
		k.set(s)
	}
}

func (k *keeper) set(s session) {
	k.now = s
	k.link.conceal(s.Access, s.Refresh)
	if at := claimsOf(s.Refresh).ends(); !at.IsZero() {
		k.until.Store(at.Unix())
	}
}

// hostIn finds the server that keeps the account in its identity document.
func hostIn(doc json.RawMessage, base *url.URL) string {
	var d struct {
		Service []struct {
			ID       string `json:"id"`
			Endpoint string `json:"serviceEndpoint"`
		} `json:"service"`
	}
	if json.Unmarshal(doc, &d) != nil {
		return ""
	}
	for _, s := range d.Service {
		if !strings.HasSuffix(s.ID, "#atproto_pds") {
			continue
		}
		if u, err := url.Parse(s.Endpoint); err == nil && mayHost(u, base) {
			return strings.TrimRight(u.String(), "/")
		}
	}
	return ""
}

// mayHost reports whether tokens may be sent to a server: over https, or on this
// machine when the login was there as well.
func mayHost(u, base *url.URL) bool {
	if u.Host == "" || u.User != nil || u.RawQuery != "" || strings.Trim(u.Path, "/") != "" {
		return false
	}
	if base.Scheme == "http" { // a server on this machine: nothing of it leads elsewhere
		ip := net.ParseIP(u.Hostname())
		return u.Scheme == "http" && (u.Hostname() == "localhost" || ip != nil && ip.IsLoopback())
	}
	return u.Scheme == "https"
}

// claims are what a token says of itself. Nobody here can check its signature,
// and nothing rests on it but when to renew.
type claims struct {
	Exp   float64 `json:"exp"`
	Scope string  `json:"scope"`
}

func claimsOf(token string) (c claims) {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return c
	}
	raw, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(parts[1], "="))
	if err != nil || json.Unmarshal(raw, &c) != nil {
		return claims{}
	}
	return c
}

func (c claims) ends() time.Time {
	if c.Exp <= 0 || c.Exp > 1e11 {
		return time.Time{}
	}
	return time.Unix(int64(c.Exp), 0).UTC()
}
