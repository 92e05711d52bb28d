package ui

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// Place is where a key means something: a set of screens.
type Place uint16

// The screens.
const (
	InList Place = 1 << iota
	InItem
	InReview // replies that wait for a second person
	InOutbox
	InHandover
	InPick    // choosing a template
	InFill    // filling its gaps
	InConfirm // the last look before a reply goes
	InHelp
	InFigures
	InMeasures // orders on other people's texts
	InClaims   // known claims
)

const (
	inDesk   = InList | InItem | InReview | InOutbox | InHandover | InMeasures | InClaims
	inItems  = InList | InItem
	inTyping = InPick | InFill | InHelp
	anywhere = inDesk | inTyping | InConfirm | InFigures
)

// Group orders the actions in the help.
type Group uint8

// The groups.
const (
	GroupMove Group = iota
	GroupViews
	GroupDecide
	GroupReply
	GroupMany
	GroupDuty
	GroupDesk
	groupCount
)

// Action is one thing a person can do. Its words are in package text under its
// id; a test fails when they are missing in a language.
type Action struct {
	ID        string
	Keys      []string
	Where     Place
	Group     Group
	Hint      int  // place among the hints at the foot, 0: only in the help
	Counted   bool // a number before its key does it that often
	Dangerous bool // it decides or sends something: off in a read-only session
	// Enabled says whether it can be done now and, when not, why. Nil: always.
	Enabled func(m *Model) (ok bool, why string)
	Run     func(m *Model) tea.Cmd

	binding key.Binding
}

// Title and Help are the action's words.
func (m *Model) title(a *Action) string { return m.s.Actions[a.ID].Title }
func (m *Model) help(a *Action) string  { return m.s.Actions[a.ID].Help }

// may joins the read-only rule with the action's own.
func (m *Model) may(a *Action) (bool, string) {
	if a.Dangerous && m.opt.ReadOnly {
		return false, m.s.ReadOnly
	}
	if a.Enabled == nil {
		return true, ""
	}
	return a.Enabled(m)
}

// run carries an action out, or says why not.
func (m *Model) run(a *Action) tea.Cmd {
	if ok, why := m.may(a); !ok {
		return m.warn(m.title(a) + ": " + why)
	}
	return a.Run(m)
}

// actionFor finds what a key does on a screen.
func (m *Model) actionFor(k tea.KeyPressMsg, at Place) *Action {
	for i := range m.actions {
		if m.actions[i].Where&at != 0 && key.Matches(k, m.actions[i].binding) {
			return &m.actions[i]
		}
	}
	return nil
}

func (m *Model) action(id string) *Action {
	for i := range m.actions {
		if m.actions[i].ID == id {
			return &m.actions[i]
		}
	}
	return nil
}

// Actions gives the table with the program's own keys.
func Actions() []Action {
	return slices.Concat(moveActions(), readActions(), viewActions(), itemActions(), replyActions(), reviewActions(),
		outboxActions(), measureActions(), claimActions(), claimWorkActions(), dutyActions(), figureActions(), deskActions(), tourActions())
}

// reserved are keys that terminals and German keyboards keep from us: ctrl+i, m, j
// and h are Tab, Enter, line feed and Backspace, ctrl+s and ctrl+q stop the
// output, ctrl+c is the way out that is always there, and the rest needs AltGr.
var reserved = []string{
	"ctrl+c", "ctrl+s", "ctrl+q", "ctrl+i", "ctrl+m", "ctrl+j", "ctrl+h",
	"[", "]", "{", "}", "\\", "|", "@", "~", "€", "µ",
}

// KeyError says what is wrong with a key: there is no such action, the key cannot
// be used (Key is set), or another action has it on the same screen (Other too).
type KeyError struct{ Action, Key, Other string }

func (e *KeyError) Error() string {
	switch {
	case e.Key == "":
		return fmt.Sprintf("ui: keys for %q: there is no such action", e.Action)
	case e.Other == "":
		return fmt.Sprintf("ui: action %q: the key %q cannot be used", e.Action, e.Key)
	}
	return fmt.Sprintf("ui: the key %q belongs to %q and to %q", e.Key, e.Action, e.Other)
}

// Keyed puts other keys on actions and checks the whole table: an unknown
// action, a reserved key and a key with two meanings on one screen are a
// *KeyError.
func Keyed(actions []Action, keys map[string][]string) ([]Action, error) {
	for id, ks := range keys {
		at := slices.IndexFunc(actions, func(a Action) bool { return a.ID == id })
		if at < 0 {
			return nil, &KeyError{Action: id}
		}
		actions[at].Keys = ks
	}
	for i := range actions {
		a := &actions[i]
		a.binding = key.NewBinding(key.WithKeys(a.Keys...))
		for _, k := range a.Keys {
			if !isKey(k) || slices.Contains(reserved, k) {
				return nil, &KeyError{Action: a.ID, Key: k}
			}
			for j := range actions[:i] {
				if actions[j].Where&a.Where != 0 && slices.Contains(actions[j].Keys, k) {
					return nil, &KeyError{Action: a.ID, Key: k, Other: actions[j].ID}
				}
			}
		}
	}
	return actions, nil
}

// keyNames gives an action's keys as they are written on a keyboard.
func (m *Model) keyNames(a *Action) string {
	names := make([]string, 0, len(a.Keys))
	for _, k := range a.Keys {
		names = append(names, m.keyName(k))
	}
	return strings.Join(names, " ")
}

func (m *Model) keyName(k string) string {
	if s, ok := m.s.KeyNames[k]; ok {
		return s
	}
	if rest, ok := strings.CutPrefix(k, "ctrl+"); ok {
		return m.s.Ctrl + "+" + strings.ToUpper(rest)
	}
	if rest, ok := strings.CutPrefix(k, "shift+"); ok {
		return m.s.Shift + "+" + m.keyName(rest)
	}
	return k
}
