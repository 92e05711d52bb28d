package graph

import (
	"strconv"
	"time"

	"lotse/adapters/checkup"
	"lotse/inbox"
)

const (
	sunsetWarn = 90 * 24 * time.Hour
	fullWarn   = inbox.BudgetSlow * 100
)

// Doctor gathers what both check alike.
type Doctor struct{ checkup.Findings }

// Life says how long the token holds, from two weeks before its end.
func (d *Doctor) Life(ends, now time.Time) {
	days, warn := inbox.TokenDays(ends, now)
	if !warn {
		return
	}
	grade := inbox.GradeWarn
	if days < 1 {
		grade = inbox.GradeError
	}
	d.Find("token_expires", grade, "days", strconv.Itoa(days))
}

// Version says whether Meta ends the version that is asked for.
func (d *Doctor) Version(version string, now time.Time) {
	ends := Sunset(version)
	switch {
	case ends.IsZero():
		d.Find("api_version", inbox.GradeOK, "version", version)
	case !now.Before(ends):
		d.Find("api_version", inbox.GradeError, "version", version, "ends", ends.Format(time.DateOnly))
	case ends.Sub(now) < sunsetWarn:
		d.Find("api_version", inbox.GradeWarn, "version", version, "ends", ends.Format(time.DateOnly))
	default:
		d.Find("api_version", inbox.GradeOK, "version", version, "ends", ends.Format(time.DateOnly))
	}
}

// Share says how much of the platform's allowance is used.
func (d *Doctor) Share(budgets []inbox.Budget) {
	for _, b := range budgets {
		grade := inbox.GradeOK
		if b.Used >= fullWarn {
			grade = inbox.GradeWarn
		}
		d.Find("share", grade, "percent", strconv.Itoa(int(b.Used)))
	}
}
