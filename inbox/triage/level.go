package triage

import "lotse/inbox"

// level follows from the labels: E3 when somebody may come to harm, E2 when a
// person is hurt, exposed or accused, when the press asks or a rumour runs, E1
// for criticism and defects, E0 for everything else.
func (w *work) level(flags []inbox.Flag) inbox.Level {
	level := inbox.E0
	var set inbox.LabelSet
	for _, f := range flags {
		set = set.With(f.Label)
		level = max(level, levelOf(f))
	}
	// A named member of staff is delicate only when the tone is not friendly:
	// thanks to Ms Schulze are thanks.
	if set.Has(inbox.LabelStaffNamed) && level == inbox.E1 {
		level = inbox.E2
	}
	return level
}

func levelOf(f inbox.Flag) inbox.Level {
	switch f.Label {
	case inbox.LabelThreat, inbox.LabelEmergency:
		return inbox.E3
	case inbox.LabelInsult, inbox.LabelHate, inbox.LabelDefamation, inbox.LabelPrivateData, inbox.LabelPress:
		return inbox.E2
	case inbox.LabelClaim:
		return levelOfClaim(f)
	case inbox.LabelCriticism, inbox.LabelComplaint, inbox.LabelDefect, inbox.LabelNegative,
		inbox.LabelProfanity, inbox.LabelCallToAction:
		return inbox.E1
	default:
		return inbox.E0
	}
}

// levelOfClaim lifts a rumour: delicate when more than one word speaks for it.
func levelOfClaim(f inbox.Flag) inbox.Level {
	for _, s := range f.Spans {
		if s.Rule != "claim.rumour" {
			continue
		}
		if f.Score >= 0.65 {
			return inbox.E2
		}
		return inbox.E1
	}
	return inbox.E0
}
