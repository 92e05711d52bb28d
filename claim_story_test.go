package main_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
	"lotse/ui"
	"lotse/ui/text"
)

// A dam is said to have broken: the night in Rheinhafen. At 22:10 the verdict is
// false, at 01:40 the dam is unstable and an area is evacuated.

// night is the desk of that night.
type night struct {
	*stage
	channels []string
	posted   int
}

func newNight(t *testing.T) *night {
	t.Helper()
	s := newStage(t)
	s.now = time.Date(2026, 11, 23, 21, 0, 0, 0, time.UTC) // 22:00 in the town
	n := &night{stage: s, channels: []string{"mastodon", "facebook", "instagram", "bluesky"}}
	s.desk.House.Channels = n.channels
	for _, c := range n.channels {
		s.desk.Channels[c] = s.channel
	}
	for _, tpl := range []inbox.Template{
		{
			Key: "T17", Title: "Richtigstellung", Category: inbox.CategoryC, Latitude: inbox.L1, AsOf: "zeit",
			Variants: []inbox.Variant{{Name: "a", Text: "Das stimmt nicht. Richtig ist, Stand {zeit}: Der Damm hält."}},
		},
		{
			Key: "T16", Title: "Korrektur eigener Auskunft", Category: inbox.CategoryC, Latitude: inbox.L1, AsOf: "zeit",
			Variants: []inbox.Variant{{Name: "a", Text: "Korrektur, Stand {zeit}: Gebiet 3 wird geräumt."}},
		},
	} {
		tpl.Owner, tpl.Approver, tpl.Validity, tpl.Language = "press", []string{"lead"}, "6M", "de"
		tpl.Placeholders = []inbox.Placeholder{{Name: "zeit", Type: inbox.PlaceholderTime, Label: "Stand", Example: "22:10"}}
		n.approvedBy(tpl)
	}
	return n
}

func (n *night) approvedBy(tpl inbox.Template) {
	n.Helper()
	ref, err := n.as("bernd").AddTemplate(n.Context(), tpl)
	n.must(err)
	n.must(n.as("bernd").Propose(n.Context(), ref))
	vs, err := n.store.Templates(n.Context())
	n.must(err)
	for i := range vs {
		if vs[i].Ref() == ref {
			n.must(n.as("clara").Consent(n.Context(), ref, vs[i].Hash, time.Time{}, time.Time{}))
		}
	}
}

func (n *night) must(err error) {
	n.Helper()
	if err != nil {
		n.Fatal(err)
	}
}

// comments lets texts come in, spread over the channels and a dozen threads each.
func (n *night) comments(texts []string) []inbox.ItemID {
	n.Helper()
	ids := make([]inbox.ItemID, len(texts))
	pages := map[string]*inbox.Batch{}
	for i, words := range texts {
		ch := n.channels[i%len(n.channels)]
		n.posted++
		c := inbox.Content{
			Channel: ch, RemoteID: fmt.Sprintf("c%05d", n.posted), Kind: inbox.KindComment, Text: words, PostedAt: n.now.Add(-time.Duration(n.posted) * time.Second),
			Thread: fmt.Sprintf("post%d", i/len(n.channels)%12), Author: inbox.Author{ID: fmt.Sprint("a", n.posted), Name: fmt.Sprint("Person ", n.posted), Handle: fmt.Sprint("p", n.posted)},
		}
		if pages[ch] == nil {
			pages[ch] = &inbox.Batch{}
		}
		a := n.desk.Assessor.Assess(words, inbox.AssessContext{})
		pages[ch].Observations = append(pages[ch].Observations, inbox.Observation{Content: c, Assessment: a})
		ids[i] = c.ID()
	}
	for _, ch := range n.channels {
		if pages[ch] != nil {
			_, err := n.store.Ingest(n.Context(), ch, *pages[ch], n.now)
			n.must(err)
		}
	}
	return ids
}

// known enters the rumour and four other claims, as an officer does.
func (n *night) known() inbox.Claim {
	n.Helper()
	for _, s := range []string{
		"Das Freibad wird verkauft und abgerissen", "Das Trinkwasser ist mit Keimen verseucht",
		"Die Stadt schließt alle Kitas am Freitag", "Der Oberbürgermeister tritt zurück",
	} {
		_, err := n.as("bernd").ReportClaim(n.Context(), inbox.Claim{Sentence: s}, inbox.ItemID{})
		n.must(err)
		n.now = n.now.Add(time.Second)
	}
	c, err := n.as("bernd").ReportClaim(n.Context(), inbox.Claim{
		Sentence: "Die Talsperre Steinfeld ist gebrochen",
		Variants: []string{"Der Staudamm in Steinfeld ist gebrochen", "Die Staumauer der Talsperre ist gebrochen", "De Talsperr is jebroche", "Talsperre Steifeld isch broche"},
		Sources:  []inbox.Source{{URL: "https://talsperren.example/pegel"}},
	}, inbox.ItemID{})
	n.must(err)
	return c
}

// rule brings a verdict in force, by two persons.
func (n *night) rule(id inbox.ClaimID, r inbox.Ruling) (stopped int) {
	n.Helper()
	stopped, err := n.as("bernd").Rule(n.Context(), id, r)
	n.must(err)
	c, err := n.store.Claim(n.Context(), id)
	n.must(err)
	_, err = n.as("clara").ReleaseRuling(n.Context(), id, c.Proposed().Hash)
	n.must(err)
	return stopped
}

func (n *night) item(id inbox.ItemID) inbox.Item {
	n.Helper()
	it, err := n.store.Item(n.Context(), id)
	n.must(err)
	return it
}

// suggested counts the texts that are asked about as the claim, and those that are
// more than possible.
func (n *night) suggested(ids []inbox.ItemID, id inbox.ClaimID) (some, strong int) {
	n.Helper()
	for _, i := range ids {
		it := n.item(i)
		found, err := n.as("ayse").Suggest(n.Context(), &it)
		n.must(err)
		for _, s := range found {
			if s.Claim.ID == id {
				some++
				if s.Strong {
					strong++
				}
				break
			}
		}
	}
	return some, strong
}

func TestARumourInTheNightIsFound(t *testing.T) {
	n := newNight(t)
	dam := n.known()
	said, other, abroad := n.comments(rumours(340)), n.comments(otherMatters(2000)), n.comments(foreign(40))
	found, strong := n.suggested(said, dam.ID)
	falsely, _ := n.suggested(other, dam.ID)
	elsewhere, _ := n.suggested(abroad, dam.ID)
	t.Logf("suggested %d of %d wordings (%d strongly), %d of %d others, %d of %d in English or Turkish", found, len(said), strong, falsely, len(other), elsewhere, len(abroad))
	if found*100 < 90*len(said) {
		t.Errorf("less than 90 %% are suggested: %d", found)
	}
	if falsely*100 > 2*len(other) {
		t.Errorf("more than 2 %% are suggested falsely: %d", falsely)
	}
	for _, words := range []string{"Talsperre gebrochen", "Damm gebrochen?", "Stimmt das mit der Talsperre Steinfeld?"} {
		it := n.item(n.comments([]string{words})[0])
		if found, err := n.as("ayse").Suggest(n.Context(), &it); err != nil || len(found) > 0 && found[0].Strong {
			t.Errorf("%q is more than possible: %v %v", words, found, err)
		}
	}
}

func TestTheNightOfTheDam(t *testing.T) {
	n := newNight(t)
	dam := n.known()
	said := n.comments(rumours(340))
	ayse := n.as("ayse")
	t17 := func() inbox.Composition {
		return inbox.Composition{Template: inbox.TemplateRef{Key: "T17"}, Values: map[string]string{"zeit": "22:10"}}
	}
	n.now = n.now.Add(10 * time.Minute) // 22:10
	n.rule(dam.ID, inbox.Ruling{Verdict: inbox.VerdictFalse, AsOf: n.now, Until: n.now.Add(6 * time.Hour), Core: "Der Damm hält.", Bind: []string{"T17"}})

	// No reply without a match that a person confirmed.
	if _, err := ayse.Submit(n.Context(), inbox.Target{ID: said[0]}, t17()); inbox.CodeOf(err) != inbox.CodeClaimUnconfirmed {
		t.Fatalf("answered without a match: %v", err)
	}
	// The key that confirms: on the screen, many at once, one undo.
	n.start("ayse", 160, 50)
	n.press("/")
	n.write("ist:vermutet")
	n.press("enter")
	n.sees("≈")
	n.press("t")
	n.sees("Zugeordnet: Die Talsperre Steinfeld")
	matched, err := n.store.ClaimLinks(n.Context(), dam.ID)
	n.must(err)
	if len(matched) != 1 {
		t.Fatalf("%d are matched by one key:\n%s", len(matched), n.frame())
	}
	offers, err := ayse.Offers(n.Context(), ptr(n.item(matched[0].Item)), false)
	n.must(err)
	if len(offers) == 0 || offers[0].Key != "T17" {
		t.Errorf("the claim's template is not offered first: %v", offers)
	}
	_, err = ayse.Match(n.Context(), inbox.Targets(said[:230]...), dam.ID)
	n.must(err)

	// 212 answers go out, 8 more lie in the outbox at 01:40, and one composer is open.
	out := inbox.Outbox{Store: n.store, Clock: n.desk.Clock}
	for _, id := range said[:212] {
		n.now = n.now.Add(time.Second)
		r, err := ayse.Submit(n.Context(), inbox.Target{ID: id}, t17())
		n.must(err)
		late := n.desk.Clock
		out.Clock = inbox.ClockFunc(func() time.Time { return late.Now().Add(2 * time.Minute) })
		in, err := out.Reserve(n.Context(), &r)
		n.must(err)
		n.must(out.Settle(n.Context(), &r, inbox.Attempt{ID: in.Attempt, Outcome: inbox.OutcomeDelivered}, inbox.Sent{RemoteID: "r" + string(r.ID)}))
	}
	n.now = time.Date(2026, 11, 24, 0, 39, 50, 0, time.UTC) // 01:39:50
	var waiting []inbox.Reply
	for _, id := range said[212:220] {
		r, err := ayse.Submit(n.Context(), inbox.Target{ID: id}, t17())
		n.must(err)
		waiting = append(waiting, r)
	}
	open := inbox.Target{ID: said[220]}
	if p, err := ayse.Preview(n.Context(), open, t17()); err != nil || !p.Sendable() {
		t.Fatalf("the composer says %v %v", p.Problems, err)
	}

	// A colleague has it open on the screen, filled and ready to go.
	n.start("ayse", 160, 50)
	n.press("3", "/")
	n.write("behauptung:" + dam.ID.Short() + " autor:" + n.item(said[221]).Content.Author.Handle)
	n.press("enter")
	n.selects(n.item(said[221]).Content.Author.Name)
	n.press("r", "enter")
	n.write("22:10")
	n.press("enter")
	if n.model.At() != ui.InConfirm {
		t.Fatalf("this is %s:\n%s", n.model.At(), n.frame())
	}
	n.hides("geändert oder überholt")

	n.now = time.Date(2026, 11, 24, 0, 40, 0, 0, time.UTC) // 01:40
	_, err = n.as("bernd").Rule(n.Context(), dam.ID, inbox.Ruling{
		Verdict: inbox.VerdictPartly, AsOf: n.now, Until: n.now.Add(3 * time.Hour), Core: "Der Damm ist instabil, Gebiet 3 wird geräumt.",
	})
	n.must(err) // proposed is enough: silence is better than what may be wrong
	for _, r := range waiting {
		if now, err := n.store.Reply(n.Context(), r.ID); err != nil || now.State != inbox.ReplyVoid {
			t.Errorf("in the outbox is %v, %v", now.State, err)
		}
	}
	n.send(tea.FocusMsg{}) // as on the store's hint: what may have changed is read again
	n.sees("Das Verdikt zur Behauptung", "geändert oder überholt")
	n.press("y")
	if st := n.item(said[221]).State; st.Reply != "" {
		t.Errorf("sent from the open composer: %+v", st)
	}
	n.press("esc", "esc", "esc")
	p, err := ayse.Preview(n.Context(), open, t17())
	if err != nil || p.Sendable() || inbox.CodeOf(p.Problems[0]) != inbox.CodeClaimChanged {
		t.Errorf("the open composer says %v %v", p.Problems, err)
	}
	if _, err := ayse.Submit(n.Context(), open, t17()); inbox.CodeOf(err) != inbox.CodeClaimChanged {
		t.Errorf("submitted: %v", err)
	}
	c, err := n.store.Claim(n.Context(), dam.ID)
	n.must(err)
	_, err = n.as("clara").ReleaseRuling(n.Context(), dam.ID, c.Proposed().Hash)
	n.must(err)

	// What stands in public under the old verdict.
	r, err := ayse.Recall(n.Context(), dam.ID)
	n.must(err)
	if r.Replies != 212 || r.Open != 212 || r.Correction != "T16" {
		t.Errorf("the recall has %d replies, %d open, %q", r.Replies, r.Open, r.Correction)
	}
	sum := 0
	for _, th := range r.Threads {
		sum += len(th.Replies)
		for _, one := range th.Replies {
			if one.Item.Content.Channel != th.Channel || one.Item.Content.ThreadKey() != th.Thread {
				t.Errorf("%s is in the wrong thread", one.Item.ID.Short())
			}
		}
	}
	if sum != 212 || len(r.Threads) != 48 {
		t.Errorf("%d replies in %d threads", sum, len(r.Threads))
	}
	n.press("esc", "L")
	if n.model.At() != ui.InClaims {
		t.Errorf("this is %s:\n%s", n.model.At(), n.frame())
	}
	n.sees("teilweise richtig", "Unter einem überholten Verdikt: 212 Antworten", "Textbaustein T16")
	n.press("w", "y")
	n.sees("Wieder geöffnet: 212 Vorgänge")
	fix := inbox.Composition{Template: inbox.TemplateRef{Key: "T16"}, Values: map[string]string{"zeit": "01:40"}}
	if _, err := ayse.Submit(n.Context(), inbox.Target{ID: said[0]}, fix); err != nil {
		t.Errorf("the correction: %v", err)
	}
}

func TestHelpIsListedApartAndNeverClosedInBulk(t *testing.T) {
	n := newNight(t)
	n.known()
	said := n.comments(rumours(100))
	var calls []string
	for i := range 17 {
		calls = append(calls, hazards[i%len(hazards)]+" ("+fmt.Sprint(i)+")")
	}
	ids := n.comments(calls)
	found := map[inbox.ItemID]bool{}
	p, err := n.as("ayse").Page(n.Context(), inbox.Filter{LabelsAny: []inbox.LabelSet{inbox.SetOf(inbox.LabelEmergency)}}, "", 100)
	n.must(err)
	for i := range p.Items {
		found[p.Items[i].ID] = true
	}
	for i, id := range ids {
		if !found[id] {
			t.Errorf("not listed as an emergency: %s", calls[i])
		}
	}
	if _, err := n.as("ayse").Close(n.Context(), inbox.Targets(append(said[:20:20], ids[3])...), inbox.ReasonBundled, inbox.ItemID{}); inbox.CodeOf(err) != inbox.CodeHazardBulk {
		t.Errorf("closed among others: %v", err)
	}
	if _, err := n.as("ayse").Close(n.Context(), inbox.Targets(said[:20]...), inbox.ReasonOpinion, inbox.ItemID{}); err != nil {
		t.Errorf("the others: %v", err)
	}
}

func ptr[T any](v T) *T { return &v }

// Who takes over reads what may be said, and whoever works is reminded before it
// must not be said any more.
func TestClaimsStandInTheHandoverAndRunOut(t *testing.T) {
	n := newNight(t)
	dam := n.known()
	until := n.now.Add(3 * time.Hour)
	n.rule(dam.ID, inbox.Ruling{Verdict: inbox.VerdictFalse, AsOf: n.now, Until: until, Core: "Der Damm hält."})
	n.start("bernd", 80, 24)
	n.hides("Verdikt endet")
	h, err := n.as("bernd").PrepareHandover(n.Context(), "ayse", n.now.Add(8*time.Hour), "")
	n.must(err)
	var lines []string
	for _, l := range h.Lines {
		if l.Section == inbox.SectionClaims {
			lines = append(lines, text.HandoverLine(text.DE, l, n.desk.House))
		}
	}
	if len(lines) != 5 || !slices.ContainsFunc(lines, func(s string) bool {
		return strings.Contains(s, "Die Talsperre Steinfeld ist gebrochen") && strings.Contains(s, "falsch, Stand") && strings.Contains(s, "gültig bis")
	}) {
		t.Errorf("the protocol says %q", lines)
	}
	n.now = until.Add(-time.Hour)
	n.start("bernd", 80, 24)
	n.sees("Verdikt endet in 1 h")
	n.now = until
	n.start("bernd", 80, 24)
	n.sees("Verdikt abgelaufen")
	n.press("L")
	n.sees("abgelaufen")
	n.press("esc", "/")
	n.write("behauptung:")
	n.sees("Die Talsperre Steinfeld")
}
