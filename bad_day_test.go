package main_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"lotse/adapters"
	"lotse/adapters/adaptertest"
	"lotse/adapters/bluesky"
	"lotse/adapters/bluesky/blueskytest"
	"lotse/adapters/facebook"
	"lotse/adapters/facebook/facebooktest"
	"lotse/adapters/instagram"
	"lotse/adapters/instagram/instagramtest"
	"lotse/adapters/secret"
	"lotse/inbox"
	"lotse/ui"
)

// A bad day, as a town with four channels has it: Facebook's access ends at ten
// past nine and there is a new one at half past eleven, Instagram throttles,
// Bluesky gives everything twice and in disorder, and a colleague answers in the
// app. The desk works on 200 calls an hour of Facebook's.
type badDay struct {
	*stage
	clock    *adaptertest.Clock
	page     *facebooktest.Page
	insta    *instagramtest.Account
	sky      *blueskytest.Server
	accounts map[string]*adapters.Account
	due      map[string]time.Time
	written  map[string]time.Time // remote id of every comment on Facebook → when
	posts    []string
	earlier  int    // comments of the days before
	town     string // the own account on Bluesky
}

const (
	badDayCalls = 200
	oldAccess   = "EAAalterZugang0123456789"
	newAccess   = "EAAneuerZugang0123456789"
)

func newBadDay(t *testing.T) *badDay {
	t.Helper()
	d := &badDay{
		stage: newStage(t), accounts: map[string]*adapters.Account{}, due: map[string]time.Time{}, written: map[string]time.Time{},
	}
	d.now = time.Date(2026, 11, 23, 7, 0, 0, 0, time.UTC) // eight o'clock in town, a Monday
	d.clock = adaptertest.NewClock(d.now)
	d.desk.House.Channels = []string{"facebook", "instagram", "bluesky"}
	d.desk.Channels = map[string]inbox.Channel{}
	d.page = facebooktest.New(t, oldAccess, d.clock.Now)
	d.page.Hourly(badDayCalls)
	d.insta = instagramtest.New(t, "IGAAbadday0123456789", d.clock.Now)
	d.sky = blueskytest.New(t, d.clock.Now)
	d.town = "linden.bsky.example"
	d.sky.AddAccount(blueskytest.Account{Handle: d.town, Name: "Stadt Linden"})
	d.facebook(oldAccess)
	vault := secret.NewVault(t.TempDir(), "instagram")
	insta, err := instagram.New(instagram.Config{
		ID: "instagram", Server: d.insta.URL, Token: secret.NewToken("IGAAbadday0123456789"), Vault: &vault, Clock: d.clock,
	})
	d.must(err)
	d.Cleanup(insta.Close)
	d.open("instagram", insta)
	sky, err := bluesky.New(bluesky.Config{
		ID: "bluesky", Account: d.town, Server: d.sky.URL, Vault: secret.NewVault(t.TempDir(), "bluesky"), Clock: d.clock,
		Password: func() string { return blueskytest.Secret + "-app-password" },
	})
	d.must(err)
	d.Cleanup(sky.Close)
	d.open("bluesky", sky)
	return d
}

func (d *badDay) must(err error) {
	d.Helper()
	if err != nil {
		d.Fatal(err)
	}
}

// facebook opens the Page with an access, as the program does when it is started.
func (d *badDay) facebook(token string) {
	d.Helper()
	ch, err := facebook.New(facebook.Config{ID: "facebook", Server: d.page.URL, Token: func() string { return token }, Clock: d.clock})
	d.must(err)
	d.Cleanup(ch.Close)
	d.open("facebook", ch)
}

func (d *badDay) open(id string, ch inbox.Channel) {
	d.desk.Channels[id] = ch
	d.accounts[id] = adapters.NewAccount(adapters.Options{
		ID: id, Channel: ch, Store: d.store, Assessor: d.desk.Assessor, Clock: d.clock, Rand: func() float64 { return 0.5 },
	})
	d.due[id] = d.now
}

// usual gives two weeks in which twelve comments an hour came in on Facebook, until
// one o'clock.
func (d *badDay) usual() {
	d.Helper()
	post := d.page.Publish("Willkommen")
	for back := 1; back < 14; back++ {
		for i := range 60 {
			at := d.now.AddDate(0, 0, -back).Add(time.Duration(i) * 5 * time.Minute)
			d.page.Comment("Erika", post, "Wie schön!", func(c *facebooktest.Comment) { c.Created = at })
			d.earlier++
		}
	}
}

// until lets the day go on in minutes to a time in town: what is due is read, on
// Facebook somebody writes every five minutes, and the screen lives.
func (d *badDay) until(clock string) {
	d.Helper()
	var hour, minute int
	if _, err := fmt.Sscanf(clock, "%d:%d", &hour, &minute); err != nil {
		d.Fatal(err)
	}
	for d.now.Before(time.Date(2026, 11, 23, hour-1, minute, 0, 0, time.UTC)) {
		d.clock.Advance(time.Minute)
		d.now = d.now.Add(time.Minute)
		if d.now.Minute()%5 == 0 && len(d.posts) > 0 {
			d.comment(d.posts[d.now.Minute()/5%len(d.posts)])
		}
		for id, a := range d.accounts {
			if d.now.Before(d.due[id]) {
				continue
			}
			r, _ := a.Poller.PollOnce(d.Context()) // what went wrong stands in the channel's state
			d.due[id] = r.Next
		}
		if all, _ := d.page.Busiest(); all > badDayCalls {
			d.Fatalf("%s: %d calls within an hour", d.now.Format("15:04"), all)
		}
	}
	d.wait(0) // and what the screen was waiting for
}

func (d *badDay) comment(under string) string {
	id := d.page.Comment(fmt.Sprintf("Person %d", len(d.written)), under, fmt.Sprintf("Frage %d: Wann ist das Rathaus offen?", len(d.written)))
	d.written[id] = d.now
	return id
}

// items gives what stands in the store of a channel by remote id, and fails when
// one stands there twice.
func (d *badDay) items(channel string) map[string]inbox.Item {
	d.Helper()
	out := map[string]inbox.Item{}
	for after := inbox.Token(""); ; {
		p, err := d.store.Page(d.Context(), inbox.Filter{Channels: []string{channel}}, after, 500)
		d.must(err)
		for _, it := range p.Items {
			if _, twice := out[it.Content.RemoteID]; twice {
				d.Errorf("%s is there twice", it.Content.RemoteID)
			}
			out[it.Content.RemoteID] = it
		}
		if after = p.Next; after == "" {
			return out
		}
	}
}

func TestBadChannelDay(t *testing.T) {
	d := newBadDay(t)
	d.usual()
	for i := range 8 {
		d.posts = append(d.posts, d.page.Publish(fmt.Sprintf("Beitrag %d", i)))
	}
	asked, other := d.comment(d.posts[0]), d.comment(d.posts[1])
	photo := d.insta.Publish("Markt")
	root := d.sky.Publish(d.town, blueskytest.Draft{Text: "Neue Buslinie"})
	d.until("9:08")
	d.start("ayse", 160, 50)
	d.hides("Zugang abgelehnt", "gedrosselt", "üblich wären")
	before := d.items("facebook")[asked]

	// Within one poll the status line says it in words, and the composer why not.
	d.page.Expire()
	d.insta.Break(adaptertest.Fault{On: adaptertest.Read, Kind: adaptertest.KindThrottled, After: 20 * time.Minute})
	d.sky.Break(false, blueskytest.Repeated())
	d.until("9:20")
	d.press("R")
	d.sees("facebook: Zugang abgelehnt", "instagram: gedrosselt")
	d.disabled(before)

	// A colleague answers two in the app. Bluesky gives its texts twice, the later
	// ones with earlier times.
	d.page.Colleague(asked, "Ab acht Uhr.")
	d.page.Colleague(other, "Bis achtzehn Uhr.")
	var skies []string
	for i := range 12 {
		at := d.now.Add(-time.Duration(i) * 7 * time.Minute)
		skies = append(skies, d.sky.Publish("berta.bsky.example", blueskytest.Draft{Text: fmt.Sprintf("Halt %d?", i), Parent: root, Claimed: at}))
	}
	late := d.insta.Comment("jonas", photo, "Und das Parken?")
	d.until("9:55")
	d.sees("facebook: seit", "nichts, üblich wären")
	d.until("11:30")
	if n := len(d.items("facebook")); n >= len(d.written)+d.earlier {
		t.Fatalf("%d texts came in over a dead access", n)
	}

	// A new access: nothing is lost, nothing stands twice, and what came in between
	// says so.
	d.page.Renew(newAccess)
	d.insta.Heal()
	d.facebook(newAccess)
	d.until("11:47")
	d.posts = nil // what is written at the last minute no poll can have seen
	d.until("11:55")
	d.press("R")
	d.hides("Zugang abgelehnt", "gedrosselt", "üblich wären")
	d.refilled(before)
	for _, id := range []string{asked, other} {
		it := d.items("facebook")[id]
		if it.State.Work != inbox.WorkAnswered {
			t.Errorf("%s is %s after a colleague's answer", id, it.State.Work)
		}
		es, err := d.store.History(t.Context(), it.ID, 1)
		if err != nil || len(es) == 0 || es[0].Kind != inbox.DidAnswerElse {
			t.Errorf("its last event is %+v, %v", es, err)
		}
	}
	if have := d.items("instagram"); len(have) != 1 || have[late].ID.IsZero() {
		t.Errorf("on Instagram: %+v", have)
	}
	sky := d.items("bluesky")
	for _, uri := range skies {
		if sky[uri].ID.IsZero() {
			t.Errorf("%s is lost", uri)
		}
	}
	if len(sky) != len(skies) {
		t.Errorf("%d texts on Bluesky, want %d", len(sky), len(skies))
	}
	d.tellsLate()
}

// disabled holds that nothing can be sent to Facebook, with the reason on the screen
// and in the command, and that the history stands.
func (d *badDay) disabled(it inbox.Item) {
	d.Helper()
	d.press("/")
	d.write("kanal:facebook")
	d.press("enter", "r")
	d.sees("lässt sich nichts senden", "Zugang gilt nicht mehr")
	if d.model.At() != ui.InList {
		d.Error("the composer is open")
	}
	d.press("esc", "esc")
	_, err := d.as("ayse").Submit(d.Context(), inbox.Target{ID: it.ID}, inbox.Composition{Free: "Ab acht."})
	if inbox.CodeOf(err) != inbox.CodeAccessDead {
		d.Errorf("submitted: %v", err)
	}
	if _, err := d.as("clara").Order(d.Context(), inbox.Target{ID: it.ID}, inbox.Ordering{
		Measure: inbox.MeasureHide, Rule: d.desk.House.NetRules()[0].ID, Milder: inbox.Milders()[0], Reason: "Test",
	}); inbox.CodeOf(err) != inbox.CodeAccessDead {
		d.Errorf("ordered: %v", err)
	}
	if again := d.item(it.ID); again.Content.Text != it.Content.Text || again.Version != it.Version {
		d.Error("the history is gone")
	}
}

// refilled holds that every comment is there once, posted when it was, and marked
// when it was seen late.
func (d *badDay) refilled(seenInTime inbox.Item) {
	d.Helper()
	have := d.items("facebook")
	st, err := d.store.ChannelState(d.Context(), "facebook")
	d.must(err)
	late := 0
	for id, at := range d.written {
		it, ok := have[id]
		switch {
		case !ok:
			d.Errorf("%s of %s is lost", id, at.Format("15:04"))
		case !it.Content.PostedAt.Equal(at) || !it.ID.Time().Equal(at) || !it.Tally().PostedAt.Equal(at):
			d.Errorf("%s was posted %s, not %s", id, it.Content.PostedAt, at)
		case !st.SeenLate(&it).IsZero():
			late++
		}
	}
	if !st.SeenLate(&seenInTime).IsZero() || late < 20 || late > 30 || len(st.Outages) != 1 || len(st.Gaps) != 0 {
		d.Errorf("%d seen late, outages %v, gaps %v", late, st.Outages, st.Gaps)
	}
}

// tellsLate holds that the item says that it was seen late.
func (d *badDay) tellsLate() {
	d.Helper()
	for id, at := range d.written {
		if at.Format("15:04") != "09:30" { // half past ten in town
			continue
		}
		it := d.items("facebook")[id]
		d.press("/")
		d.write(strings.TrimSuffix(strings.Fields(it.Content.Text)[1], ":"))
		d.press("enter")
		d.press("enter")
		d.sees("spät gesehen, erst heute 11:3")
	}
}

// A flood on Facebook uses up what reading may use, and no more: the last tenth is
// for replies and measures, which go on.
func TestBadChannelDayKeepsCallsForReplies(t *testing.T) {
	d := newBadDay(t)
	for i := range 60 {
		d.posts = append(d.posts, d.page.Publish(fmt.Sprintf("Beitrag %d", i)))
		d.comment(d.posts[i])
	}
	d.until("8:20")
	for range 4 {
		for _, p := range d.posts {
			d.comment(p)
		}
		d.until(d.now.Add(time.Hour + 20*time.Minute).Format("15:04"))
	}
	_, reads := d.page.Busiest()
	if reads > badDayCalls*9/10 {
		t.Errorf("%d calls read within an hour, of %d", reads, badDayCalls)
	}
	if reads < badDayCalls*8/10 {
		t.Errorf("only %d calls in the busiest hour: this proves nothing", reads)
	}
	for _, it := range d.items("facebook") {
		if !it.State.Work.IsOpen() || it.Content.Kind != inbox.KindComment {
			continue
		}
		_, err := d.as("clara").Submit(t.Context(), inbox.Target{ID: it.ID}, inbox.Composition{Free: "Ab acht Uhr."})
		d.must(err)
		break
	}
	d.clock.Advance(2 * time.Minute)
	d.wait(2 * time.Minute)
	r, err := d.accounts["facebook"].Sender.SendOnce(t.Context())
	if err != nil || r.Delivered != 1 {
		t.Errorf("%+v, %v", r, err)
	}
	if all, _ := d.page.Busiest(); all > badDayCalls {
		t.Errorf("%d calls within an hour", all)
	}
}
