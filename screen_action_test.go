package main_test

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
	"lotse/ui"
)

// The action table is the list of what must be tried: every action, by its own
// keys, in every place it is for. One that is new and untried fails this test by
// name.
//
// To try an action add a few lines to the scenes of its group:
//
//	{action: "take", at: inItems, then: func(p *play) {
//		p.act()
//		p.sees("Übernommen")
//	}},
//
// p.act presses the action's key, each of its keys once. The rest is looked after:
// an action that is not Dangerous must leave the log as it was, a Dangerous one
// must write to it, and in a session that only reads it is refused. Where Enabled
// can say no there has to be a scene with refused: the words that say why.
func scenes() []scene {
	return slices.Concat(moveScenes(), manyScenes(), viewScenes(), decideScenes(), refusedScenes(),
		replyScenes(), fillScenes(), queueScenes(), measureScenes(), claimScenes(), dutyScenes(), deskScenes(), figureScenes())
}

// scene is one action tried in one place, or in each of several.
type scene struct {
	action  string
	at      ui.Place
	who     string              // the person at the desk; usually the one the place is for
	view    string              // the action that opens the view one starts in; "view_3" (open) when empty
	change  func(o *ui.Options) // the desk as it is set up
	before  func(p *play)       // what happened before the screen opens
	refused string              // it cannot be done now: words of the reason, and nothing happens
	then    func(p *play)       // presses and looks; left out where refused says it all
}

// play is a stage with one action to try.
type play struct {
	*stage
	scene
	place   ui.Place
	ids     []inbox.ItemID // Anna's praise, Bert's question, Cem's insult, Dora's phone number; the last is selected
	key     string
	acted   bool
	wording string // the template a reply is made from
}

// landing is how one gets to a place, and what has to be there.
type landing struct {
	who    string
	before func(p *play)
	reach  func(p *play)
}

// landings are all the places there are.
var landings = map[ui.Place]landing{
	ui.InList:     {},
	ui.InItem:     {reach: func(p *play) { p.do("open") }},
	ui.InReview:   {who: "clara", before: (*play).toReview, reach: func(p *play) { p.do("reviews") }},
	ui.InOutbox:   {before: (*play).toSend, reach: func(p *play) { p.do("outbox") }},
	ui.InHandover: {before: (*play).toHandOver, reach: func(p *play) { p.do("handover") }},
	ui.InMeasures: {who: "clara", before: (*play).toAgree, reach: func(p *play) { p.do("measures") }},
	ui.InClaims:   {who: "clara", before: func(p *play) { p.reported(water) }, reach: func(p *play) { p.do("claims") }},
	ui.InPick:     {reach: func(p *play) { p.do("down", "down", "reply") }},
	ui.InFill:     {reach: func(p *play) { p.toFill() }},
	ui.InConfirm: {reach: func(p *play) {
		if p.toFill() {
			p.write("der Brücke")
			p.do("next_gap")
			p.write("https://stadt.example/b")
			p.do("next_gap")
		}
	}},
	ui.InFigures: {reach: func(p *play) { p.do("figures", "chart_next", "chart_next") }}, // its bars by label
	ui.InHelp:    {reach: func(p *play) { p.do("help") }},
}

// The sets of places that many actions share.
const (
	inItems = ui.InList | ui.InItem
	inDesk  = inItems | ui.InReview | ui.InOutbox | ui.InHandover | ui.InMeasures | ui.InClaims
)

func TestScreenEveryActionIsTried(t *testing.T) {
	actions := map[string]ui.Action{}
	for _, a := range ui.Actions() {
		actions[a.ID] = a
	}
	tried, refused := map[string]ui.Place{}, map[string]bool{}
	for _, c := range scenes() {
		a, ok := actions[c.action]
		switch {
		case !ok:
			t.Errorf("there is a scene for %q, which is no action", c.action)
		case c.at&^a.Where != 0:
			t.Errorf("there is a scene for %s in %s, where it does not exist", c.action, c.at&^a.Where)
		case c.refused != "":
			refused[c.action] = true
		default:
			tried[c.action] |= c.at
		}
	}
	const how = "see the comment at the head of screen_action_test.go"
	for _, a := range ui.Actions() {
		if left := a.Where &^ tried[a.ID]; left != 0 {
			t.Errorf("the action %q is not tried in %s: add a scene, %s", a.ID, left, how)
		}
		if a.Enabled != nil && !refused[a.ID] {
			t.Errorf("the action %q can say no, and no scene hears the reason (refused): add one, %s", a.ID, how)
		}
		for _, at := range a.Where.Each() {
			if _, ok := landings[at]; !ok {
				t.Errorf("%s is a new place: say in landings how one gets there, %s", at, how)
			}
		}
	}
	if t.Failed() {
		return
	}
	for i, c := range scenes() {
		for _, at := range c.at.Each() {
			for _, key := range actions[c.action].Keys {
				t.Run(fmt.Sprintf("%s/%s/%s/%d", c.action, at, strings.ReplaceAll(key, "/", "slash"), i), func(t *testing.T) {
					p := newPlay(t, c, at, key)
					p.playOut(actions[c.action].Dangerous)
				})
			}
		}
	}
}

// In a session that only reads nothing can be decided, wherever one is.
func TestScreenReadOnlyRefusesEveryDecision(t *testing.T) {
	for _, a := range ui.Actions() {
		if !a.Dangerous {
			continue
		}
		for _, at := range a.Where.Each() {
			t.Run(a.ID+"/"+at.String(), func(t *testing.T) {
				p := newPlay(t, scene{action: a.ID, change: func(o *ui.Options) { o.ReadOnly = true }}, at, a.Keys[0])
				before := p.logged()
				if p.model.At() == at { // else the way there is a decision itself, and was refused
					p.act()
				}
				p.sees("Diese Sitzung liest nur")
				if p.logged() != before {
					t.Error("something was decided")
				}
			})
		}
	}
}

// newPlay opens the desk and goes to the place.
func newPlay(t *testing.T, c scene, at ui.Place, key string) *play {
	t.Helper()
	s, ids := monday(t)
	p := &play{stage: s, scene: c, place: at, ids: ids, key: key, wording: "t05"}
	land := landings[at]
	for _, before := range []func(*play){land.before, c.before} {
		if before != nil {
			before(p)
		}
	}
	for _, who := range []string{land.who, "ayse"} {
		if p.who == "" {
			p.who = who
		}
	}
	var change []func(*ui.Options)
	if c.change != nil {
		change = append(change, c.change)
	}
	p.start(p.who, 80, 24, change...)
	if p.view == "" {
		p.view = "view_3"
	}
	p.do(p.view)
	if land.reach != nil {
		land.reach(p)
	}
	return p
}

// playOut tries the action.
func (p *play) playOut(dangerous bool) {
	p.Helper()
	if p.model.At() != p.place {
		p.Fatalf("%s was to be reached:\n%s", p.place, p.frame())
	}
	before := p.logged()
	switch {
	case p.refused != "":
		if p.then != nil {
			p.then(p)
			before = p.logged()
		}
		p.act()
		p.sees(p.refused)
	default:
		p.then(p)
	}
	switch changed := p.logged() != before; {
	case !p.acted:
		p.Error("the action's key was not pressed: p.act()")
	case changed && p.refused != "":
		p.Error("it was refused and happened all the same")
	case changed && !dangerous:
		p.Error("the log has a new entry, and the action is not Dangerous")
	case !changed && dangerous && p.refused == "":
		p.Error("nothing was decided, so the scene shows too little")
	}
}

// act presses the key of the action under test.
func (p *play) act() {
	p.Helper()
	p.acted = true
	p.press(p.key)
}

// do presses the first key of other actions.
func (p *play) do(actions ...string) {
	p.Helper()
	for _, id := range actions {
		i := slices.IndexFunc(ui.Actions(), func(a ui.Action) bool { return a.ID == id })
		if i < 0 {
			p.Fatalf("there is no action %q", id)
		}
		p.press(ui.Actions()[i].Keys[0])
	}
}

// is says where one must be now.
func (p *play) is(at ui.Place) {
	p.Helper()
	if got := p.model.At(); got != at {
		p.Errorf("this is %s, not %s:\n%s", got, at, p.frame())
	}
}

// tells checks that the terminal was told what this command tells it.
func (p *play) tells(cmd tea.Cmd) {
	p.Helper()
	if want := cmd(); !slices.ContainsFunc(p.told, func(m tea.Msg) bool { return reflect.DeepEqual(m, want) }) {
		p.Errorf("the terminal was not told %T %v", want, want)
	}
}

// logged is how many entries the log has: what was decided is in it.
func (p *play) logged() int {
	p.Helper()
	es, err := p.store.Events(context.Background(), inbox.EventID{}, 10_000)
	if err != nil {
		p.Fatal(err)
	}
	return len(es)
}

// seen is all there is: the frame and where the cursor stands.
func (p *play) seen() string {
	c := p.model.View().Cursor
	if c == nil {
		return p.frame()
	}
	return fmt.Sprintf("%s\n%d:%d", p.frame(), c.Y, c.X)
}

// chosen is the item selected in the list or open.
func (p *play) chosen() inbox.State {
	p.Helper()
	return p.item(p.ids[3]).State
}

// did ends the test when something fails that only sets the stage.
func (p *play) did(_ any, err error) {
	p.Helper()
	p.must(err)
}

func (p *play) must(err error) {
	p.Helper()
	if err != nil {
		p.Fatal(err)
	}
}

// toFill takes a template with two gaps for Bert's question, if one may.
func (p *play) toFill() bool {
	p.Helper()
	p.do("down", "down", "reply")
	if p.model.At() == ui.InPick {
		p.write(p.wording)
		p.do("pick")
	}
	return p.model.At() == ui.InFill
}

// toReview lets the trainee hand in a reply to each of two comments.
func (p *play) toReview() {
	p.Helper()
	for _, id := range p.ids[:2] {
		p.now = p.now.Add(time.Second) // the queue is in the order they came
		p.did(p.as("emma").Submit(p.Context(), inbox.Target{ID: id},
			inbox.Composition{Template: inbox.TemplateRef{Key: "T01"}, Blocks: map[string]string{"gruss": "Bis bald!"}}))
	}
}

// toSend lets a colleague queue a reply.
func (p *play) toSend() {
	p.Helper()
	p.reply("bernd")
}

// reply queues one to Anna.
func (p *play) reply(who string) {
	p.Helper()
	p.did(p.as(who).Submit(p.Context(), inbox.Target{ID: p.ids[0]}, inbox.Composition{Free: "Danke!"}))
}

// attempted lets the reply to Anna be tried, with this outcome.
func (p *play) attempted(a inbox.Attempt) {
	p.Helper()
	p.now = p.now.Add(time.Minute)
	rs, err := p.store.RepliesOf(p.Context(), p.ids[0])
	p.must(err)
	out := inbox.Outbox{Store: p.store, Clock: p.desk.Clock}
	in, err := out.Reserve(p.Context(), &rs[len(rs)-1])
	p.must(err)
	a.ID = in.Attempt
	p.must(out.Settle(p.Context(), &rs[len(rs)-1], a, inbox.Sent{}))
}

// toHandOver escalates something and prepares a handover to Bernd.
func (p *play) toHandOver() {
	p.Helper()
	ayse := p.as("ayse")
	p.did(ayse.Escalate(p.Context(), inbox.Targets(p.ids[2]), inbox.E3, "Drohung?"))
	p.did(ayse.PrepareHandover(p.Context(), "bernd", p.now.Add(8*time.Hour), "Bitte auf Cem achten."))
}
