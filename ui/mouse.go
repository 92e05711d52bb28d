package ui

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
)

// spot is a part of the frame on which a click or the wheel means something. Spots
// are made by drawing and by nothing else, so that what is hit is what is seen.
type spot struct {
	x, y, w, h int
	click      func(m *Model) tea.Cmd
	wheel      func(m *Model, by int) tea.Cmd
}

func (s *spot) has(x, y int) bool {
	return x >= s.x && x < s.x+s.w && y >= s.y && y < s.y+s.h
}

// spot adds a part that can be clicked.
func (p *panel) spot(x, y, w, h int, click func(m *Model) tea.Cmd) {
	if w > 0 && h > 0 {
		p.spots = append(p.spots, spot{x: x, y: y, w: w, h: h, click: click})
	}
}

// roll puts a part from the corner on that the wheel scrolls below all others.
func (p *panel) roll(w, h int, wheel func(m *Model, by int) tea.Cmd) {
	p.spots = append([]spot{{w: w, h: h, wheel: wheel}}, p.spots...)
}

// moved gives the spots of a panel that lies elsewhere, cut to a height.
func (p *panel) moved(dx, dy, height int) []spot {
	out := make([]spot, 0, len(p.spots))
	for _, s := range p.spots {
		s.h = min(s.h, height-s.y)
		if s.y < 0 {
			s.y, s.h = 0, s.h+s.y
		}
		if s.h > 0 {
			s.x, s.y = s.x+dx, s.y+dy
			out = append(out, s)
		}
	}
	return out
}

// at finds what a cell of the last frame belongs to: what was drawn last lies on
// top.
func (m *Model) at(x, y int, meant func(*spot) bool) *spot {
	for i := len(m.spots) - 1; i >= 0; i-- {
		if s := &m.spots[i]; s.has(x, y) && meant(s) {
			return s
		}
	}
	return nil
}

// clicked is the way of a click. The shift key leaves the mouse to the terminal,
// to select text with.
func (m *Model) clicked(msg tea.MouseClickMsg) tea.Cmd {
	if msg.Button != tea.MouseLeft || msg.Mod&tea.ModShift != 0 || m.swallows() {
		return nil
	}
	m.quitting = false
	m.heard()
	if s := m.at(msg.X, msg.Y, func(s *spot) bool { return s.click != nil }); s != nil {
		return s.click(m)
	}
	return nil
}

// wheelEvery is how often at most the wheel moves something: a wheel turned fast
// tells far more often than anybody can see.
const wheelEvery = 16 * time.Millisecond

// wheel is what the wheel was turned since it last moved something.
type wheel struct {
	by    int
	x, y  int
	waits bool // a wheelMsg is under way
}

type wheelMsg struct{}

// wheeled is the way of the wheel: the first turn counts at once, what follows
// within a frame counts together.
func (m *Model) wheeled(msg tea.MouseWheelMsg) tea.Cmd {
	m.gather(msg)
	if m.wheel.waits {
		return nil
	}
	m.wheel.waits = true
	return tea.Batch(m.roll(), m.opt.After(wheelEvery, wheelMsg{}))
}

// gather adds a turn of the wheel up.
func (m *Model) gather(msg tea.MouseWheelMsg) {
	if msg.X != m.wheel.x || msg.Y != m.wheel.y {
		m.wheel.x, m.wheel.y = msg.X, msg.Y
	}
	switch msg.Button {
	case tea.MouseWheelDown:
		m.wheel.by++
	case tea.MouseWheelUp:
		m.wheel.by--
	}
}

func (m *Model) wheelPaused() tea.Cmd {
	if m.wheel.by == 0 {
		m.wheel.waits = false
		return nil
	}
	return tea.Batch(m.roll(), m.opt.After(wheelEvery, wheelMsg{}))
}

// roll scrolls what lies under the pointer.
func (m *Model) roll() tea.Cmd {
	by := m.wheel.by
	m.wheel.by = 0
	s := m.at(m.wheel.x, m.wheel.y, func(s *spot) bool { return s.wheel != nil })
	if by == 0 || s == nil {
		return nil
	}
	return s.wheel(m, by)
}

// sieve stands before Update: turns of the wheel that only have to be added up
// cost no frame.
func sieve(model tea.Model, msg tea.Msg) tea.Msg {
	m, ours := model.(*Model)
	turn, turned := msg.(tea.MouseWheelMsg)
	switch {
	case ours && turned && m.wheel.waits:
		m.gather(turn)
		return nil
	case ours:
		if _, motion := msg.(tea.MouseMotionMsg); motion {
			return nil
		}
	}
	return msg
}

// lineScroll is how many lines a turn of the wheel moves a text.
const lineScroll = 3

// clickLine is a click on a line: it chooses the line, and what is chosen already
// it opens by the action of Enter. It never changes a state.
func (m *Model) clickLine(chosen bool, choose func(), open string) tea.Cmd {
	if chosen {
		return m.run(m.action(open))
	}
	choose()
	return nil
}

// clickItem selects an item of the list, and opens it when it is selected
// already: so a double click opens too. It never changes a state.
func (l *listScreen) clickItem(m *Model, id inbox.ItemID) tea.Cmd {
	w := l.window()
	l.focus = false
	if w.Selected == id {
		return m.run(m.action("open"))
	}
	if w.Select(id) {
		l.scroll = 0
		l.extendRange(m)
	}
	return nil
}

// keyPress is the press of a key by its name, as the keyboard would send it.
func keyPress(name string) tea.KeyPressMsg {
	var k tea.KeyPressMsg
	for {
		rest, ctrl := strings.CutPrefix(name, "ctrl+")
		if ctrl {
			k.Mod |= tea.ModCtrl
		} else if rest, ctrl = strings.CutPrefix(name, "shift+"); ctrl {
			k.Mod |= tea.ModShift
		} else if rest, ctrl = strings.CutPrefix(name, "alt+"); ctrl {
			k.Mod |= tea.ModAlt
		} else {
			break
		}
		name = rest
	}
	if code, named := keyCodes[name]; named {
		k.Code = code
		if code == tea.KeySpace && k.Mod == 0 {
			k.Text = " "
		}
		return k
	}
	for _, r := range name {
		k.Code = r
		break
	}
	if k.Mod == 0 {
		k.Text = name
	}
	return k
}

var keyCodes = map[string]rune{
	"enter": tea.KeyEnter, "esc": tea.KeyEscape, "space": tea.KeySpace, "tab": tea.KeyTab, "up": tea.KeyUp, "down": tea.KeyDown,
	"left": tea.KeyLeft, "right": tea.KeyRight, "backspace": tea.KeyBackspace, "delete": tea.KeyDelete, "pgdown": tea.KeyPgDown,
	"pgup": tea.KeyPgUp, "home": tea.KeyHome, "end": tea.KeyEnd, "f1": tea.KeyF1,
}

// keyNamed finds the key that a hint names, "" when it names none: "letter".
func (m *Model) keyNamed(shown string) string {
	mods := ""
	for {
		if rest, ok := strings.CutPrefix(shown, m.s.Ctrl+"+"); ok {
			mods, shown = mods+"ctrl+", strings.ToLower(rest)
		} else if rest, ok := strings.CutPrefix(shown, m.s.Shift+"+"); ok {
			mods, shown = mods+"shift+", rest
		} else if rest, ok := strings.CutPrefix(shown, "Alt+"); ok {
			mods, shown = mods+"alt+", rest
		} else {
			break
		}
	}
	for k, name := range m.s.KeyNames {
		if name == shown {
			return mods + k
		}
	}
	switch {
	case shown == m.s.AnyKey:
		return "esc" // any key but the one for yes says no
	case len([]rune(shown)) == 1:
		return mods + shown
	}
	return ""
}
