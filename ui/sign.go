package ui

import (
	"strings"

	"charm.land/lipgloss/v2"

	"lotse/inbox"
	"lotse/ui/frame"
)

// The signs beside the words. They come from the set that every font of a
// terminal has had since the eighties; in a session without signs the words stand
// alone.

// bar is the mark at the left of what is selected.
func (m *Model) bar(selected bool) frame.Span {
	switch {
	case !selected:
		return frame.Own(" ", frame.Plain)
	case m.opt.Plain:
		return frame.Own(">", frame.Plain)
	}
	return frame.Own("▌", frame.Plain)
}

// levelSign is an escalation level, with a sign from E2 on.
func (m *Model) levelSign(l inbox.Level) (string, frame.Style) {
	sign, st := " ", frame.Plain
	switch {
	case l >= inbox.E3:
		sign, st = "■", frame.Alarm
	case l == inbox.E2:
		sign, st = "▲", frame.Warn
	case l == inbox.E0:
		st = frame.Dim
	}
	if m.opt.Plain {
		sign = " "
	}
	return sign + l.String(), st
}

// workSigns show a work state: full is new, half is in hand, an arrow is on its
// way, a point is done with.
var workSigns = map[inbox.WorkState]string{
	inbox.WorkNew:             "●",
	inbox.WorkTriaged:         "○",
	inbox.WorkAssigned:        "►",
	inbox.WorkInProgress:      "►",
	inbox.WorkWaitingInternal: "◊",
	inbox.WorkWaitingExternal: "◊",
	inbox.WorkInReview:        "□",
	inbox.WorkReturned:        "◄",
	inbox.WorkReleased:        "↑",
	inbox.WorkOutbox:          "↑",
	inbox.WorkAnswered:        "√",
	inbox.WorkClosed:          "·",
	inbox.WorkBundled:         "·",
}

func (m *Model) workSign(w inbox.WorkState) string {
	if m.opt.Plain {
		return ""
	}
	return workSigns[w] + " "
}

// padLeft puts a number at the right of its column.
func padLeft(s string, width int) string {
	return strings.Repeat(" ", max(0, width-lipgloss.Width(s))) + s
}
