package inbox

import "time"

// Vitals is what a channel knows of its account beside errors: how long its
// access still holds and how much of its allowance is used.
type Vitals struct {
	TokenEnds time.Time // when the access ends if nobody does anything; zero: it does not end, or nobody knows
	Budgets   []Budget
}

// Metered is a channel that tells its vitals. It makes no request for them.
type Metered interface{ Vitals() Vitals }

// Budget is an allowance of the platform or a limit the town has set itself.
type Budget struct {
	Name   string    `json:"name"`            // calls, units, usd, share: what is counted
	Used   float64   `json:"used"`            // in this window
	Limit  float64   `json:"limit,omitempty"` // 0: not known
	Resets time.Time `json:"resets,omitzero"`
}

// Share gives the used part, 0 to 1 and more; 0 without a limit.
func (b Budget) Share() float64 {
	if b.Limit <= 0 {
		return 0
	}
	return b.Used / b.Limit
}

// How much of a budget each kind of call may use up: what is left over is for
// what cannot wait. Platforms advise to slow down from three quarters.
const (
	BudgetSlow  = 0.75 // from here on reading takes its time
	BudgetReads = 0.90 // from here on nothing is read; replies and measures go on
)

// tokenWarnings are the days before an access ends on which it is told.
var tokenWarnings = []int{14, 7, 3, 1}

// TokenDays tells how many whole days an access still holds and whether it is
// time to say so: from two weeks before. A past end gives 0 and true.
func TokenDays(ends, now time.Time) (days int, warn bool) {
	if ends.IsZero() {
		return 0, false
	}
	days = max(0, int(ends.Sub(now)/(24*time.Hour)))
	return days, days <= tokenWarnings[0]
}

// TokenStage is the warning that a number of days belongs to: 14, 7, 3, 1 or 0.
// An alarm is raised once a stage.
func TokenStage(days int) int {
	stage := tokenWarnings[0]
	for _, d := range tokenWarnings {
		if days <= d {
			stage = d
		}
	}
	if days < 1 {
		return 0
	}
	return stage
}
