package ui

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox/safetext"
	"lotse/ui/text"
)

// listen compares what is with what was and says the difference, as one line.
func (l *lines) listen(m *Model, msg tea.Msg, a *Action) {
	old, now := l.seen, l.look(m)
	l.seen = now
	key, pressed := msg.(tea.KeyPressMsg)
	_, pasted := msg.(tea.PasteMsg)
	var said []string
	add := func(s string) {
		if s = strings.TrimSpace(s); s != "" {
			said = append(said, s)
		}
	}
	if now.toast != old.toast {
		add(m.spoken(m.toast.words))
	}
	if now.over != old.over || now.view != old.view {
		l.fresh, l.read = true, -1
	}
	moved := false
	if now.over == "" && !now.ready { // what is selected is known when it is read
		l.seen.item, l.seen.facts, l.seen.marks = old.item, old.facts, old.marks
	}
	switch {
	case l.fresh && !now.ready:
	case l.fresh:
		l.fresh = false
		words := l.returned(m, &now)
		if words == "" {
			words = l.opening(m, &now, a)
		} else if m.acting || len(m.queue) > 0 || now.toast != old.toast {
			words = "" // what comes of it is said instead
		}
		add(words)
		if now.writes { // the field comes last: what is typed follows it
			l.ask(sentence(append(said, now.name)), now.field)
			said = nil
		}
	case now.over == "" && !now.ready:
	case now.over == "":
		moved = now.item != old.item
		add(l.listChange(m, &old, &now))
	default:
		add(l.change(&old, &now, pressed || pasted, pressed && key.Text == ""))
	}
	if now.guide != old.guide {
		add(m.spoken(now.guide))
	}
	for _, alarm := range now.alarms {
		if !slices.Contains(old.alarms, alarm) {
			add(alarm)
		}
	}
	if n := m.list.newer.N; n == 0 || n >= 2*l.newer { // a flood is told now and then
		if l.newer = n; n > 0 && now.over == "" {
			add(say(m.s.Newer, m.number(m.list.newer)))
		}
	}
	switch {
	case len(said) > 0:
		l.tell(sentence(said), moved && len(said) == 1)
	case pressed && l.fresh || len(l.pending) > 0:
	case pressed:
		l.readOn(m, a, key)
	}
}

// returned is what is said of a place that was left for a dialog or another screen
// and is the same as before; "" when it is another.
func (l *lines) returned(m *Model, s *scene) string {
	before := l.told
	if !s.dialog {
		l.told = *s
	}
	switch {
	case s.dialog || before.over != s.over || before.view != s.view || !l.greeted:
		return ""
	case s.over != "":
		return s.title
	case before.item != s.item || before.facts != s.facts:
		return ""
	}
	it, ok := m.list.window().Item()
	if !ok {
		return m.nothing()
	}
	return m.placeSaid() + m.itemSaid(&it, s.facts)
}

// opening is what is said of a screen, a dialog or a view that has just come up.
func (l *lines) opening(m *Model, s *scene, a *Action) string {
	var parts []string
	if !l.greeted {
		l.greeted = true
		who := m.s.Nobody
		if m.status.duty != "" {
			who = m.ses.House.PersonName(m.status.duty)
		}
		parts = append(parts, say(m.s.Lines.Hello, m.ses.House.Town, who))
	}
	w := m.list.window()
	switch {
	case s.over == "":
		n := text.Count(m.lang, len(w.Rows()), text.NounItem)
		if !w.AtEnd() {
			n = text.Count(m.lang, max(m.counts[m.list.at].N, len(w.Rows())), text.NounItem) // before it is counted: what is read
		}
		parts = append(parts, say(m.s.Lines.View, m.views[m.list.at].name, n))
		if !m.list.filter.IsZero() {
			parts = append(parts, say(m.s.Lines.Filtered, m.spoken(m.list.filter.Format(string(m.lang)))))
		}
		if it, ok := w.Item(); ok {
			parts = append(parts, m.placeSaid()+m.itemSaid(&it, s.facts))
		} else {
			parts = append(parts, m.nothing())
		}
	case s.place == InItem && len(m.dialogs) == 0 && m.detail.loaded:
		it := &m.detail.item
		whole := m.itemSaid(it, m.factsSaid(it))
		shown := m.shown(it)
		parts = append(parts, s.title, whole[:len(whole)-len(m.spoken(m.snippet(it).String()))]+m.spoken(shown.text.String()))
		parts = append(parts, say(m.s.Lines.ReadOn, len(filled(s.rows))))
	case s.place == InConfirm || strings.HasPrefix(s.over, "*ui.confirm"): // all of it is to be heard before y
		parts = append(append(parts, s.title), filled(s.rows)...)
	case s.dialog && s.writes && s.chosen == "":
		parts = append(parts, filled(s.rows[:s.line])...)
	case s.chosen != "":
		parts = append(parts, s.title)
		if s.dialog && s.writes && a != nil {
			parts = append(parts, m.title(a))
		}
		if len(s.rows) > 1 && s.chosen != s.rows[0] && (!s.writes || s.line != 0) {
			parts = append(parts, s.rows[0])
		}
		parts = append(parts, s.chosen)
	case s.writes:
		parts = append(parts, s.title, s.label)
	default:
		rows := filled(s.rows)
		parts = append(parts, s.title)
		if len(rows) > 0 {
			l.read = 0
			parts = append(parts, rows[0])
		}
		if len(rows) > 1 {
			parts = append(parts, say(m.s.Lines.ReadOn, len(rows)-1))
		}
	}
	return sentence(parts)
}

// listChange is what changed in the list.
func (l *lines) listChange(m *Model, old, now *scene) string {
	if now.item != old.item {
		it, ok := m.list.window().Item()
		if !ok {
			return m.nothing()
		}
		l.told = *now
		s := m.placeSaid() + m.itemSaid(&it, now.facts)
		if now.marks != old.marks {
			s = say(m.s.Lines.MarkedNow, now.marks) + ". " + s
		}
		return s
	}
	var parts []string
	if now.facts != old.facts {
		parts = append(parts, now.facts)
	}
	if now.marks != old.marks {
		parts = append(parts, say(m.s.Lines.MarkedNow, now.marks))
	}
	return sentence(parts)
}

// change is what changed on a screen or in a dialog. By itself a screen only says
// what is more than a clock that moved on.
func (l *lines) change(old, now *scene, byHand, command bool) string {
	var parts []string
	chosen := now.chosen != old.chosen
	if !byHand {
		chosen = clockless(now.chosen) != clockless(old.chosen)
	}
	if command {
		for _, b := range now.bad {
			if !slices.Contains(old.bad, b) {
				parts = append(parts, b)
			}
		}
	}
	typed := now.writes && byHand && (now.field != old.field || now.line != old.line)
	switch {
	case typed && now.line != old.line && now.label != "" && command:
		l.ask(sentence(append(parts, now.label)), now.field)
		return ""
	case typed && chosen:
		parts = append(parts, now.field, now.chosen)
	case typed && len(parts) == 0:
		l.echo(now.name, now.field)
		return ""
	case chosen:
		parts = append(parts, now.chosen)
	}
	return sentence(parts)
}

// readOn moves through the rows of a screen that has nothing else to move, or says
// that a key did nothing.
func (l *lines) readOn(m *Model, a *Action, k tea.KeyPressMsg) {
	busy := m.acting || len(m.queue) > 0
	for s := range m.asked {
		busy = busy || m.asking(s)
	}
	switch by := rowsOf(a); {
	case busy || len(m.dialogs) > 0 || a != nil && a.ID == "suspend":
	case a == nil && l.seen.writes || a != nil && a.ID == "quit":
	case by != 0 && l.seen.over == "":
		l.say(m.s.NoFurther)
	case by != 0:
		rows := filled(l.seen.rows)
		if l.seen.writes {
			rows = filled(slices.Concat(l.seen.rows[:l.seen.line], l.seen.rows[l.seen.line+1:]))
		}
		from := l.read + 1
		if by < 0 {
			from = l.read + by
		}
		to := min(len(rows), max(0, from)+max(by, 1))
		if by < -1 {
			to = l.read
		}
		if from = max(0, from); l.read <= 0 && by < 0 || from >= to {
			l.say(m.s.Lines.NoMore)
			return
		}
		l.say(sentence(rows[from:to]))
		if l.read = to - 1; by < 0 {
			l.read = from
		}
	default:
		l.say(say(m.s.Lines.NoKey, m.spoken(m.keyName(k.String()))))
	}
}

// rowsOf is how many rows an action of moving reads.
func rowsOf(a *Action) int {
	if a == nil {
		return 0
	}
	switch a.ID {
	case "down", "choose_down", "scroll_down":
		return 1
	case "up", "choose_up", "scroll_up":
		return -1
	case "half_down", "page_down":
		return lineRows
	case "half_up", "page_up":
		return -lineRows
	case "last":
		return 1 << 20
	case "first":
		return -1 << 20
	}
	return 0
}

// where answers "where am I?": place, selection, what is going on, keys.
func (l *lines) where(m *Model) {
	s := l.look(m)
	l.seen = s
	read := l.read
	parts := []string{m.s.Lines.Where + l.opening(m, &s, nil), m.spoken(m.statusRow().rows[0].Text())}
	l.read = read
	var keys []string
	for _, h := range m.hints() {
		keys = append(keys, m.spoken(h.key)+" "+h.does)
	}
	parts = append(parts, m.s.Lines.Keys+strings.Join(keys, ", "))
	if s.writes {
		l.ask(sentence(parts), s.field)
		return
	}
	l.say(sentence(parts))
}

// filled leaves out the empty rows.
func filled(rows []string) []string {
	return slices.DeleteFunc(slices.Clone(rows), func(r string) bool { return r == "" })
}

// sentence joins parts so that a voice pauses between them.
func sentence(parts []string) string {
	var b strings.Builder
	for _, p := range filled(parts) {
		if b.Len() > 0 {
			if last, _ := utf8.DecodeLastRuneInString(b.String()); !strings.ContainsRune(".:?!…,", last) {
				b.WriteByte('.')
			}
			b.WriteByte(' ')
		}
		b.WriteString(p)
	}
	return b.String()
}

// clockless is a row without its numbers, which time moves on.
func clockless(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return -1
		}
		return r
	}, s)
}

// spoken makes a row fit to be heard: one space between words, signs as pauses or
// words, and nothing that a voice or a braille display takes for something else.
func (m *Model) spoken(s string) string {
	w := &m.s.Lines
	s = strings.NewReplacer(" · ", ", ", "↑", " "+w.ArrowUp+" ", "↓", " "+w.ArrowDown+" ", "←", " "+w.ArrowLeft+" ", " → ", ", ", "→", " "+w.ArrowRight+" ",
		"[x]", w.On+",", "[ ]", w.Off+",", "‹", "", "›", "", "•", " ").Replace(s)
	s = strings.Map(func(r rune) rune {
		if r >= 0x2500 && r <= 0x25FF || r >= 0x2800 && r <= 0x28FF || unicode.Is(unicode.Co, r) || r == '\n' {
			return ' '
		}
		return r
	}, safetext.Clean(s).String())
	s = strings.Join(strings.Fields(s), " ")
	return strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(s, ">"), "* "))
}
