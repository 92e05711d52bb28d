package ui

import (
	tea "charm.land/bubbletea/v2"

	"lotse/ui/frame"
)

// Palette is a theme from a file: it gives the palette for a ground.
type Palette func(frame.Ground) frame.Palette

// looks is what the terminal has told about itself. It is never waited for: the
// first frame is drawn with what can be read everywhere, and many terminals never
// answer.
type looks struct {
	ground    frame.Ground
	colorless bool // NO_COLOR, or a terminal without colours
}

// askGround asks for the colour behind the text.
func (m *Model) askGround() tea.Cmd { return tea.RequestBackgroundColor }

// learn takes what the terminal answers.
func (m *Model) learn(msg tea.Msg) {
	switch msg := msg.(type) {
	case tea.BackgroundColorMsg:
		m.looks.ground = frame.GroundLight
		if msg.IsDark() {
			m.looks.ground = frame.GroundDark
		}
	case tea.ColorProfileMsg:
		switch msg.String() {
		case "Ascii", "NoTTY":
			m.looks.colorless = true
		default:
			m.looks.colorless = false
		}
	}
	m.dress()
}

// dress makes the theme. Where no colour arrives, a selection must not be a colour
// either.
func (m *Model) dress() {
	switch {
	case m.looks.colorless:
		m.theme = frame.ThemeOn(frame.ThemeContrast, m.looks.ground)
	case m.opt.Palette != nil:
		p := m.opt.Palette(m.looks.ground)
		m.theme = p.Theme()
	default:
		m.theme = frame.ThemeOn(m.opt.Theme, m.looks.ground)
	}
}
