package main_test

import (
	"flag"
	"image/color"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"lotse/adapters"
	"lotse/adapters/demo"
	"lotse/inbox"
	"lotse/inbox/templatefile"
	"lotse/inbox/triage"
	"lotse/store/storetest"
	"lotse/ui"
	"lotse/ui/text"
)

// docPicture is a picture for people who do not run the program yet: the made-up
// city as `lotse demo` shows it, in docs/pictures, in each language.
type docPicture struct {
	file   string
	size   size
	de, en string // what is to be seen, in a sentence
	who    string // ayse when empty
	before func(p *play)
	do     func(p *play)
}

func docPictures() []docPicture {
	claim := func(p *play) { p.look("abkochen") }
	asked := func(p *play) { p.look("Verkehr geht wieder durch den Ostring"); p.do("reply"); p.write("sperr") }
	return []docPicture{
		{
			file: "desk", size: size{150, 40}, do: claim,
			de: "Das Pult: links die Ansichten, in der Mitte die Liste, rechts der gewählte Vorgang mit den markierten Stellen",
			en: "The desk: the views at the left, the list in the middle, the chosen item with the flagged words at the right",
		},
		{
			file: "item", size: size{100, 34}, do: func(p *play) { claim(p); p.do("open") },
			de: "Ein Vorgang mit Begründung und Gesprächsverlauf",
			en: "An item with its reasons and the conversation",
		},
		{
			file: "filter", size: size{100, 26}, do: func(p *play) { p.do("filter"); p.write("ist:offen stufe:") },
			de: "Die Abfragesprache ergänzt, was sich tippen lässt",
			en: "The query language completes what can be typed",
		},
		{
			file: "pick", size: size{100, 26}, do: asked,
			de: "Textbausteine zur Auswahl, der passendste zuerst",
			en: "Templates to choose from, the best fit first",
		},
		{
			file: "fill", size: size{100, 26}, do: func(p *play) {
				asked(p)
				p.do("pick")
				for _, value := range []string{"Erneuerung der Fahrbahnübergänge an der Südbrücke", "27.11.2026", "über die Nordbrücke; zu Fuß und mit dem Rad bleibt frei"} {
					p.write(value)
					p.do("next_gap")
				}
			},
			de: "Die Lücken eines Textbausteins werden nacheinander gefüllt; darunter entsteht der Text",
			en: "The gaps of a template are filled one after the other; the text grows below",
		},
		{
			file: "review", size: size{100, 26}, who: "clara", before: handIn, do: func(p *play) { p.do("reviews") },
			de: "Vier Augen: der Kommentar, die Antwort, wie sie gepostet wird, und die Frage",
			en: "Four eyes: the comment, the reply as it will be posted, and the question",
		},
		{
			file: "handover", size: size{100, 30}, who: "bernd", before: func(p *play) {
				handIn(p)
				p.did(p.as("ayse").PrepareHandover(p.Context(), "bernd", p.now.Add(8*time.Hour), "Die Presse fragt nach den Stellen im Bauamt; David weiß Bescheid."))
			}, do: func(p *play) { p.do("handover", "acknowledge") },
			de: "Die Dienstübergabe: was kritisch, fällig und unklar ist, Zeile für Zeile zu bestätigen",
			en: "The duty handover: what is critical, due and unclear, to be acknowledged line by line",
		},
		{
			file: "figures", size: size{150, 40}, do: func(p *play) { p.do("figures", "chart_next", "chart_next") },
			de: "Die Zahlen: Eingang im Verlauf, nach Kanal, nach Einstufung, nie nach Personen",
			en: "The figures: arrivals over time, by channel, by label, never by person",
		},
	}
}

// handIn lets the trainee give free words to release.
func handIn(p *play) {
	p.Helper()
	id, _ := p.find("Vorbildlich!")
	p.did(p.as("emma").Submit(p.Context(), inbox.Target{ID: id}, inbox.Composition{
		Free: "Das geben wir gern an die Kolleginnen vom Tiefbau weiter. Gute Fahrt!",
	}))
}

// find gives the item with these words and how far down the list it stands: in
// this city everything is open.
func (p *play) find(words string) (id inbox.ItemID, row int) {
	p.Helper()
	page, err := p.store.Page(p.Context(), inbox.Filter{}, "", 500)
	p.must(err)
	for i := range page.Items {
		if strings.Contains(page.Items[i].Content.Text, words) {
			return page.Items[i].ID, i
		}
	}
	p.Fatalf("nobody wrote %q", words)
	return id, 0
}

// look goes down the list to the item with these words.
func (p *play) look(words string) {
	p.Helper()
	_, row := p.find(words)
	for range row {
		p.do("down")
	}
}

// town is the made-up city: every channel read once, the templates approved.
func town(t testing.TB) *stage {
	t.Helper()
	s := &stage{TB: t, store: storetest.NewMemory(), now: stageStart, saved: map[string]string{}}
	house := demo.Config().House
	house.Zone = time.FixedZone("MEZ", 3600)
	clock := inbox.ClockFunc(func() time.Time { return s.now })
	s.desk = &inbox.Desk{Store: s.store, House: &house, Assessor: triage.New(), Clock: clock, Channels: map[string]inbox.Channel{}}
	channels := demo.Town(clock)
	s.now = s.now.Add(4 * time.Minute) // a little has happened since the program was opened
	for i, ch := range channels {
		id := demo.Config().Channels[i].ID
		s.desk.Channels[id] = ch
		a := adapters.NewAccount(adapters.Options{ID: id, Channel: ch, Store: s.store, Assessor: s.desk.Assessor, Clock: stillClock{clock}})
		if _, err := a.Poller.PollOnce(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	ts, err := templatefile.Starter()
	if err != nil {
		t.Fatal(err)
	}
	for i := range ts {
		s.consented(ts[i])
	}
	s.onDuty("clara", "ayse")
	return s
}

// onDuty hands the duty over, with every line acknowledged.
func (s *stage) onDuty(from, to string) {
	s.Helper()
	h, err := s.as(from).PrepareHandover(s.Context(), to, s.now.Add(8*time.Hour), "")
	if err != nil {
		s.Fatal(err)
	}
	lines := make([]int, len(h.Lines))
	for i := range lines {
		lines[i] = i
	}
	if err := s.as(to).AcceptHandover(s.Context(), h.ID, h.Hash, lines); err != nil {
		s.Fatal(err)
	}
	s.now = s.now.Add(time.Minute)
}

// stillClock has no alarms: what is tried once waits for nothing.
type stillClock struct{ inbox.Clock }

func (stillClock) Until(time.Time) (<-chan time.Time, func()) { return nil, func() {} }

// consented adds a template with the consent of everybody whose office it is.
func (s *stage) consented(c inbox.Template) {
	s.Helper()
	author := s.as("ayse")
	ref, err := author.AddTemplate(s.Context(), c)
	if err == nil {
		err = author.Propose(s.Context(), ref)
	}
	for _, role := range c.Approver {
		i := slices.IndexFunc(s.desk.House.Persons, func(p inbox.Person) bool { return slices.Contains(p.Roles, role) })
		if err == nil && i >= 0 {
			err = s.as(s.desk.House.Persons[i].ID).Consent(s.Context(), ref, c.ContentHash(), time.Time{}, time.Time{})
		}
	}
	if err != nil {
		s.Fatal(err)
	}
}

func (c *docPicture) open(t *testing.T, l text.Lang) *play {
	t.Helper()
	p := &play{stage: town(t)}
	if c.before != nil {
		c.before(p)
	}
	who := c.who
	if who == "" {
		who = "ayse"
	}
	p.start(who, c.size.width, c.size.height, func(o *ui.Options) { o.Lang = l })
	p.do("view_3")
	c.do(p)
	return p
}

// svg draws what is on the screen, on a light and on a dark ground.
func (p *play) svg(title string) string {
	p.Helper()
	on := func(c color.Color) tea.View {
		p.send(tea.BackgroundColorMsg{Color: c})
		v := p.model.View()
		v.Content = byChance.ReplaceAllString(v.Content, "${1}5e1fb0a7")
		return v
	}
	light, dark := on(color.White), on(color.Black)
	svg, faint := svgOf(title, light, dark, p.width, p.height)
	for _, f := range faint {
		p.Error(f)
	}
	return svg
}

// The pictures in docs/pictures are what the program shows today.
func TestPicturesAreFresh(t *testing.T) {
	update := flag.Lookup("update").Value.String() == "true"
	var want []string
	for _, c := range docPictures() {
		for l, title := range map[text.Lang]string{text.DE: c.de, text.EN: c.en} {
			name := c.file + "-" + string(l) + ".svg"
			want = append(want, name)
			t.Run(name, func(t *testing.T) {
				svg := c.open(t, l).svg(title)
				if len(svg) > 60_000 {
					t.Errorf("%d bytes are too many for a page", len(svg))
				}
				path := filepath.Join("docs", "pictures", name)
				if update {
					if err := os.WriteFile(path, []byte(svg), 0o644); err != nil {
						t.Fatal(err)
					}
				}
				if got, err := os.ReadFile(path); err != nil || strings.ReplaceAll(string(got), "\r\n", "\n") != svg {
					t.Errorf("%s is stale (%v); write it anew and look at it: go test . -run 'ScreenGolden|Pictures' -update", path, err)
				}
			})
		}
	}
	pages := ""
	for _, page := range []string{"README.md", "docs/handbuch.md", "docs/handbook.md"} {
		raw, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		pages += string(raw)
	}
	for _, c := range docPictures() { // the words beside a picture say what is on it
		for _, link := range []string{"![" + c.de + "](pictures/" + c.file + "-de.svg)", "![" + c.en + "](pictures/" + c.file + "-en.svg)"} {
			if !strings.Contains(pages, link) {
				t.Errorf("no page shows %s", link)
			}
		}
	}
	files, err := os.ReadDir("docs/pictures")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !slices.Contains(want, f.Name()) {
			t.Errorf("docs/pictures/%s belongs to no picture", f.Name())
		}
	}
}
