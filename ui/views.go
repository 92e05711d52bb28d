package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
	"lotse/ui/text"
)

// view is a question to the desk with a name. Its filter is bound anew at every
// read, so that "mine" and "due" mean now.
type view struct {
	id    string
	name  string
	query inbox.Query
	kept  bool // saved on the screen: it can be dropped there
}

// builtInViews are the views every desk has, in the order of their keys.
var builtInViews = []struct{ id, query string }{
	{"new", "is:new"},
	{"mine", "is:mine is:open"},
	{"open", "is:open"},
	{"critical", "is:open level:E2,E3"},
	{"claim", "is:open label:claim"},
	{"harm", "is:open label:insult,hate,threat"},
	{"private", "is:open label:private_data"},
	{"waiting", "is:waiting"},
	{"review", "is:in_review"},
	{"outbox", "is:outbox"},
	{"problems", "is:refused"},
	{"waves", "is:open is:wave"},
	{"snoozed", "is:snoozed"},
	{"done", "is:done"},
	{"all", ""},
}

func builtIn(s *text.Screen) []view {
	out := make([]view, 0, len(builtInViews))
	for _, v := range builtInViews {
		q, err := inbox.ParseQuery(v.query)
		if err != nil {
			panic("ui: view " + v.id + ": " + err.Error()) // a constant of the program; a test reads them all
		}
		out = append(out, view{id: v.id, name: s.Views[v.id], query: q})
	}
	return out
}

// bind makes the filter of a query for now and this person.
func (m *Model) bind(q inbox.Query) (inbox.Filter, error) {
	return q.Bind(m.now, m.ses.House.Zone, m.ses.Person)
}

// countLimit is where counting stops; beyond it the number says "more than".
const countLimit = 10_000

// count reads the numbers beside the views.
func (m *Model) count() tea.Cmd {
	fs := make([]inbox.Filter, len(m.views))
	for i := range m.views {
		f, err := m.bind(m.views[i].query)
		if err != nil {
			return m.fail(err)
		}
		fs[i] = f
	}
	return m.ask(slotCounts, func(ctx context.Context) (answer, error) {
		cs, err := m.ses.Counts(ctx, fs, countLimit)
		return func(m *Model) tea.Cmd { m.counts = cs; return nil }, err
	})
}

// number words a count: a person reads "10.000+" where counting stopped.
func (m *Model) number(c inbox.Count) string {
	n := text.Number(m.lang, c.N)
	if !c.Exact && c.N > 0 {
		n += "+"
	}
	return n
}

func viewActions() []Action {
	as := make([]Action, 0, 12)
	for i, k := range []string{"1", "2", "3", "4", "5", "6", "7", "8", "9"} {
		as = append(as, Action{
			ID: "view_" + k, Keys: []string{k}, Where: InList, Group: GroupViews,
			Run: func(m *Model) tea.Cmd { return m.list.show(m, i) },
		})
	}
	return append(as,
		Action{
			ID: "view_next", Keys: []string{"l", "right"}, Where: InList, Group: GroupViews, Counted: true, Hint: 9,
			Run: func(m *Model) tea.Cmd { return m.list.show(m, (m.list.at+m.times())%len(m.views)) },
		},
		Action{
			ID: "view_prev", Keys: []string{"h", "left"}, Where: InList, Group: GroupViews, Counted: true,
			Run: func(m *Model) tea.Cmd {
				return m.list.show(m, (m.list.at+len(m.views)-m.times()%len(m.views))%len(m.views))
			},
		},
		Action{
			ID: "filter", Keys: []string{"/"}, Where: InList, Group: GroupViews, Hint: 7,
			Run: func(m *Model) tea.Cmd { return m.list.askFilter(m) },
		},
		Action{ID: "waves", Keys: []string{"0"}, Where: InList, Group: GroupViews, Run: (*Model).showWaves},
		Action{
			ID: "save_view", Keys: []string{"S"}, Where: InList, Group: GroupViews,
			Enabled: mayKeepView, Run: (*Model).askSaveView,
		},
		Action{
			ID: "load_new", Keys: []string{"R"}, Where: inDesk, Group: GroupViews,
			Run: func(m *Model) tea.Cmd { return tea.Batch(m.list.load(m, true), m.look()) },
		},
		Action{
			ID: "poll", Keys: []string{"ctrl+r"}, Where: inDesk, Group: GroupViews,
			Enabled: func(m *Model) (bool, string) {
				if m.opt.Engine == nil {
					return false, m.s.NoEngine
				}
				if err := m.ses.May(inbox.RightChannels); err != nil {
					return false, m.sentence(err)
				}
				return true, ""
			},
			Run: func(m *Model) tea.Cmd {
				return m.decide(act{do: m.opt.Engine.PollNow, done: saying(m.s.Polling)})
			},
		},
	)
}
