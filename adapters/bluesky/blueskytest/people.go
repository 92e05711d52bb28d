package blueskytest

import (
	"cmp"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

// account is somebody on the network.
type account struct {
	Account
	did string
}

// Account is somebody on the network.
type Account struct {
	Handle   string
	Name     string
	Password string // an app password
}

// token is an access or refresh token that was given out.
type token struct {
	of      *account
	ends    time.Time
	refresh bool
}

const (
	accessHolds  = 2 * time.Hour
	refreshHolds = 90 * 24 * time.Hour
)

// AddAccount makes an account and gives its DID.
func (s *Server) AddAccount(a Account) (did string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.add(a).did
}

func (s *Server) add(a Account) *account {
	s.serial++
	a.Password = cmp.Or(a.Password, Secret+"-app-password")
	x := &account{Account: a, did: fmt.Sprintf("did:plc:%024d", s.serial)}
	x.did = strings.NewReplacer("0", "a", "1", "b", "8", "c", "9", "d").Replace(x.did)
	s.accounts = append(s.accounts, x)
	return x
}

// account finds somebody by handle or DID; nil for nobody.
func (s *Server) account(name string) *account {
	for _, a := range s.accounts {
		if a.did == name || a.Handle == name {
			return a
		}
	}
	return nil
}

func createSession(s *Server, c *call) answer {
	s.logins++
	a := s.account(c.text("identifier"))
	if a == nil || c.text("password") != a.Password {
		return refuse(http.StatusUnauthorized, "AuthenticationRequired", "Invalid identifier or password")
	}
	return good(s.session(a))
}

func refreshSession(s *Server, c *call) answer {
	t, known := s.tokens[c.auth]
	switch {
	case !known || !t.refresh:
		return refuse(http.StatusBadRequest, "InvalidToken", "Token could not be verified: "+c.auth)
	case !s.now().Before(t.ends):
		return refuse(http.StatusBadRequest, "ExpiredToken", "Token has expired")
	}
	return good(s.session(t.of)) // the old one is taken for a while yet, as on the real one
}

func (s *Server) session(a *account) object {
	return object{
		"did": a.did, "handle": a.Handle, "active": true,
		"accessJwt":  s.token(a, "com.atproto.appPass", accessHolds, false),
		"refreshJwt": s.token(a, "com.atproto.refresh", refreshHolds, true),
		"didDoc": object{"@context": []string{"https://www.w3.org/ns/did/v1"}, "id": a.did, "service": []object{
			{"id": "#atproto_pds", "type": "AtprotoPersonalDataServer", "serviceEndpoint": s.URL},
		}},
	}
}

func (s *Server) token(a *account, scope string, holds time.Duration, refresh bool) string {
	s.serial++
	part := func(o object) string {
		b, _ := json.Marshal(o)
		return base64.RawURLEncoding.EncodeToString(b)
	}
	ends := s.now().Add(holds)
	jwt := part(object{"typ": "at+jwt", "alg": "ES256K"}) + "." +
		part(object{"scope": scope, "sub": a.did, "iat": s.now().Unix(), "exp": ends.Unix(), "jti": s.serial}) + "." +
		fmt.Sprintf("%s%d", Secret, s.serial)
	s.tokens[jwt] = token{a, ends, refresh}
	return jwt
}

// Revoke makes all tokens worthless, as when an app password is withdrawn.
func (s *Server) Revoke() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.tokens)
}

// SetPassword changes somebody's password.
func (s *Server) SetPassword(handle, password string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.account(handle).Password = password
}

func (s *Server) authorize(c *call) (answer, bool) {
	t, known := s.tokens[c.auth]
	switch {
	case c.auth == "":
		return refuse(http.StatusUnauthorized, "AuthMissing", "Authentication Required"), false
	case !known || t.refresh:
		return refuse(http.StatusBadRequest, "InvalidToken", "Token could not be verified: "+c.auth), false
	case !s.now().Before(t.ends):
		return refuse(http.StatusBadRequest, "ExpiredToken", "Token has expired"), false
	}
	c.self = t.of
	return answer{}, true
}

func getSession(_ *Server, c *call) answer {
	return good(object{"did": c.self.did, "handle": c.self.Handle, "active": true})
}

func resolveHandle(s *Server, c *call) answer {
	if i := slices.IndexFunc(s.accounts, func(a *account) bool { return a.Handle == c.q.Get("handle") }); i >= 0 {
		return good(object{"did": s.accounts[i].did})
	}
	return invalid("Unable to resolve handle")
}
