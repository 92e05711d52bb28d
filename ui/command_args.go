package ui

import (
	"context"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
	"lotse/ui/edit"
	"lotse/ui/text"
)

// lastWord is the word that is being typed at the end, and where it begins.
func lastWord(rest string) (word string, from int) {
	from = strings.LastIndexByte(rest, ' ') + 1
	return rest[from:], from
}

// choice is an argument that has a name: by its id or by its words.
type choice struct{ id, name, more string }

// offerChoices lists the choices that a word can mean: those that begin with it,
// then those that contain it.
func offerChoices(typed string, from int, sign string, cs []choice) []offer {
	key := inbox.FoldText(typed)
	var first, rest []offer
	for _, c := range cs {
		o := offer{text: sign + c.id, label: sign + c.id, more: strings.TrimSpace(c.name + "  " + c.more), from: from}
		hay := inbox.FoldText(c.id + " " + c.name)
		switch {
		case strings.HasPrefix(inbox.FoldText(c.id), key):
			first = append(first, o)
		case strings.Contains(hay, key):
			rest = append(rest, o)
		}
	}
	return append(first, rest...)
}

// choose finds the choice that a word names: its id or whole name, the only id that
// begins with it, or the only name it is a part of.
func choose(kind, word string, cs []choice) (choice, error) {
	key := inbox.FoldText(word)
	var begun, found []choice
	known := make([]string, len(cs))
	for i, c := range cs {
		known[i] = c.id
		name := inbox.FoldText(c.name)
		if inbox.FoldText(c.id) == key || name == key {
			return c, nil
		}
		switch {
		case key == "":
		case strings.HasPrefix(inbox.FoldText(c.id), key):
			begun = append(begun, c)
		case strings.Contains(name, key):
			found = append(found, c)
		}
	}
	switch {
	case len(begun) == 1: // what the line offers first
		return begun[0], nil
	case len(begun) == 0 && len(found) == 1:
		return found[0], nil
	}
	return choice{}, inbox.Fail(inbox.CodeUnknownName, "kind", kind, "got", quoteArg(word), "known", strings.Join(known, ", "))
}

// quoteArg shortens what was typed for a sentence about it. It comes from an input
// field, so nothing in it acts on a terminal.
func quoteArg(s string) string {
	if rs := []rune(s); len(rs) > 40 {
		return string(rs[:40]) + "…"
	}
	return s
}

func (m *Model) labelChoices() []choice {
	var names []inbox.QueryValue
	for _, f := range inbox.QueryFields() {
		if f.Name == inbox.FieldLabel {
			names = f.Values
		}
	}
	var out []choice
	for i, l := range inbox.Labels() {
		id := l.String()
		if m.lang == text.DE && i < len(names) {
			id = names[i].German
		}
		out = append(out, choice{id, m.lang.Label(l).Short, m.lang.Label(l).Meaning})
	}
	return out
}

func (m *Model) offerLabels(rest string) []offer {
	word, from := lastWord(rest)
	sign := "+"
	if word != "" && (word[0] == '+' || word[0] == '-') {
		sign, word = word[:1], word[1:]
	}
	return offerChoices(word, from, sign, m.labelChoices())
}

func (m *Model) runLabel(rest string) (answer, error) {
	var set, clear inbox.LabelSet
	cs := m.labelChoices()
	for _, w := range strings.Fields(rest) {
		name := strings.TrimLeft(w, "+-")
		l, ok := inbox.ParseLabel(name)
		if !ok {
			c, err := choose("label", name, cs)
			if err != nil {
				return nil, err
			}
			l = inbox.Labels()[slices.Index(cs, c)]
		}
		if w[0] == '-' {
			clear = clear.With(l)
		} else {
			set = set.With(l)
		}
	}
	if set|clear == 0 {
		return asking("label")
	}
	return func(m *Model) tea.Cmd { return m.label(m.targets(), set, clear, set) }, nil
}

func (m *Model) roleChoices() []choice {
	var out []choice
	for _, r := range m.ses.House.Roles {
		if slices.Contains(r.Rights, inbox.RightTake) {
			out = append(out, choice{id: r.ID, name: m.ses.House.RoleName(r.ID)})
		}
	}
	return out
}

func (m *Model) personChoices(role string) []choice {
	var out []choice
	for _, p := range m.ses.House.Persons {
		if !p.Disabled && slices.Contains(p.Roles, role) {
			out = append(out, choice{id: p.ID, name: m.ses.House.PersonName(p.ID)})
		}
	}
	return out
}

func (m *Model) offerAssign(rest string) []offer {
	word, from := lastWord(rest)
	ws := strings.Fields(rest[:from])
	switch len(ws) {
	case 0:
		return offerChoices(word, from, "", m.roleChoices())
	case 1:
		if r, err := choose("role", ws[0], m.roleChoices()); err == nil {
			return offerChoices(word, from, "", m.personChoices(r.id))
		}
	}
	return nil
}

func (m *Model) runAssign(rest string) (answer, error) {
	ws := strings.Fields(rest)
	if len(ws) == 0 {
		return asking("assign")
	}
	c, err := choose("role", ws[0], m.roleChoices())
	if err != nil {
		return nil, err
	}
	role, _ := m.ses.House.Role(c.id)
	a := inbox.Assignment{Role: c.id}
	ws = ws[1:]
	if len(ws) > 0 {
		if p, err := choose("person", ws[0], m.personChoices(c.id)); err == nil {
			a.Person, ws = p.id, ws[1:]
		} else if len(ws) == 1 {
			return nil, err
		}
	}
	if len(ws) > 0 {
		at, ok := parseMoment(strings.Join(ws, " "), m.now, m.ses.House.Zone)
		if !ok {
			return nil, inbox.Fail(inbox.CodeBadTime, "got", quoteArg(strings.Join(ws, " ")))
		}
		a.Due = at
	}
	return func(m *Model) tea.Cmd {
		if !slices.Contains(role.Rights, inbox.RightRead) { // an office must be asked something
			return m.askQuestion(m.targets(), &role, a)
		}
		return m.assign(m.targets(), a)
	}, nil
}

func (m *Model) levelChoices(from inbox.Level) []choice {
	var out []choice
	for l := from; l <= inbox.E3; l++ {
		out = append(out, choice{l.String(), m.lang.Level(l).Name, m.lang.Level(l).Meaning})
	}
	return out
}

func (m *Model) offerLevels(rest string) []offer {
	word, from := lastWord(rest)
	if from > 0 {
		return nil
	}
	return offerChoices(word, from, "", m.levelChoices(inbox.E0))
}

func (m *Model) runLevel(rest string) (answer, error) {
	word, why, _ := strings.Cut(rest, " ")
	if word == "" {
		return asking("level")
	}
	l, ok := inbox.ParseLevel(word)
	if !ok {
		return nil, inbox.Fail(inbox.CodeUnknownName, "kind", "level", "got", quoteArg(word), "known", "E0, E1, E2, E3")
	}
	return func(m *Model) tea.Cmd {
		ts := m.targets()
		if l >= inbox.E2 && inbox.Canonical(why) == "" {
			return m.askWhy(func(m *Model, why string) tea.Cmd { return m.setLevel(ts, l, why) })
		}
		return m.setLevel(ts, l, why)
	}, nil
}

func (m *Model) offerEscalate(rest string) []offer {
	word, from := lastWord(rest)
	switch len(strings.Fields(rest[:from])) {
	case 0:
		return offerChoices(word, from, "", m.levelChoices(inbox.E2))
	case 1:
		return offerChoices(word, from, "", m.roleChoices())
	}
	return nil
}

func (m *Model) runEscalate(rest string) (answer, error) {
	ws := strings.SplitN(strings.Join(strings.Fields(rest), " "), " ", 3)
	if ws[0] == "" {
		return asking("escalate")
	}
	l, ok := inbox.ParseLevel(ws[0])
	if !ok || l < inbox.E2 {
		return nil, inbox.Fail(inbox.CodeUnknownName, "kind", "level", "got", quoteArg(ws[0]), "known", "E2, E3")
	}
	if len(ws) == 1 {
		return func(m *Model) tea.Cmd { return m.askHandUp(m.targets(), l) }, nil
	}
	role, err := choose("role", ws[1], m.roleChoices())
	if err != nil {
		return nil, err
	}
	return func(m *Model) tea.Cmd {
		ts := m.targets()
		if len(ws) == 3 {
			return m.handUp(ts, l, role.id, ws[2])
		}
		return m.askWhy(func(m *Model, why string) tea.Cmd { return m.handUp(ts, l, role.id, why) })
	}, nil
}

func (m *Model) reasonChoices() []choice {
	var out []choice
	for _, r := range inbox.CloseReasons() {
		out = append(out, choice{id: string(r), name: m.lang.Reason(r)})
	}
	return out
}

func (m *Model) offerReasons(rest string) []offer {
	return offerChoices(strings.TrimLeft(rest, " "), 0, "", m.reasonChoices())
}

func (m *Model) runClose(rest string) (answer, error) {
	if rest == "" {
		return asking("close")
	}
	c, err := choose("reason", rest, m.reasonChoices())
	if err != nil {
		return nil, err
	}
	r := inbox.CloseReason(c.id)
	return func(m *Model) tea.Cmd {
		if r == inbox.ReasonBundled {
			return m.askLeader(m.targets(), r)
		}
		return m.file(m.targets(), r, inbox.ItemID{})
	}, nil
}

func (m *Model) offerTimes(rest string) []offer {
	var cs []choice
	for _, w := range strings.Fields(m.s.Hand.Times) {
		name := ""
		if at, ok := parseMoment(w, m.now, m.ses.House.Zone); ok {
			name = text.Stamp(m.lang, at, m.now, m.ses.House.Zone)
		}
		cs = append(cs, choice{id: w, name: name})
	}
	return offerChoices(strings.TrimLeft(rest, " "), 0, "", cs)
}

func (m *Model) runSnooze(rest string) (answer, error) {
	if rest == "" {
		return asking("snooze")
	}
	at, ok := parseMoment(rest, m.now, m.ses.House.Zone)
	if !ok {
		return nil, inbox.Fail(inbox.CodeBadTime, "got", quoteArg(rest))
	}
	return func(m *Model) tea.Cmd { return m.snooze(m.targets(), at) }, nil
}

func (m *Model) runNote(rest string) (answer, error) {
	if rest == "" {
		return asking("note")
	}
	return func(m *Model) tea.Cmd { return m.note(m.targets(), rest, false) }, nil
}

// askLeader asks which item the others follow.
func (m *Model) askLeader(ts []inbox.Target, r inbox.CloseReason) tea.Cmd {
	return m.open(&prompt{heading: m.s.AskLead, hint: m.s.AskLeadHint, lines: 1, field: edit.Field{Limit: inbox.MaxQuery}, accept: func(m *Model, v string) (tea.Cmd, error) {
		return m.ask(slotOpen, func(ctx context.Context) (answer, error) {
			id, err := m.ses.Find(ctx, strings.TrimSpace(v))
			return func(m *Model) tea.Cmd { return m.file(ts, r, id) }, err
		}), nil
	}})
}

// keeping makes the writing of the history.
func (m *Model) keeping(lines []string) func(ctx context.Context) error {
	return func(ctx context.Context) error { return m.opt.KeepHistory(ctx, lines) }
}
