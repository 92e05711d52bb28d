package facebook

import (
	"context"
	"encoding/json"
	"time"

	"lotse/inbox"
)

const lifeEvery = 24 * time.Hour

// life is how long the access holds, as Meta told it.
type life struct {
	asked  time.Time
	ends   time.Time
	scopes []string
	valid  bool
}

// Vitals tells how long the access holds and how much of the allowance is used.
func (c *Channel) Vitals() inbox.Vitals {
	c.mu.Lock()
	defer c.mu.Unlock()
	return inbox.Vitals{TokenEnds: c.life.ends, Budgets: c.graph.Budgets()}
}

// learnLife asks once a day; an account works on without an answer.
func (c *Channel) learnLife(ctx context.Context) {
	c.mu.Lock()
	due := c.clock.Now().Sub(c.life.asked) >= lifeEvery
	c.mu.Unlock()
	if due {
		_, _ = c.askLife(ctx)
	}
}

// askLife reads what Meta says of the token. It is the one call that has the
// token in its address: there is no other way to name what is asked about.
func (c *Channel) askLife(ctx context.Context) (life, error) {
	l := life{asked: c.clock.Now()}
	body, err := c.graph.Inspect(ctx, "token")
	if err == nil {
		var d struct {
			Data struct {
				Valid   bool     `json:"is_valid"`
				Expires int64    `json:"expires_at"`
				Data    int64    `json:"data_access_expires_at"`
				Scopes  []string `json:"scopes"`
			} `json:"data"`
		}
		if json.Unmarshal(body, &d) == nil {
			l.valid, l.scopes = d.Data.Valid, d.Data.Scopes
			for _, at := range []int64{d.Data.Expires, d.Data.Data} { // 0: never
				if t := time.Unix(at, 0).UTC(); at > 0 && (l.ends.IsZero() || t.Before(l.ends)) {
					l.ends = t
				}
			}
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if err != nil {
		c.life.asked = l.asked // not again with every poll
		return c.life, err
	}
	c.life = l
	return l, nil
}
