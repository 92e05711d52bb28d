package graph

import (
	"errors"
	"strconv"
	"time"

	"lotse/adapters/transport"
	"lotse/inbox"
)

const (
	sunsetWarn = 90 * 24 * time.Hour
	fullWarn   = inbox.BudgetSlow * 100
)

// Doctor gathers findings.
type Doctor struct{ Out []inbox.Finding }

// Find notes one.
func (d *Doctor) Find(code string, g inbox.Grade, args ...string) {
	f := inbox.Finding{Code: code, Grade: g, Args: map[string]string{}}
	for i := 0; i+1 < len(args); i += 2 {
		f.Args[args[i]] = args[i+1]
	}
	d.Out = append(d.Out, f)
}

// Failed notes a call that must work and did not.
func (d *Doctor) Failed(code string, err error, args ...string) {
	d.Find(code, inbox.GradeError, args...)
	f := &d.Out[len(d.Out)-1]
	f.Args["problem"] = string(inbox.ProblemOf(err))
	var ce *inbox.ChannelError
	if errors.As(err, &ce) {
		f.Detail = ce.Remote
		if ce.Status != 0 {
			f.Args["status"] = strconv.Itoa(ce.Status)
		}
	}
}

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

// Clock compares the server's with ours.
func (d *Doctor) Clock(s transport.Stats, warn, bad time.Duration) {
	if !s.SkewKnown {
		return
	}
	grade := inbox.GradeOK
	switch {
	case s.Skew.Abs() > bad:
		grade = inbox.GradeError
	case s.Skew.Abs() > warn:
		grade = inbox.GradeWarn
	}
	d.Find("skew", grade, "skew", s.Skew.String())
}
