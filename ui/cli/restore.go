package cli

import (
	"context"
	"fmt"

	"lotse/inbox"
	"lotse/ui/text"
)

type restoreJSON struct {
	RuleSet string `json:"rule_set"`
	Done    int    `json:"done"`
	Changed int    `json:"changed"`
	Total   int    `json:"total"`
	Resumed bool   `json:"resumed"`
}

// restore assesses the whole store anew.
func (c *call) restore(ctx context.Context) error {
	s, err := c.session(ctx, decides)
	if err != nil {
		return err
	}
	if err := c.caughtUp(ctx); err != nil {
		return err
	}
	bar := c.progress(c.say.Learn.Restoring)
	defer bar.done()
	told := false
	r, err := s.Restore(ctx, func(r inbox.Restoring) {
		if r.Resumed && !told {
			told = true
			c.note(c.say.Learn.RestoreOn, text.Count(c.lang, r.Done, text.NounItem))
		}
		bar.total = r.Total
		bar.to(r.Done)
	})
	if err != nil {
		return err
	}
	bar.done()
	if c.json {
		return c.object(restoreJSON{r.RuleSet, r.Done, r.Changed, r.Total, r.Resumed})
	}
	c.line(c.say.Learn.Restored, text.Count(c.lang, r.Done, text.NounItem), r.Changed)
	return nil
}

// assessments tells whether the store is assessed by what the desk assesses by now.
func (d *doctor) assessments(ctx context.Context, desk *inbox.Desk) {
	r, err := desk.Restored(ctx)
	if err != nil {
		d.failed("triage", err)
		return
	}
	now := desk.RuleSet()
	if r.RuleSet == now && !r.Finished {
		d.report("triage", "restore", inbox.GradeWarn, fmt.Sprintf(d.say.Learn.RestoreLeft, r.Done, r.Total), nil, "")
		return
	}
	old, looked, err := desk.Outdated(ctx)
	switch {
	case err != nil:
		d.failed("triage", err)
	case old > 0:
		d.report("triage", "outdated", inbox.GradeWarn, fmt.Sprintf(d.say.Learn.Outdated, old, looked), nil, "")
	default:
		d.report("triage", "triage", inbox.GradeOK, fmt.Sprintf(d.say.Learn.Current, now), nil, "")
	}
}
