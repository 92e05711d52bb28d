package instagram

import (
	"context"
	"encoding/json"
	"net/url"
	"sync"
	"time"

	"lotse/adapters/graph"
	"lotse/adapters/secret"
	"lotse/inbox"
)

const (
	renewEvery = 7 * 24 * time.Hour
	renewAgain = 24 * time.Hour // after one that failed; a young token is refused for as long
	longest    = 400 * 24 * time.Hour
)

const keptToken = "access_token"

// renewal keeps the token alive.
type renewal struct {
	vault  *secret.Vault
	origin secret.Token // the config's

	mu   sync.Mutex
	kept secret.Kept
	last time.Time // when it was last tried
	open bool      // what is kept did not get into the vault yet
}

// load gives the token to begin with: the renewed one, or the config's.
func (r *renewal) load(origin secret.Token) (secret.Token, error) {
	r.origin = origin
	if r.vault == nil {
		return origin, nil
	}
	k, err := r.vault.Load(origin)
	if err != nil || k == nil {
		return origin, err
	}
	r.kept = *k
	if v := k.Values[keptToken]; v != "" {
		return secret.NewToken(v), nil
	}
	return origin, nil
}

func (r *renewal) ends() time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.kept.Ends
}

// due reports whether it is time. What has run out cannot be renewed.
func (r *renewal) due(now time.Time) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	over := !r.kept.Ends.IsZero() && !now.Before(r.kept.Ends)
	return r.vault != nil && !over && now.Sub(r.kept.Renewed) >= renewEvery && now.Sub(r.last) >= renewAgain
}

// renew asks for a successor once a week. A token younger than a day is refused:
// then the next day tries again. The successor goes into the vault before it is
// used. Where it cannot be kept it is used all the same, for nobody says how long
// the old one holds, and each poll tries to keep it again.
func (c *Channel) renew(ctx context.Context) error {
	now := c.clock.Now()
	if err := c.renewal.save(); err != nil {
		return err
	}
	if !c.renewal.due(now) {
		return nil
	}
	c.renewal.mu.Lock()
	c.renewal.last = now
	c.renewal.mu.Unlock()
	body, err := c.graph.Renew(ctx, "token", "refresh_access_token", url.Values{"grant_type": {"ig_refresh_token"}})
	if err != nil {
		return err
	}
	var a struct {
		Token   string `json:"access_token"`
		Expires int64  `json:"expires_in"`
	}
	if json.Unmarshal(body, &a) != nil || a.Token == "" || a.Expires <= 0 {
		return graph.Undecodable("token", errNoObject, false)
	}
	k := secret.Kept{
		Values: map[string]string{keptToken: a.Token}, Renewed: now.UTC(),
		Ends: now.Add(min(time.Duration(min(a.Expires, int64(longest/time.Second)))*time.Second, longest)).UTC().Truncate(time.Second),
	}
	c.renewal.mu.Lock()
	c.renewal.kept, c.renewal.open = k, true
	c.renewal.mu.Unlock()
	err = c.renewal.save()
	c.graph.SetToken(a.Token)
	return err
}

// save puts what is open into the vault.
func (r *renewal) save() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.open {
		return nil
	}
	err := r.vault.Save(r.origin, r.kept)
	r.open = err != nil
	return err
}

// renewOn is renew as a poll does it: what fails is told and hinders nothing.
func (r *round) renewOn(ctx context.Context) {
	if err := r.c.renew(ctx); err != nil {
		class := string(inbox.ProblemOf(err))
		if class == "" {
			class = string(inbox.CodeOf(err)) // the vault's
		}
		r.Warn("token_not_renewed", class)
	}
}
