package ui

import (
	"context"
	"slices"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
	"lotse/ui/frame"
	"lotse/ui/text"
)

// Model is the whole program. Screens and dialogs are plain structs in it.
type Model struct {
	opt   Options
	ctx   context.Context //nolint:containedctx // commands start from it; it ends with the program
	ses   *inbox.Session
	lang  text.Lang
	s     *text.Screen
	theme frame.Theme
	looks looks

	actions []Action
	views   []view

	width, height int
	now           time.Time // of the latest message; View asks no clock

	asked  map[slot]question
	queue  []act
	acting bool

	stack   []screen // what lies over the list; the last is on top
	dialogs []dialog

	list    listScreen
	detail  detail // of the item in view
	ahead   ahead
	notes   *noteBook // of the rows and known claims
	holding held
	drawn   struct { // the item in view as it was drawn last
		key  pageKey
		page *itemPage
	}
	serial   *atomic.Uint64 // numbers what was read of items
	exact    bool           // texts are shown character by character
	status   status
	waves    waves // that run
	counts   []inbox.Count
	toast    toast
	revealed map[inbox.ItemID]bool // private data this session has looked at

	commands []command
	history  []string // of the command line, the latest last
	queries  []string // of the filter, in this session only
	last     *deed    // what the repeating key does again
	counting counting
	spots    []spot // of the last frame
	wheel    wheel
	grace    grace
	blurred  bool // the terminal has told that nobody looks

	ticking  int // number of the clock that runs
	quitting bool
	leaving  bool   // the program is about to end
	jumped   jumped // to what is urgent

	tour  tour
	story story
	lines *lines // in the line mode
}

// New builds the model without starting it.
func New(ctx context.Context, o Options) (*Model, error) {
	if o.Lang == "" {
		o.Lang = text.DE
	}
	if o.After == nil {
		o.After = later
	}
	if o.Exec == nil {
		o.Exec = tea.Exec
	}
	actions, err := Keyed(Actions(), o.Keys)
	if err != nil {
		return nil, err
	}
	if _, known := frame.NewTheme(o.Theme); !known && o.Palette == nil {
		return nil, inbox.Fail(inbox.CodeUnknownName, "kind", "theme", "got", inbox.Quote(o.Theme))
	}
	m := &Model{
		notes: &noteBook{},
		opt:   o, ctx: ctx, ses: o.Session, lang: o.Lang, s: withKeys(text.ScreenIn(o.Lang), actions), actions: actions,
		asked: map[slot]question{}, revealed: map[inbox.ItemID]bool{}, now: o.Session.Clock.Now(), serial: new(atomic.Uint64),
	}
	m.dress()
	m.views = builtIn(m.s)
	for _, v := range o.Views {
		m.views = append(m.views, view{id: v.Name, name: v.Name, query: v.Query})
	}
	for _, v := range o.Kept {
		m.views = append(m.views, view{id: v.Name, name: v.Name, query: v.Query, kept: true})
	}
	m.commands, m.history = commands(), slices.Clone(o.History)
	m.counts = make([]inbox.Count, len(m.views))
	m.list.init(len(m.views))
	m.story = story{beats: o.Story, at: -1}
	m.tour = tour{on: o.Tour != NoTour, at: -1, due: o.Tour == BeginTour}
	if o.Lines {
		m.opt.Plain, m.lines = true, newLines(o.Output)
		m.lines.settle(m)
	}
	return m, nil
}

// Init loads the first view.
func (m *Model) Init() tea.Cmd {
	return tea.Batch(m.list.load(m, false), m.look(), m.tick(), m.story.start(m), m.askGround())
}

// screen is what lies over the list. It draws itself and holds its own state;
// its keys are actions with its place.
type screen interface {
	place() Place
	title(m *Model) string
	draw(m *Model, width, height int) panel
}

// panel is what a screen or dialog draws: rows, and where the cursor stands.
type panel struct {
	rows   []frame.Row
	x, y   int
	cursor bool
	spots  []spot
}

// top is the screen that keys go to; nil is the list.
func (m *Model) top() screen {
	if len(m.stack) == 0 {
		return nil
	}
	return m.stack[len(m.stack)-1]
}

func (m *Model) place() Place {
	if s := m.top(); s != nil {
		return s.place()
	}
	return InList
}

func (m *Model) push(s screen) { m.stack = append(m.stack, s) }

func (m *Model) pop() {
	if len(m.stack) > 0 {
		m.stack = m.stack[:len(m.stack)-1]
	}
}

// dialog asks one thing. While it is open every key is its own.
type dialog interface {
	press(m *Model, k tea.KeyPressMsg) tea.Cmd
	paste(m *Model, s string) tea.Cmd
	draw(m *Model, width, height int) panel
	hints(m *Model) []hint
}

func (m *Model) open(d dialog) tea.Cmd {
	m.dialogs = append(m.dialogs, d)
	return nil
}

// close takes a dialog away, wherever in the pile it lies.
func (m *Model) close(d dialog) {
	for i := range m.dialogs {
		if m.dialogs[i] == d {
			m.dialogs = append(m.dialogs[:i:i], m.dialogs[i+1:]...)
			return
		}
	}
}
