package main_test

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"lotse/adapters/demo"
	"lotse/inbox"
	"lotse/inbox/safetext/poison"
	"lotse/inbox/triage"
	"lotse/store/storetest"
	"lotse/ui"
	"lotse/ui/text"
)

// A stage is a desk on a store in memory, with the screen driven by keys: no
// terminal, no sleep. Commands run at once, and time passes only when it is told
// to.
type stage struct {
	testing.TB
	store   *storetest.Memory
	desk    *inbox.Desk
	channel *stubChannel
	now     time.Time
	model   *ui.Model
	timers  []timer
	quit    bool
	opened  []string
	saved   map[string]string
	polls   int
	width   int
	height  int
	told    []tea.Msg // what commands said, among it what is meant for the terminal
}

type timer struct {
	at  time.Time
	msg tea.Msg
}

// stubChannel answers as a well-behaved channel with a limit would.
type stubChannel struct {
	inbox.Channel
	noReply bool
	limit   int // characters, 500 when 0
}

func (c *stubChannel) Kind() string { return "stub" }
func (c *stubChannel) Capabilities() inbox.Capabilities {
	return inbox.Capabilities{Reply: !c.noReply, MaxChars: cmp.Or(c.limit, 500), Measures: []inbox.Measure{
		inbox.MeasureLike, inbox.MeasureUnhide, inbox.MeasureHide, inbox.MeasureDelete, inbox.MeasureReport,
	}}
}

func (c *stubChannel) Whoami(context.Context) (inbox.Account, error) {
	return inbox.Account{Handle: "@stadt@social.example"}, nil
}
func (c *stubChannel) Length(_ inbox.Ref, s string) int { return len([]rune(s)) }
func (c *stubChannel) Compose(to inbox.Ref, s string) string {
	return "@" + to.Author.Handle + " " + s
}

// stageStart is a Monday morning.
var stageStart = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

// newStage sets up the town without an item.
func newStage(t testing.TB) *stage {
	t.Helper()
	s := &stage{TB: t, store: storetest.NewMemory(), now: stageStart, channel: &stubChannel{}, saved: map[string]string{}}
	house := demo.Config().House
	house.Zone = time.FixedZone("MEZ", 3600)
	house.Channels = []string{"mastodon"}
	s.desk = &inbox.Desk{
		Store: s.store, House: &house, Assessor: triage.New(), Clock: inbox.ClockFunc(func() time.Time { return s.now }),
		Channels: map[string]inbox.Channel{"mastodon": s.channel},
	}
	s.templates()
	return s
}

// post lets comments come in: name and text in turn, the first is the oldest.
func (s *stage) post(pairs ...string) []inbox.ItemID {
	s.Helper()
	var b inbox.Batch
	var ids []inbox.ItemID
	for i := 0; i+1 < len(pairs); i += 2 {
		at := s.now.Add(-time.Duration(len(pairs)-i) * 10 * time.Minute)
		c := inbox.Content{
			Channel: "mastodon", RemoteID: "r" + at.Format(time.RFC3339) + pairs[i], Kind: inbox.KindMention, Text: pairs[i+1],
			URL: "https://social.example/@stadt/1", PostedAt: at, Thread: "post1", Parent: "post1",
			Author: inbox.Author{ID: pairs[i], Name: pairs[i], Handle: strings.ToLower(strings.Fields(pairs[i] + " x")[0])},
		}
		b.Observations = append(b.Observations, inbox.Observation{Content: c, Assessment: s.desk.Assessor.Assess(c.Text, inbox.AssessContext{})})
		ids = append(ids, c.ID())
	}
	if _, err := s.store.Ingest(s.Context(), "mastodon", b, s.now); err != nil {
		s.Fatal(err)
	}
	return ids
}

// ownPost is what the town posted itself.
func (s *stage) ownPost(words string) {
	s.Helper()
	at := s.now.Add(-5 * time.Hour)
	c := inbox.Content{Channel: "mastodon", RemoteID: "post1", Kind: inbox.KindOwnPost, Text: words, PostedAt: at, Author: inbox.Author{Name: "Neustadt"}}
	if _, err := s.store.Ingest(s.Context(), "mastodon", inbox.Batch{Observations: []inbox.Observation{{Content: c}}}, s.now); err != nil {
		s.Fatal(err)
	}
}

// edit lets an author change their text.
func (s *stage) edit(id inbox.ItemID, words string) {
	s.Helper()
	it := s.item(id)
	c := it.Content
	c.Text, c.EditedAt = words, s.now
	o := inbox.Observation{Content: c, Assessment: s.desk.Assessor.Assess(words, inbox.AssessContext{})}
	if _, err := s.store.Ingest(s.Context(), "mastodon", inbox.Batch{Observations: []inbox.Observation{o}}, s.now); err != nil {
		s.Fatal(err)
	}
}

func (s *stage) item(id inbox.ItemID) inbox.Item {
	s.Helper()
	it, err := s.store.Item(context.Background(), id)
	if err != nil {
		s.Fatal(err)
	}
	return it
}

func (s *stage) as(person string) *inbox.Session {
	s.Helper()
	ses, err := s.desk.As(person)
	if err != nil {
		s.Fatal(err)
	}
	return ses
}

// templates approves three families.
func (s *stage) templates() {
	s.Helper()
	for _, t := range []inbox.Template{
		{
			Key: "T01", Title: "Danke für Lob", Category: inbox.CategoryA, Latitude: inbox.L2, Owner: "editor", Approver: []string{"lead"},
			Validity: "12M", Language: "de", Labels: []inbox.Label{inbox.LabelPraise},
			Blocks:   []inbox.Block{{Name: "gruss", Label: "Gruß", Max: 40, Default: "Schönen Tag!"}},
			Variants: []inbox.Variant{{Name: "a", Text: "Vielen Dank, das freut uns sehr. [gruss]"}, {Name: "b", Text: "Herzlichen Dank! [gruss]"}},
		},
		{
			Key: "T05", Title: "Antwort mit Link", Category: inbox.CategoryB, Latitude: inbox.L1, Owner: "editor", Approver: []string{"lead"},
			Validity: "12M", Language: "de", Labels: []inbox.Label{inbox.LabelQuestion, inbox.LabelCriticism},
			Placeholders: []inbox.Placeholder{
				{Name: "thema", Type: inbox.PlaceholderText, Label: "Thema", Max: 60, Example: "der Brücke"},
				{Name: "link", Type: inbox.PlaceholderLink, Label: "Link", Example: "https://stadt.example/bruecke"},
			},
			Variants: []inbox.Variant{
				{Name: "a", Text: "Guten Tag, Aktuelles zu {thema} steht hier: {link}"},
				{Name: "b", Text: "Danke für die Frage. Zu {thema} finden Sie alles unter {link}"},
			},
		},
		{
			Key: "T17", Title: "Richtigstellung", Category: inbox.CategoryD, Latitude: inbox.L1, Owner: "press", Approver: []string{"lead"},
			Validity: "12M", Language: "de", Labels: []inbox.Label{inbox.LabelClaim},
			Placeholders: []inbox.Placeholder{{Name: "stand", Type: inbox.PlaceholderDateTime, Label: "Stand", Example: "23.11.2026, 10:00 Uhr"}},
			Variants:     []inbox.Variant{{Name: "a", Text: "Das trifft nicht zu (Stand: {stand})."}},
		},
	} {
		s.approved(t)
	}
	s.now = s.now.Add(time.Minute)
}

// approved adds a template that two persons agreed on.
func (s *stage) approved(t inbox.Template) {
	s.Helper()
	author, lead := s.as("ayse"), s.as("clara")
	ref, err := author.AddTemplate(s.Context(), t)
	if err != nil {
		s.Fatal(err)
	}
	if err := author.Propose(s.Context(), ref); err != nil {
		s.Fatal(err)
	}
	vs, err := s.store.Templates(s.Context())
	if err != nil {
		s.Fatal(err)
	}
	i := slices.IndexFunc(vs, func(v inbox.TemplateVersion) bool { return v.Ref() == ref })
	if err := lead.Consent(s.Context(), ref, vs[i].Hash, time.Time{}, time.Time{}); err != nil {
		s.Fatal(err)
	}
}

// start opens the screen for a person.
func (s *stage) start(person string, width, height int, change ...func(*ui.Options)) {
	s.Helper()
	o := ui.Options{
		Session: s.as(person), Lang: text.DE, Engine: s,
		Open: func(_ context.Context, address string) error { s.opened = append(s.opened, address); return nil },
		Save: func(_ context.Context, name string, content []byte) (string, error) {
			s.saved[name] = string(content)
			return name, nil
		},
		After: func(d time.Duration, msg tea.Msg) tea.Cmd {
			s.timers = append(s.timers, timer{s.now.Add(d), msg})
			return nil
		},
	}
	for _, f := range change {
		f(&o)
	}
	m, err := ui.New(s.Context(), o)
	if err != nil {
		s.Fatal(err)
	}
	s.model, s.timers, s.quit, s.width = m, nil, false, 0
	s.run(m.Init())
	s.resize(width, height)
}

func (s *stage) PollNow(context.Context) error { s.polls++; return nil }

func (s *stage) resize(width, height int) {
	s.width, s.height = width, height
	s.send(tea.WindowSizeMsg{Width: width, Height: height})
}

// send delivers a message and runs all that follows from it.
func (s *stage) send(msg tea.Msg) {
	s.Helper()
	if msg == nil {
		return
	}
	if _, ok := msg.(tea.QuitMsg); ok {
		s.quit = true
		return
	}
	_, cmd := s.model.Update(msg)
	s.run(cmd)
	if s.width > 0 {
		s.check()
	}
}

func (s *stage) run(cmd tea.Cmd) {
	s.Helper()
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case tea.BatchMsg:
		for _, c := range msg {
			s.run(c)
		}
	default:
		s.told = append(s.told, msg)
		s.send(msg)
	}
}

// wait lets time pass and delivers what was due in it.
func (s *stage) wait(d time.Duration) {
	s.Helper()
	end := s.now.Add(d)
	for {
		next := -1
		for i := range s.timers {
			if !s.timers[i].at.After(end) && (next < 0 || s.timers[i].at.Before(s.timers[next].at)) {
				next = i
			}
		}
		if next < 0 {
			break
		}
		t := s.timers[next]
		s.timers = slices.Delete(s.timers, next, next+1)
		if t.at.After(s.now) {
			s.now = t.at
		}
		s.send(t.msg)
	}
	s.now = end
}

var keyCodes = map[string]rune{
	"enter": tea.KeyEnter, "esc": tea.KeyEscape, "space": tea.KeySpace, "tab": tea.KeyTab, "up": tea.KeyUp, "down": tea.KeyDown,
	"left": tea.KeyLeft, "right": tea.KeyRight, "backspace": tea.KeyBackspace, "pgdown": tea.KeyPgDown, "pgup": tea.KeyPgUp,
	"home": tea.KeyHome, "end": tea.KeyEnd, "f1": tea.KeyF1, "f2": tea.KeyF2, "delete": tea.KeyDelete,
}

// press presses keys as Bubble Tea names them.
func (s *stage) press(keys ...string) {
	s.Helper()
	for _, k := range keys {
		msg := tea.KeyPressMsg{}
		for {
			if rest, ok := strings.CutPrefix(k, "ctrl+"); ok {
				msg.Mod, k = msg.Mod|tea.ModCtrl, rest
			} else if rest, ok := strings.CutPrefix(k, "shift+"); ok {
				msg.Mod, k = msg.Mod|tea.ModShift, rest
			} else if rest, ok := strings.CutPrefix(k, "alt+"); ok {
				msg.Mod, k = msg.Mod|tea.ModAlt, rest
			} else {
				break
			}
		}
		code, named := keyCodes[k]
		switch {
		case k == "space":
			msg.Code, msg.Text = code, " "
		case named:
			msg.Code = code
		case utf8.RuneCountInString(k) != 1:
			s.Fatalf("the stage has no key %q: put it into keyCodes", k)
		default:
			msg.Code = []rune(k)[0]
			if msg.Mod == 0 {
				msg.Text = k
			}
		}
		s.send(msg)
	}
}

// write types a text letter by letter.
func (s *stage) write(words string) {
	s.Helper()
	for _, r := range words {
		s.send(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}

var styling = regexp.MustCompile("\x1b\\[[0-9;:]*m")

func pasted(words string) tea.Msg { return tea.PasteMsg{Content: words} }

// frame is the screen without colours.
func (s *stage) frame() string { return styling.ReplaceAllString(s.model.View().Content, "") }

// check holds for every frame there ever is: it is safe and exactly as large as
// the screen.
func (s *stage) check() {
	s.Helper()
	raw := s.model.View().Content
	poison.Check(s.TB, raw)
	lines := strings.Split(styling.ReplaceAllString(raw, ""), "\n")
	if len(lines) != s.height {
		s.Errorf("the frame has %d lines, the screen %d", len(lines), s.height)
	}
	for i, l := range lines {
		if w := lipgloss.Width(l); w != s.width {
			s.Errorf("line %d is %d cells wide, the screen %d: %q", i, w, s.width, l)
		}
	}
}

// sees and hides hold the frame against words.
func (s *stage) sees(words ...string) {
	s.Helper()
	for _, w := range words {
		if !strings.Contains(s.flat(), w) {
			s.Errorf("%q is not on the screen:\n%s", w, s.frame())
		}
	}
}

func (s *stage) hides(words ...string) {
	s.Helper()
	for _, w := range words {
		if strings.Contains(s.flat(), w) {
			s.Errorf("%q is on the screen:\n%s", w, s.frame())
		}
	}
}

// flat is the frame as one line, so that wrapping does not matter.
func (s *stage) flat() string { return strings.Join(strings.Fields(s.frame()), " ") }

// selected is the line the terminal's cursor stands on.
func (s *stage) selected() string {
	s.Helper()
	c := s.model.View().Cursor
	if c == nil {
		s.Fatal("there is no cursor")
	}
	return strings.Split(s.frame(), "\n")[c.Y]
}
