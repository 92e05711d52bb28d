package graph

import (
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"time"

	fb "github.com/huandu/facebook/v2"

	"lotse/inbox"
)

// waitFull is how long nothing is read when the allowance is used up and the API
// does not say for how long: it is reckoned over a day and falls slowly.
const waitFull = 15 * time.Minute

const (
	patientFrom = 0.5
	// stopReads is where reading stops, in percent: asking now and then whether the
	// use has fallen takes up the rest to inbox.BudgetReads.
	stopReads = inbox.BudgetReads*100 - 2
)

// usage is how much of the platform's allowance is used, in percent, as the
// latest answer said.
type usage struct {
	mu    sync.Mutex
	share int
	until time.Time // nothing is read before
	known bool
}

// note takes an answer's headers: the business's own, or else the app's.
func (u *usage) note(h http.Header, useCase string, now time.Time) {
	share, minutes, ok := measured(h, useCase)
	if !ok {
		return
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	u.share, u.known, u.until = share, true, time.Time{}
	switch {
	case minutes > 0: // in minutes, by Meta's page
		u.until = now.Add(min(time.Duration(minutes), 24*60) * time.Minute)
	case float64(share) >= stopReads:
		u.until = now.Add(waitFull)
	}
}

// measured reads the worst of what counts for us.
func measured(h http.Header, useCase string) (share, minutes int, ok bool) {
	take := func(r *fb.RateLimiting) {
		ok = true
		share = max(share, r.CallCount, r.TotalTime, r.TotalCPUTime)
		minutes = max(minutes, r.EstimatedTimeToRegainAccess)
	}
	var business fb.BusinessUseCaseUsage
	if v := h.Get("X-Business-Use-Case-Usage"); v != "" && json.Unmarshal([]byte(v), &business) == nil {
		for _, of := range business {
			for _, r := range of {
				if r != nil && (r.Type == "" || strings.EqualFold(r.Type, useCase)) {
					take(r)
				}
			}
		}
	}
	for _, name := range []string{"X-App-Usage", "X-Page-Usage"} {
		var r fb.RateLimiting
		if v := h.Get(name); v != "" && json.Unmarshal([]byte(v), &r) == nil {
			take(&r)
		}
	}
	return max(0, min(share, 1000)), max(0, minutes), ok
}

// refuse keeps the rest of the allowance for replies and measures.
func (u *usage) refuse(op string, now time.Time) error {
	u.mu.Lock()
	defer u.mu.Unlock()
	if !now.Before(u.until) {
		return nil
	}
	return &inbox.ChannelError{Class: inbox.ProblemBudget, Op: op, RetryAt: u.until}
}

func (u *usage) regain() time.Time {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.until
}

// Budgets tells the allowance.
func (c *Client) Budgets() []inbox.Budget {
	c.use.mu.Lock()
	defer c.use.mu.Unlock()
	if !c.use.known {
		return nil
	}
	return []inbox.Budget{{Name: "share", Used: float64(c.use.share), Limit: 100, Resets: c.use.until}}
}

// Slowly stretches an interval when three quarters of the allowance are used.
func (c *Client) Slowly(every time.Duration) time.Duration {
	c.use.mu.Lock()
	defer c.use.mu.Unlock()
	if float64(c.use.share) >= inbox.BudgetSlow*100 {
		return 3 * every
	}
	return every
}

// Patiently stretches the time after which something that says it has not changed
// is read once more. What has changed is always read: from half of the allowance
// on, it comes first.
func (c *Client) Patiently(again time.Duration) time.Duration {
	c.use.mu.Lock()
	defer c.use.mu.Unlock()
	switch share := float64(c.use.share) / 100; {
	case share >= inbox.BudgetSlow:
		return 24 * again
	case share >= patientFrom:
		return 6 * again
	}
	return again
}
