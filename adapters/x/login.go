package x

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"net/url"
	"strings"

	"lotse/inbox"
)

const (
	loginPage = "https://x.com/i/oauth2/authorize"
	// Redirect is where X sends the browser after a login. Nobody listens there: the
	// person copies the address, so that no port need be open.
	Redirect = "http://127.0.0.1:8723/lotse"
)

// Scopes lists the rights that a login asks for.
func Scopes() []string {
	return []string{"tweet.read", "users.read", "tweet.write", "tweet.moderate.write", "offline.access"}
}

// Login is one login of a person in their browser (OAuth 2.0 with PKCE).
type Login struct {
	ch              *Channel
	verifier, state string
}

// NewLogin begins one for a config with a ClientID.
func NewLogin(c Config) (*Login, error) {
	ch, err := New(c)
	if err != nil {
		return nil, err
	}
	if ch.grant == nil {
		return nil, errKeys
	}
	return &Login{ch, word(), word()}, nil
}

// Page is where the person allows the app.
func (l *Login) Page() string {
	sum := sha256.Sum256([]byte(l.verifier))
	return loginPage + "?" + url.Values{
		"response_type": {"code"}, "client_id": {l.ch.grant.client}, "redirect_uri": {Redirect}, "scope": {strings.Join(Scopes(), " ")},
		"state": {l.state}, "code_challenge": {base64.RawURLEncoding.EncodeToString(sum[:])}, "code_challenge_method": {"S256"},
	}.Encode()
}

// Finish takes the address that the browser was sent to, changes its code for
// tokens and keeps them.
func (l *Login) Finish(ctx context.Context, address string) error {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Query().Get("code") == "" || u.Query().Get("state") != l.state {
		return inbox.Fail(inbox.CodeLoginAddress, "channel", l.ch.id)
	}
	code, g := u.Query().Get("code"), l.ch.grant
	g.stack.Conceal(code, l.verifier)
	g.mu.Lock()
	defer g.mu.Unlock()
	ce := g.ask(ctx, "login", url.Values{
		"grant_type": {"authorization_code"}, "code": {code}, "redirect_uri": {Redirect}, "code_verifier": {l.verifier},
	})
	if ce != nil {
		return ce
	}
	return g.save() // once more where it failed: this one is told
}

// Close lets go of kept connections.
func (l *Login) Close() { l.ch.Close() }

func word() string {
	b := make([]byte, 32)
	if _, err := rand.Read(b); err != nil {
		panic("x: no randomness: " + err.Error()) // crypto/rand never fails on supported systems
	}
	return base64.RawURLEncoding.EncodeToString(b)
}
