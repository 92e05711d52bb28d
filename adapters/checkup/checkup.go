// Package checkup gathers what a channel's check of itself finds. Each adapter
// knows what to look at; how a finding is noted is the same for all.
package checkup

import (
	"errors"
	"strconv"
	"time"

	"lotse/adapters/transport"
	"lotse/inbox"
)

// Findings is what was found so far.
type Findings struct{ Out []inbox.Finding }

// Find notes a finding; args are names and values in turn.
func (d *Findings) Find(code string, g inbox.Grade, args ...string) {
	f := inbox.Finding{Code: code, Grade: g, Args: map[string]string{}}
	for i := 0; i+1 < len(args); i += 2 {
		f.Args[args[i]] = args[i+1]
	}
	d.Out = append(d.Out, f)
}

// Failed notes a call that must work and did not.
func (d *Findings) Failed(code string, err error, args ...string) {
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

// Clock compares the server's clock with ours. From bad on, signatures and the
// ends of tokens go wrong; a bad of zero is never reached.
func (d *Findings) Clock(s transport.Stats, warn, bad time.Duration) {
	if !s.SkewKnown {
		return
	}
	grade := inbox.GradeOK
	switch skew := s.Skew.Abs(); {
	case bad > 0 && skew > bad:
		grade = inbox.GradeError
	case skew > warn:
		grade = inbox.GradeWarn
	}
	d.Find("skew", grade, "skew", s.Skew.Round(time.Second).String())
}
