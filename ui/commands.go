package ui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
	"lotse/ui/text"
)

// command is a line that is typed: a name and what stands behind it. Its words are
// in package text under its id; the id and the name of each language are read.
type command struct {
	id     string
	action string // whose conditions hold; "" for none
	// keep says how much may be remembered beyond this session: names of our own, never
	// what was searched for, an address or a reason in words.
	keep     bool
	complete func(m *Model, rest string) []offer
	run      func(m *Model, rest string) (answer, error)
}

// why says why a command cannot be run now.
func (c *command) why(m *Model) string {
	if c.action == "" {
		return ""
	}
	if ok, why := m.may(m.action(c.action)); !ok {
		return why
	}
	return ""
}

// commandIn finds the command a line begins with, what stands behind its name, and
// where that begins; 0 while the name may still be typed.
func (m *Model) commandIn(v string) (c *command, rest string, from int) {
	trimmed := strings.TrimLeft(v, " ")
	name, rest, complete := strings.Cut(trimmed, " ")
	if complete {
		from = len(v) - len(rest)
	}
	key := inbox.FoldText(name)
	for i := range m.commands {
		id := m.commands[i].id
		for _, l := range text.Langs() {
			if key == id || key == inbox.FoldText(text.ScreenIn(l).Hand.Commands[id].Name) {
				return &m.commands[i], rest, from
			}
		}
	}
	return nil, "", 0
}

func commands() []command {
	return []command{
		{id: "label", action: "label", keep: true, complete: (*Model).offerLabels, run: (*Model).runLabel},
		{id: "assign", action: "assign", keep: true, complete: (*Model).offerAssign, run: (*Model).runAssign},
		{id: "level", action: "level", complete: (*Model).offerLevels, run: (*Model).runLevel},
		{id: "escalate", action: "escalate", complete: (*Model).offerEscalate, run: (*Model).runEscalate},
		{id: "close", action: "close", keep: true, complete: (*Model).offerReasons, run: (*Model).runClose},
		{id: "snooze", action: "snooze", keep: true, complete: (*Model).offerTimes, run: (*Model).runSnooze},
		{id: "note", action: "note", run: (*Model).runNote},
		{id: "view", keep: true, complete: (*Model).offerViews, run: (*Model).runView},
		{id: "query", complete: (*Model).offerQuery, run: (*Model).runQuery},
		{id: "goto", run: (*Model).runGoto},
		{id: "save", run: (*Model).runSave},
		{id: "forget", complete: (*Model).offerKept, run: (*Model).runForget},
	}
}

// asking runs the action that asks for what a command was not given.
func asking(action string) (answer, error) {
	return func(m *Model) tea.Cmd { return m.run(m.action(action)) }, nil
}

// maxHistory is how many lines are remembered.
const maxHistory = 200

// remember puts a line at the end of the history. Only what names nobody outside
// the house outlives the session.
func (m *Model) remember(line string) tea.Cmd {
	m.history = slices.DeleteFunc(m.history, func(s string) bool { return s == line })
	m.history = append(m.history, line)
	if n := len(m.history); n > maxHistory {
		m.history = slices.Clone(m.history[n-maxHistory:])
	}
	if m.opt.KeepHistory == nil || !m.mayKeep(line) {
		return nil
	}
	var lines []string
	for _, l := range m.history {
		if m.mayKeep(l) {
			lines = append(lines, l)
		}
	}
	return m.decide(act{quiet: true, do: m.keeping(lines)})
}

func (m *Model) mayKeep(line string) bool {
	if _, _, number := lineNumber(line); number || m.action(line) != nil {
		return true
	}
	c, rest, _ := m.commandIn(line)
	return c != nil && (c.keep || strings.TrimSpace(rest) == "")
}
