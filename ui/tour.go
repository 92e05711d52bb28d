package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
	"lotse/ui/frame"
	"lotse/ui/text"
)

// tour shows a newcomer round: a few steps, each about something that stands on
// the screen just then. It takes the lines above the status and only three keys:
// Enter goes on, Esc ends it at any time, and so does doing what the step names.
// Every other key does what it always does.
type tour struct {
	on  bool
	at  int  // the step; -1 is the offer
	due bool // it goes on as soon as the list is read
}

// TourStart says what becomes of the tour when the desk opens.
type TourStart uint8

// Ways to start.
const (
	NoTour TourStart = iota
	OfferTour
	BeginTour
)

func tourActions() []Action {
	return []Action{
		{ID: "tour", Keys: []string{"f2"}, Where: inDesk, Group: GroupDesk, Run: func(m *Model) tea.Cmd { return m.tour.begin(m) }},
	}
}

// tourStep is one of its steps.
type tourStep struct {
	words func(w *text.TourWords) string
	does  string // the action it names; doing it goes on
	mute  bool   // the action is only named: a tour changes nothing
	// ready brings up what the step is about; false when there is no such thing
	ready func(m *Model) (tea.Cmd, bool)
}

var tourSteps = []tourStep{
	{words: func(w *text.TourWords) string { return w.Views }, does: "view_3", ready: atList},
	{words: func(w *text.TourWords) string { return w.Item }, does: "open", ready: atFlagged},
	{words: func(w *text.TourWords) string { return w.Why }, does: "reply", ready: inFlagged},
	{words: func(w *text.TourWords) string { return w.Reply }, ready: atTemplates},
	{words: func(w *text.TourWords) string { return w.Undo }, does: "undo", mute: true, ready: atList},
	{words: func(w *text.TourWords) string { return w.Help }, does: "help", ready: atList},
}

// atList clears away what the tour opened.
func atList(m *Model) (tea.Cmd, bool) {
	m.stack, m.dialogs = nil, nil
	return nil, true
}

// atFlagged selects an item that the triage had something to say about.
func atFlagged(m *Model) (tea.Cmd, bool) {
	atList(m)
	var cmd tea.Cmd
	if len(m.list.window().Rows()) == 0 && len(m.list.windows[0].Rows()) > 0 { // the inbox was read at the start
		cmd = m.list.show(m, 0)
	}
	w := m.list.window()
	for i := range w.Rows() {
		if it := &w.Rows()[i]; it.Level() >= inbox.E1 && it.Labels() != 0 && it.State.Work.IsOpen() {
			w.Select(it.ID)
			break
		}
	}
	_, ok := w.Item()
	return cmd, ok
}

// inFlagged opens it, unless it is open.
func inFlagged(m *Model) (tea.Cmd, bool) {
	if _, open := m.top().(*itemScreen); open {
		m.dialogs = nil
		return nil, true
	}
	cmd, ok := atFlagged(m)
	if !ok {
		return nil, false
	}
	return tea.Batch(cmd, m.run(m.action("open"))), true
}

// atTemplates opens the picker; not where nobody may reply.
func atTemplates(m *Model) (tea.Cmd, bool) {
	if _, open := m.top().(*composer); open {
		return nil, true
	}
	_, ok := m.subject()
	a := m.action("reply")
	if may, _ := m.may(a); !ok || !may {
		return nil, false
	}
	return a.Run(m), true
}

// begin goes to the first step.
func (t *tour) begin(m *Model) tea.Cmd {
	t.on, t.at = true, -1
	return t.next(m, 0)
}

// next goes on, over what cannot be shown here.
func (t *tour) next(m *Model, to int) tea.Cmd {
	for ; to < len(tourSteps); to++ {
		cmd, ok := tourSteps[to].ready(m)
		if ok {
			t.at = to
			return cmd
		}
	}
	return t.end(m, m.s.Tour.Done)
}

// follow goes on when the list it waited for is there.
func (t *tour) follow(m *Model) tea.Cmd {
	if !t.on || !t.due || m.asking(slotPage) {
		return nil
	}
	t.due = false
	return t.next(m, t.at+1)
}

// end is remembered, so that nobody is asked twice.
func (t *tour) end(m *Model, words string) tea.Cmd {
	t.on = false
	m.list.scroll = 0
	cmd := m.say(words)
	if m.opt.Toured == nil {
		return cmd
	}
	return tea.Batch(cmd, m.decide(act{quiet: true, do: func(ctx context.Context) error { return m.opt.Toured(ctx) }}))
}

// press takes the keys of the tour; false for every other.
func (t *tour) press(m *Model, k tea.KeyPressMsg) (tea.Cmd, bool) {
	if !t.on {
		return nil, false
	}
	if k.String() == "esc" {
		return t.end(m, m.s.Tour.Left), true
	}
	enter := k.String() == "enter"
	if t.at < 0 {
		if enter {
			return t.begin(m), true
		}
		t.on = false // whoever begins to work wants no tour now; it is offered again
		return nil, false
	}
	step := &tourSteps[t.at]
	a := m.keyed(k)
	named := a != nil && a.ID == step.does
	switch {
	case named && step.mute:
		return t.next(m, t.at+1), true
	case named && a.ID == "help":
		t.on = false
		return tea.Batch(t.end(m, m.s.Tour.Done), m.run(a)), true
	case named:
		cmd := m.run(a)
		if t.due = m.asking(slotPage); t.due { // what comes next is about rows still to be read
			return cmd, true
		}
		return tea.Batch(cmd, t.next(m, t.at+1)), true
	case enter:
		return t.next(m, t.at+1), true
	}
	return nil, false
}

// words is what the tour says now.
func (t *tour) words(m *Model) (lead, words, keys string) {
	w := &m.s.Tour
	switch {
	case !t.on:
		return "", "", ""
	case t.at < 0:
		return "Lotse", w.Offer, w.Begin
	}
	return say(w.Title, t.at+1, len(tourSteps)), tourSteps[t.at].words(w), w.Keys
}

// tourLines is how many lines a step takes, long or short.
const tourLines = 3

func (t *tour) rows(m *Model) []frame.Row {
	lead, words, keys := t.words(m)
	head := frame.Of(frame.Own(" "+lead+" ", frame.Title), frame.Own(" "+keys, frame.Key))
	return append([]frame.Row{head}, told("", words, m.width, tourLines)...)
}

// guide is what stands above the status line to explain: the tour, else the story.
func (m *Model) guide() []frame.Row {
	if m.tour.on {
		return m.tour.rows(m)
	}
	return m.story.rows(m)
}

// guideSaid is the same for the line mode.
func (m *Model) guideSaid() string {
	if lead, words, keys := m.tour.words(m); words != "" {
		return sentence([]string{lead, words, keys})
	}
	return m.story.words(m)
}
