package ui

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
	"lotse/inbox/safetext"
	"lotse/ui/frame"
	"lotse/ui/text"
)

// waves are those that run, and their items.
type waves struct {
	open []inbox.WaveLook
	in   map[inbox.ItemID]bool
}

// loadWaves reads the waves apart from the status line: after a start they may have
// to be found back first.
func (m *Model) loadWaves() tea.Cmd {
	return m.ask(slotWaves, func(ctx context.Context) (answer, error) {
		ws, err := m.ses.OpenWaves(ctx)
		if err != nil {
			return nil, err
		}
		got := waves{open: ws, in: map[inbox.ItemID]bool{}}
		for i := range ws {
			for _, id := range ws[i].In {
				got.in[id] = true
			}
		}
		return func(m *Model) tea.Cmd { m.waves = got; return nil }, nil
	})
}

// waveConcern is what the status line says of waves: one word while all is calm
// about them, and urgent only while one goes on.
func (m *Model) waveConcern(add func(concern)) {
	ws := m.waves.open
	if len(ws) == 0 {
		return
	}
	c := concern{style: frame.Plain, show: (*Model).showWaves}
	for i := range ws {
		if ws[i].State != inbox.WaveCalming {
			c.style = frame.Warn
			c.n++
		}
	}
	c.words = say(m.s.Wave.Several, len(ws))
	if len(ws) == 1 {
		c.words = say(m.s.Wave.One, m.lang.WaveState(&ws[0].Wave), text.Number(m.lang, ws[0].Items))
	}
	add(c)
}

// waveName is a wave in the few words there is room for: the post it stands under,
// else what its items share, else where it is.
func (m *Model) waveName(w *inbox.WaveLook) string {
	if post := safetext.Line(w.Post); !post.IsEmpty() {
		return post.Truncate(24).String()
	}
	if len(w.Words) > 0 {
		return safetext.Line(strings.Join(w.Words[:min(2, len(w.Words))], ", ")).String()
	}
	return strings.Join(w.Channels, ", ")
}

// shownWave is the wave that the list is narrowed to.
func (m *Model) shownWave() (*inbox.WaveLook, bool) {
	for _, t := range m.list.filter.Terms() {
		for i := range m.waves.open {
			if t.Field == inbox.FieldWave && len(t.Values) == 1 && t.Values[0] == string(m.waves.open[i].ID) {
				return &m.waves.open[i], true
			}
		}
	}
	return nil, false
}

// waveRows tell above the list what the wave is that it shows.
func (m *Model) waveRows(width int) []frame.Row {
	w, ok := m.shownWave()
	if !ok {
		return nil
	}
	said := m.s.Wave.Badge + " " + string(w.ID) + " (" + m.lang.WaveState(&w.Wave) + "): " + m.waveAlert(w)
	rows := frame.Indented(safetext.Line(said), width, 1, frame.Strong, nil)
	if len(w.Words) > 0 {
		shared := safetext.Line(m.s.Wave.Shared + " " + strings.Join(w.Words, ", "))
		rows = append(rows, frame.Indented(shared, width, 1, frame.Dim, nil)...)
	}
	return rows
}

func (m *Model) waveAlert(w *inbox.WaveLook) string {
	return text.WaveAlert(m.lang, w, m.now, m.ses.House.Zone)
}

// showWaves offers the waves that run, and inside one what can be done with it.
func (m *Model) showWaves() tea.Cmd {
	if w, ok := m.shownWave(); ok && m.top() == nil {
		return m.askWave(w)
	}
	ws := m.waves.open
	if len(ws) == 0 {
		return m.say(m.s.Wave.None)
	}
	entries := make([]entry, len(ws))
	for i := range ws {
		entries[i] = entry{name: m.waveName(&ws[i]), more: m.lang.WaveState(&ws[i].Wave) + " – " + m.waveAlert(&ws[i])}
	}
	d := newMenu(m.s.Wave.Ask, entries)
	d.pick = func(m *Model, at int) tea.Cmd { return m.showWave(ws[at].ID) }
	return m.open(d)
}

// showWave puts the items of a wave together in the list of all that is open.
func (m *Model) showWave(id inbox.WaveID) tea.Cmd {
	q, err := inbox.ParseQuery(inbox.FieldWave + ":" + string(id))
	if err != nil {
		return m.fail(err)
	}
	m.toList()
	for i := range m.views {
		if m.views[i].id == "open" && i != m.list.at {
			m.list.filter = q
			return m.list.show(m, i)
		}
	}
	return m.list.setFilter(m, q)
}

// askWave closes a wave with a reason. Its items are decided on in the list, as
// everywhere.
func (m *Model) askWave(w *inbox.WaveLook) tea.Cmd {
	id, why := w.ID, ""
	if m.opt.ReadOnly {
		why = m.s.ReadOnly
	} else if err := m.ses.May(inbox.RightTriage); err != nil {
		why = m.sentence(err)
	}
	entries := []entry{{name: m.s.Wave.Others}}
	reasons := inbox.WaveReasons()
	for _, r := range reasons {
		words := m.lang.WaveState(&inbox.Wave{State: inbox.WaveClosed, Reason: r})
		entries = append(entries, entry{name: words, why: why})
	}
	d := newMenu(m.s.Wave.AskInside, entries)
	d.pick = func(m *Model, at int) tea.Cmd {
		if at == 0 {
			return m.list.setFilter(m, m.list.filter.Without(inbox.FieldWave))
		}
		reason := reasons[at-1]
		return m.decide(act{
			all: true, done: saying(say(m.s.Wave.Closed, m.s.Wave.Reasons[reason])),
			do: func(ctx context.Context) error { return m.ses.CloseWave(ctx, id, reason) },
		})
	}
	return m.open(d)
}
