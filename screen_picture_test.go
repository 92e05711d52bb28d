package main_test

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/exp/golden"

	"lotse/inbox"
	"lotse/inbox/safetext/poison"
	"lotse/ui"
	"lotse/ui/text"
)

// A picture is a screen or a dialog as it looks in the middle of work. The same
// table gives the golden frames, which people read in a review, and the ways on
// which the poison goes through the program: a new place or dialog belongs here.
//
// go test -run 'ScreenGolden|Pictures' -update .   (make golden) writes them anew.
type picture struct {
	name   string
	at     ui.Place // where it is
	sizes  []size   // of the golden frames
	who    string
	view   string // the action that opens the view; "view_3" when empty
	before func(p *play)
	change func(o *ui.Options)
	walks  bool          // it goes to its place by itself
	do     func(p *play) // from the place on
}

type size struct{ width, height int }

var (
	small  = size{80, 24}
	middle = size{100, 30}
	large  = size{160, 50}
)

func pictures() []picture {
	return slices.Concat(goldenPictures(), dialogPictures())
}

func goldenPictures() []picture {
	return []picture{
		{name: "list", at: ui.InList, sizes: []size{small, middle, large}, do: func(p *play) { p.do("down") }},
		{name: "list_plain_en", at: ui.InList, sizes: []size{small}, do: func(p *play) { p.do("mark") }, change: func(o *ui.Options) {
			o.Plain, o.Lang = true, text.EN
		}},
		{name: "item", at: ui.InItem, sizes: []size{small, middle, large}, do: func(p *play) { p.do("next_item") }},
		{name: "labels", at: ui.InList, sizes: []size{small}, do: func(p *play) { p.do("label") }},
		{name: "close", at: ui.InList, sizes: []size{small}, do: func(p *play) { p.do("close") }},
		{name: "many", at: ui.InList, sizes: []size{small}, do: func(p *play) { p.do("mark", "mark", "close"); p.press("r") }},
		{name: "question", at: ui.InItem, sizes: []size{small}, do: func(p *play) { p.do("assign"); p.press("f", "f"); p.write("Wie lange?") }},
		{name: "level", at: ui.InList, sizes: []size{small}, do: func(p *play) { p.do("level") }},
		{name: "snooze", at: ui.InList, sizes: []size{small}, do: func(p *play) { p.do("snooze") }},
		{name: "filter", at: ui.InList, sizes: []size{small, large}, do: func(p *play) { p.do("filter"); p.write("ist:") }},
		{name: "palette", at: ui.InList, sizes: []size{small}, do: func(p *play) { p.do("palette"); p.write("w") }},
		{name: "browse", at: ui.InItem, sizes: []size{small}, do: func(p *play) { p.do("browse") }},
		{name: "pick", at: ui.InPick, sizes: []size{small, large}},
		{name: "fill", at: ui.InFill, sizes: []size{small, large}, do: func(p *play) { p.write("der Brücke"); p.do("next_gap") }},
		{name: "confirm", at: ui.InConfirm, sizes: []size{small, middle, large}},
		{name: "sent", at: ui.InList, sizes: []size{small}, do: func(p *play) {
			landings[ui.InConfirm].reach(p)
			p.do("send")
			p.wait(3 * time.Second)
		}},
		{name: "figures", at: ui.InFigures, sizes: []size{small, middle, large}},
		{name: "figures_over", at: ui.InFigures, sizes: []size{small, large}, do: func(p *play) { p.do("chart_prev", "chart_prev") }},
		{name: "review", at: ui.InReview, sizes: []size{small, large}, who: "clara"},
		{name: "outbox", at: ui.InOutbox, sizes: []size{small, large}, who: "clara", before: approved},
		{name: "held", at: ui.InOutbox, sizes: []size{small}, who: "clara", before: func(p *play) {
			approved(p)
			p.now = p.now.Add(time.Minute)
			p.must(p.store.SaveChannelState(p.Context(), inbox.ChannelState{Channel: "mastodon", Problem: inbox.ProblemUnreachable}))
		}},
		{name: "handover", at: ui.InHandover, sizes: []size{small, large}, before: func(p *play) {
			p.did(p.as("ayse").PrepareHandover(p.Context(), "bernd", p.now.Add(4*time.Hour), "Bitte auf Cem achten."))
		}},
		{name: "accept", at: ui.InHandover, sizes: []size{small, large}, who: "bernd", before: func(p *play) {
			p.did(p.as("ayse").PrepareHandover(p.Context(), "bernd", p.now.Add(4*time.Hour), "Bitte auf Cem achten."))
		}, do: func(p *play) { p.do("acknowledge") }},
		{name: "measure", at: ui.InList, sizes: []size{small}, do: func(p *play) { p.do("measure") }},
		{name: "measures", at: ui.InMeasures, sizes: []size{small}, who: "clara", before: (*play).toAgree},
		{name: "claims", at: ui.InClaims, sizes: []size{small}, before: func(p *play) { p.reported(rumour); p.reported(water); p.ruled() }},
		{name: "suggested", at: ui.InItem, sizes: []size{small}, before: (*play).toClaim},
		{name: "help", at: ui.InHelp, sizes: []size{middle}},
	}
}

// approved lets the lead release what the trainee handed in.
func approved(p *play) {
	p.Helper()
	rs, err := p.store.Replies(p.Context(), inbox.ReplyInReview)
	p.must(err)
	for _, r := range rs {
		p.did(p.as("clara").Approve(p.Context(), r.ID, r.Hash))
	}
}

// busy is a desk in the middle of the morning.
func busy(p *play) {
	p.Helper()
	ayse := p.as("ayse")
	p.did(ayse.Escalate(p.Context(), inbox.Targets(p.ids[2]), inbox.E3, "Drohung?"))
	p.did(ayse.Assign(p.Context(), inbox.Targets(p.ids[0]), inbox.Assignment{Role: "office", Person: "falk", Question: "Wer war dabei?", Due: p.now.Add(3 * time.Hour)}))
	p.did(p.as("emma").Submit(p.Context(), inbox.Target{ID: p.ids[0]}, inbox.Composition{Template: inbox.TemplateRef{Key: "T01"}, Blocks: map[string]string{"gruss": "Bis bald!"}}))
}

// open plays a picture. salt is what strangers put into what they write.
func (c *picture) open(t testing.TB, sz size, salt func(string) string, change ...func(*ui.Options)) *play {
	t.Helper()
	s, ids := salted(t, salt)
	p := &play{stage: s, scene: scene{who: c.who, view: c.view}, place: c.at, ids: ids, wording: "t05"}
	if salt("") != "" {
		s.channel.limit = 10_000 // a name may be as long as it likes; 500 would only refuse the reply to it
	}
	busy(p)
	s.edit(ids[2], salt("Ihr Vollidioten im Rathaus könnt gar nichts. Wir kommen vorbei!"))
	if c.before != nil {
		c.before(p)
	}
	if p.who == "" {
		p.who = "ayse"
	}
	if c.change != nil {
		change = append([]func(*ui.Options){c.change}, change...)
	}
	p.start(p.who, sz.width, sz.height, change...)
	if p.view == "" {
		p.view = "view_3"
	}
	p.do(p.view)
	if reach := landings[c.at].reach; reach != nil && !c.walks {
		reach(p)
	}
	if c.do != nil {
		c.do(p)
	}
	if got := p.model.At(); got != c.at {
		t.Fatalf("%s is a picture of %s, this is %s:\n%s", c.name, c.at, got, p.frame())
	}
	return p
}

func unsalted(s string) string { return s }

func TestScreenGolden(t *testing.T) {
	shown := ui.Place(0)
	frames := 0
	for _, c := range pictures() {
		shown |= c.at
		for _, sz := range c.sizes {
			frames++
			t.Run(fmt.Sprintf("%s_%d", c.name, sz.width), func(t *testing.T) {
				p := c.open(t, sz, unsalted)
				t.Chdir("ui")
				lines := strings.Split(p.frame(), "\n")
				for i := range lines {
					lines[i] = byChance.ReplaceAllString(strings.TrimRight(lines[i], " "), "${1}________")
				}
				golden.RequireEqual(t, strings.Join(lines, "\n")+"\n")
			})
		}
	}
	if frames > 48 {
		t.Errorf("%d golden frames: nobody reads that many in a review", frames)
	}
	for _, a := range ui.Actions() {
		for _, at := range a.Where.Each() {
			if at&shown == 0 {
				shown |= at
				t.Errorf("there is no picture of %s: add one to pictures()", at)
			}
		}
	}
}

// byChance is what differs from run to run: a checksum is over ids made by chance.
var byChance = regexp.MustCompile("(Prüfsumme |[Cc]hecksum )[0-9a-f]{8}")

// No golden frame is left behind when its picture goes.
func TestScreenGoldenHasNoLeftovers(t *testing.T) {
	var want []string
	for _, c := range pictures() {
		for _, sz := range c.sizes {
			want = append(want, fmt.Sprintf("%s_%d.golden", c.name, sz.width))
		}
	}
	files, err := os.ReadDir("ui/testdata/TestScreenGolden")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !slices.Contains(want, f.Name()) {
			t.Errorf("%s belongs to no picture", f.Name())
		}
	}
}

// What strangers write goes through every picture, in both languages, in the line
// mode and at every size, at the head of what they wrote and all of it behind. The
// stage checks each frame on the way.
func TestScreenPicturesSurvivePoison(t *testing.T) {
	evil := append(poison.Strings(), poison.All())
	n := 0
	for _, c := range pictures() {
		t.Run(c.name, func(t *testing.T) {
			sizes := []size{small, {60, 15}}
			if c.sizes != nil {
				sizes = append(sizes, middle, large, size{80, 48})
			}
			for _, sz := range sizes {
				for _, l := range text.Langs() {
					for _, plain := range []bool{false, true} {
						salt := func(s string) string {
							n++
							return evil[n%len(evil)] + " " + s + " " + evil[(n+11)%len(evil)]
						}
						c.open(t, sz, salt, func(o *ui.Options) { o.Lang, o.Plain = l, plain })
						if t.Failed() {
							t.Fatalf("%dx%d in %s, plain %v", sz.width, sz.height, l, plain)
						}
					}
				}
			}
		})
	}
}
