package ui

import (
	"context"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"lotse/ui/frame"
)

// Beat is a moment of a demonstration: what the screen tells of it has words of
// its own under the id. Do is what a colleague does then; nil for nothing.
type Beat struct {
	At time.Duration // since the start
	ID string
	Do func(ctx context.Context) error
}

// story tells what happens in a demonstration, in a few lines above the status. It
// takes no keys.
type story struct {
	beats []Beat
	at    int // the beat that is told; -1 before the first
}

// beatMsg says that a moment has come.
type beatMsg struct{ at int }

// start waits for the first beat.
func (s *story) start(m *Model) tea.Cmd {
	s.at = -1
	if len(s.beats) == 0 {
		return nil
	}
	return m.opt.After(s.beats[0].At, beatMsg{0})
}

// beat tells a moment, lets happen what belongs to it, and waits for the next.
func (s *story) beat(m *Model, msg beatMsg) tea.Cmd {
	s.at = msg.at
	b := &s.beats[s.at]
	var cmds []tea.Cmd
	if b.Do != nil && !m.opt.ReadOnly {
		cmds = append(cmds, m.decide(act{quiet: true, do: b.Do}))
	}
	if next := s.at + 1; next < len(s.beats) {
		cmds = append(cmds, m.opt.After(s.beats[next].At-b.At, beatMsg{next}))
	}
	return tea.Batch(cmds...)
}

// words is what is told now.
func (s *story) words(m *Model) string {
	if s.at < 0 || m.opt.Quiet {
		return ""
	}
	return m.s.Story.Now + " " + m.s.Story.Beats[s.beats[s.at].ID]
}

// storyLines is how many lines a story takes, told or not: nothing may jump when
// the next moment comes.
const storyLines = 3

func (s *story) rows(m *Model) []frame.Row {
	if len(s.beats) == 0 || m.opt.Quiet {
		return nil
	}
	return told(m.s.Story.Now, m.s.Story.Beats[s.beatID()], m.width, storyLines)
}

func (s *story) beatID() string {
	if s.at < 0 {
		return ""
	}
	return s.beats[s.at].ID
}

// told lays words out in exactly n lines, with a lead that stands out.
func told(lead, words string, width, n int) []frame.Row {
	rows := make([]frame.Row, n)
	if words == "" {
		return rows
	}
	for i, r := range frame.Para(strings.TrimSpace(lead+" "+words), width-2, frame.Plain) {
		if i < n {
			rows[i] = frame.Of(append([]frame.Span{frame.Own(" ", frame.Plain)}, r.Spans...)...)
			rows[i].Fill = frame.Ours
		}
	}
	return rows
}
