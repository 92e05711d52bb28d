package cli

import (
	"slices"

	"lotse/inbox"
)

// muted is triage without the labels that the town does not want suggested. People
// can still set them.
type muted struct {
	inbox.Assessor
	labels inbox.LabelSet
}

func (m muted) Assess(text string, c inbox.AssessContext) inbox.Assessment {
	a := m.Assessor.Assess(text, c)
	a.Flags = slices.DeleteFunc(a.Flags, func(f inbox.Flag) bool { return m.labels.Has(f.Label) })
	return a
}

// assessor gives the triage as the config and the rules of the town want it.
func (c *call) assessor() inbox.Assessor { return c.mute(c.ownRules()) }

// mute leaves out what the config does not want suggested.
func (c *call) mute(a inbox.Assessor) inbox.Assessor {
	if set := c.cfg.Triage.Mute; set != 0 {
		return muted{a, set}
	}
	return a
}
