package mastodontest

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// AllScopes is what [Server.AddAccount] grants when nothing else is asked.
var AllScopes = []string{"read", "write"}

// Account names one person on the server and, for local ones, the token to
// speak as them. Set the fields that matter, leave the rest to
// [Server.AddAccount].
type Account struct {
	// Acct is "berta" for a local account, "berta@weit.example" for one
	// elsewhere.
	Acct        string
	DisplayName string
	ID          string
	URI         string
	Token       string // "" for accounts elsewhere
	Scopes      []string
	CreatedAt   time.Time
	Followers   int
	Bot         bool
}

// account is the state behind an Account.
type account struct {
	Account
	follows map[*account]bool
	muted   map[*account]bool
	blocked map[*account]bool
}

// AddAccount adds a person. Missing fields are filled in; the result is
// complete. It panics when the name is taken, since that is a mistake of the
// test.
func (s *Server) AddAccount(acct string, with ...func(*Account)) Account {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.find(acct) != nil {
		panic(fmt.Sprintf("mastodontest: account %q is there already", acct))
	}
	a := &account{
		Account: Account{Acct: acct, Scopes: AllScopes, CreatedAt: s.now().AddDate(-1, 0, 0)},
		follows: map[*account]bool{}, muted: map[*account]bool{}, blocked: map[*account]bool{},
	}
	for _, w := range with {
		w(&a.Account)
	}
	if a.URI == "" {
		a.URI = s.actorURI(a.Acct)
	}
	if a.ID == "" {
		a.ID = s.newAccountID(a.URI)
	}
	if a.Token == "" && a.local() {
		a.Token = "token-of-" + a.Acct
	}
	s.accounts = append(s.accounts, a)
	return a.Account
}

func (s *Server) newAccountID(uri string) string {
	switch s.flavour {
	case GoToSocial:
		return s.newULID(s.now())
	case Snac:
		return digest(uri)
	}
	return s.newFlake(s.now())
}

func (a *account) local() bool { return !strings.Contains(a.Acct, "@") }

func (a *account) username() string {
	name, _, _ := strings.Cut(a.Acct, "@")
	return name
}

func (s *Server) host(acct string) string {
	if _, host, far := strings.Cut(acct, "@"); far {
		return host
	}
	return s.Domain
}

func (s *Server) actorURI(acct string) string {
	name, _, _ := strings.Cut(acct, "@")
	if s.flavour == Snac {
		return "https://" + s.host(acct) + "/" + name
	}
	return "https://" + s.host(acct) + "/users/" + name
}

// profileURL is the page people see.
func (s *Server) profileURL(a *account) string {
	if s.flavour == Snac {
		return a.URI
	}
	return "https://" + s.host(a.Acct) + "/@" + a.username()
}

// find knows "name", "name@host" and the local "name@" + Domain.
func (s *Server) find(acct string) *account {
	acct = strings.TrimSuffix(acct, "@"+s.Domain)
	for _, a := range s.accounts {
		if strings.EqualFold(a.Acct, acct) {
			return a
		}
	}
	return nil
}

func (s *Server) byID(id string) *account {
	i := slices.IndexFunc(s.accounts, func(a *account) bool { return a.ID == id })
	if i < 0 {
		return nil
	}
	return s.accounts[i]
}

func (s *Server) must(a Account) *account {
	if found := s.byID(a.ID); found != nil {
		return found
	}
	panic(fmt.Sprintf("mastodontest: no account %q", a.Acct))
}

// Revoke makes the token of an account invalid, as its owner can at any time.
func (s *Server) Revoke(a Account) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.must(a).Token = ""
}

// SetScopes changes what the token of an account may do.
func (s *Server) SetScopes(a Account, scopes ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.must(a).Scopes = scopes
}

// Muted tells whether who has muted whom.
func (s *Server) Muted(who, whom Account) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.must(who).muted[s.must(whom)]
}

// Blocked tells whether who has blocked whom.
func (s *Server) Blocked(who, whom Account) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.must(who).blocked[s.must(whom)]
}

// Block lets who block whom: whom can no longer read who's posts.
func (s *Server) Block(who, whom Account) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.must(who).blocked[s.must(whom)] = true
}

// grants tells whether the scopes of a token cover one: "read" covers
// "read:statuses".
func (a *account) grants(scope string) bool {
	wide, _, _ := strings.Cut(scope, ":")
	return slices.Contains(a.Scopes, scope) || slices.Contains(a.Scopes, wide)
}
