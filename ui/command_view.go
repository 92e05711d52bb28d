package ui

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
	"lotse/inbox/safetext"
	"lotse/ui/list"
)

func (m *Model) viewChoices(keptOnly bool) []choice {
	var out []choice
	for i := range m.views {
		if v := &m.views[i]; v.kept || !keptOnly {
			out = append(out, choice{id: v.name, more: v.query.Format(string(m.lang))})
		}
	}
	return out
}

func (m *Model) offerViews(rest string) []offer {
	return offerChoices(strings.TrimLeft(rest, " "), 0, "", m.viewChoices(false))
}

func (m *Model) offerKept(rest string) []offer {
	return offerChoices(strings.TrimLeft(rest, " "), 0, "", m.viewChoices(true))
}

func (m *Model) runView(rest string) (answer, error) {
	cs := m.viewChoices(false)
	c, err := choose("view", rest, cs)
	if err != nil {
		return nil, err
	}
	at := slices.Index(cs, c)
	return func(m *Model) tea.Cmd {
		m.toList()
		return m.list.show(m, at)
	}, nil
}

// toList closes what lies over the list and can be closed without a loss.
func (m *Model) toList() {
	for m.top() != nil {
		if _, busy := m.top().(leaver); busy {
			return
		}
		m.pop()
	}
}

func (m *Model) offerQuery(rest string) []offer {
	var out []offer
	for _, c := range inbox.CompleteQuery(rest, utf8.RuneCountInString(rest), m.known()) {
		from := len(string([]rune(rest)[:c.From]))
		out = append(out, offer{text: c.Text, label: c.Text, more: c.Label, from: from})
	}
	return out
}

func (m *Model) runQuery(rest string) (answer, error) {
	q, err := m.readQuery(rest)
	if err != nil {
		return nil, err
	}
	return func(m *Model) tea.Cmd {
		m.toList()
		m.rememberQuery(q)
		return m.list.setFilter(m, q)
	}, nil
}

func (m *Model) runGoto(rest string) (answer, error) {
	if rest == "" {
		return nil, inbox.Fail(inbox.CodeBadID, "got", "")
	}
	return func(m *Model) tea.Cmd { return m.jump(rest) }, nil
}

// maxViewName is how long the name of a view may be: it stands in one line with
// others.
const maxViewName = 40

// runSave keeps the view as it is filtered now under a name.
func (m *Model) runSave(rest string) (answer, error) {
	name := strings.Join(strings.Fields(safetext.Line(rest).String()), " ")
	q := m.list.query(m)
	switch {
	case m.opt.KeepViews == nil:
		return nil, refusal(m.s.NoSaving)
	case name == "":
		return nil, inbox.Fail(inbox.CodeEmptyText, "what", "name")
	case utf8.RuneCountInString(name) > maxViewName:
		return nil, refusal(say(m.s.Hand.NameTooLong, maxViewName))
	case slices.ContainsFunc(m.views, func(v view) bool { return !v.kept && inbox.FoldText(v.name) == inbox.FoldText(name) }):
		return nil, refusal(say(m.s.Hand.NameTaken, name))
	}
	return func(m *Model) tea.Cmd {
		v := view{id: name, name: name, query: q, kept: true}
		at := slices.IndexFunc(m.views, func(o view) bool { return o.kept && inbox.FoldText(o.name) == inbox.FoldText(name) })
		if at < 0 {
			at = len(m.views)
			m.views = append(m.views, v)
			m.counts = append(m.counts, inbox.Count{})
			m.list.windows = append(m.list.windows, &list.Window{})
		} else {
			m.views[at], m.list.windows[at] = v, &list.Window{}
		}
		m.toList()
		m.list.filter = inbox.Query{}
		return tea.Batch(m.list.show(m, at), m.count(), m.keepViews(say(m.s.Hand.ViewSaved, name)))
	}, nil
}

func (m *Model) runForget(rest string) (answer, error) {
	if len(m.viewChoices(true)) == 0 || m.opt.KeepViews == nil {
		return nil, refusal(m.s.Hand.NoKeptViews)
	}
	if rest == "" {
		return (*Model).askForgetView, nil
	}
	c, err := choose("view", rest, m.viewChoices(true))
	if err != nil {
		return nil, err
	}
	return func(m *Model) tea.Cmd {
		return m.open(&confirm{question: say(m.s.Hand.AskForget, c.id), yes: func(m *Model) tea.Cmd { return m.forgetView(c.id) }})
	}, nil
}

func (m *Model) forgetView(name string) tea.Cmd {
	at := slices.IndexFunc(m.views, func(v view) bool { return v.kept && v.name == name })
	if at < 0 || m.opt.KeepViews == nil {
		return nil
	}
	m.views = slices.Delete(slices.Clone(m.views), at, at+1)
	m.counts = slices.Delete(slices.Clone(m.counts), at, at+1)
	m.list.windows = slices.Delete(slices.Clone(m.list.windows), at, at+1)
	show := m.list.at
	if show >= at {
		show = max(0, show-1)
	}
	return tea.Batch(m.list.show(m, show), m.count(), m.keepViews(say(m.s.Hand.ViewForgotten, name)))
}

func (m *Model) keepViews(done string) tea.Cmd {
	var kept []Saved
	for i := range m.views {
		if m.views[i].kept {
			kept = append(kept, Saved{Name: m.views[i].name, Query: m.views[i].query})
		}
	}
	return m.decide(act{quiet: true, do: func(ctx context.Context) error { return m.opt.KeepViews(ctx, kept) }, done: saying(done)})
}

// mayKeepView says why the view cannot be saved.
func mayKeepView(m *Model) (bool, string) {
	if m.opt.KeepViews == nil {
		return false, m.s.NoSaving
	}
	return true, ""
}

// askSaveView asks for the name under which the filter is kept.
func (m *Model) askSaveView() tea.Cmd {
	return m.open(&prompt{
		heading: m.s.Hand.AskViewName, hint: m.list.query(m).Format(string(m.lang)), lines: 1,
		accept: func(m *Model, v string) (tea.Cmd, error) {
			then, err := m.runSave(v)
			if err != nil {
				return nil, err
			}
			return then(m), nil
		},
	})
}

// askForgetView asks which of the kept views goes.
func (m *Model) askForgetView() tea.Cmd {
	cs := m.viewChoices(true)
	entries := make([]entry, len(cs))
	for i, c := range cs {
		entries[i] = entry{name: c.id, more: c.more}
	}
	d := newMenu(m.s.Hand.AskForgetWhich, entries)
	d.pick = func(m *Model, at int) tea.Cmd { return m.forgetView(cs[at].id) }
	return m.open(d)
}
