package storetest

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"lotse/inbox"
)

// Town writes the comments of an invented town: six channels, threads of about
// thirty under posts of its own, sentences of about 280 bytes. The same seed
// writes the same town, so that a benchmark's store can be kept.
type Town struct {
	random  *rand.Rand
	now     time.Time
	n       int
	threads []townThread
	Start   time.Time
}

type townThread struct {
	channel, root string
	left          int
}

// NewTown begins a town.
func NewTown(seed uint64) *Town {
	at := time.Date(2019, 3, 1, 6, 0, 0, 0, time.UTC)
	return &Town{random: rand.New(rand.NewPCG(seed, 1)), now: at, Start: at} //nolint:gosec // not for secrets
}

var townChannels = []string{"mastodon", "facebook", "instagram", "x", "bluesky", "youtube"}

// Page gives the next n texts in the order of their time.
func (t *Town) Page(n int) []inbox.Observation {
	out := make([]inbox.Observation, 0, n)
	for len(out) < n {
		t.n++
		t.now = t.now.Add(time.Duration(t.random.IntN(400_000)) * time.Millisecond)
		if len(t.threads) < 40 || t.random.IntN(31) == 0 {
			out = append(out, t.post())
			continue
		}
		out = append(out, t.comment())
	}
	return out
}

// post is one of the town's own.
func (t *Town) post() inbox.Observation {
	c := townChannels[t.random.IntN(len(townChannels))]
	id := t.remoteID(c)
	t.threads = append(t.threads, townThread{channel: c, root: id, left: 5 + t.random.IntN(52)})
	return inbox.Observation{Content: inbox.Content{
		Channel: c, RemoteID: id, Kind: inbox.KindOwnPost, Text: t.text(2), Language: "de", PostedAt: t.now,
		Author: inbox.Author{ID: "1", Name: "Stadt Neustadt am Fluss", Handle: "neustadt"},
	}}
}

func (t *Town) comment() inbox.Observation {
	i := t.random.IntN(len(t.threads))
	th := &t.threads[i]
	o := inbox.Observation{Content: inbox.Content{
		Channel: th.channel, RemoteID: t.remoteID(th.channel), Thread: th.root, Parent: th.root,
		Text: t.text(3 + t.random.IntN(3)), Language: "de", PostedAt: t.now, Author: t.author(),
	}}
	o.URL = "https://" + o.Channel + ".example/" + o.RemoteID
	if t.random.IntN(50) == 0 {
		o.Kind, o.Audience = inbox.KindDirect, inbox.AudienceDirect
	}
	o.Assessment = t.assessment(len(o.Text))
	if th.left--; th.left == 0 {
		t.threads = append(t.threads[:i], t.threads[i+1:]...)
	}
	return o
}

// assessment finds about as much as a real one does.
func (t *Town) assessment(length int) inbox.Assessment {
	a := inbox.Assessment{Language: "de", RuleSet: "rules-1"}
	if t.random.IntN(25) == 0 {
		a.Language = [...]string{"en", "tr", "uk", ""}[t.random.IntN(4)]
	}
	switch n := t.random.IntN(100); {
	case n < 2:
		a.Level = inbox.E3
	case n < 8:
		a.Level = inbox.E2
	case n < 30:
		a.Level = inbox.E1
	}
	for range t.random.IntN(3) {
		from := t.random.IntN(length / 2)
		a.Flags = append(a.Flags, inbox.Flag{
			Label: inbox.Label(t.random.IntN(21)), Score: t.random.Float32(), // 21 labels
			Spans: []inbox.Span{{Start: from, End: from + 9, Rule: "criticism.lexicon", Weight: 0.5}},
		})
	}
	return a
}

// remoteID has the form of the channel's own ids.
func (t *Town) remoteID(channel string) string {
	n := t.random.Uint64()
	switch channel {
	case "bluesky":
		return "at://did:plc:" + strconv.FormatUint(n, 36) + "/app.bsky.feed.post/" + strconv.FormatUint(n>>20, 36)
	case "youtube":
		return "Ug" + strconv.FormatUint(n, 36) + strconv.FormatUint(n>>8, 36)
	case "facebook":
		return strconv.FormatUint(n>>12, 10) + "_" + strconv.FormatUint(n>>16, 10)
	}
	return strconv.FormatUint(n>>1, 10)
}

func (t *Town) author() inbox.Author {
	n := int(t.random.ExpFloat64()*4000) + 1 // few write much, many write little
	first := townNames[n%len(townNames)]
	last := townNames[n/7%len(townNames)]
	return inbox.Author{ID: strconv.Itoa(100_000 + n), Name: first + " " + last, Handle: strings.ToLower(first) + strconv.Itoa(n)}
}

func (t *Town) text(sentences int) string {
	var b strings.Builder
	b.Grow(400)
	for i := range sentences {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(pick(t.random, townOpenings))
		b.WriteByte(' ')
		b.WriteString(pick(t.random, townSubjects))
		b.WriteByte(' ')
		b.WriteString(pick(t.random, townPlaces))
		b.WriteByte(' ')
		b.WriteString(pick(t.random, townEndings))
	}
	if t.random.IntN(2000) == 0 {
		b.WriteString(" Wegen der Schadenkosten melde ich mich noch.")
	}
	return b.String()
}

func pick(r *rand.Rand, from []string) string { return from[r.IntN(len(from))] }

var townNames = []string{
	"Anke", "Mehmet", "Jörg", "Oksana", "Brömmelhaus", "Yıldız", "Petra", "Kowalski", "Änne", "Schäfer", "Rolf",
	"Nguyen", "Heike", "Großmann", "Ivana", "Tjark", "Öztürk", "Walburga", "Lütke", "Sönke", "Fatma", "Drews",
}

var townOpenings = []string{
	"Ich verstehe nicht, warum", "Seit Wochen ist bekannt, dass", "Kann mir jemand sagen, ob", "Es ist ein Unding, wie",
	"Schön, dass endlich", "Unglaublich!! Schon wieder", "Liebe Stadtverwaltung,", "Meine Nachbarin sagt auch, dass",
	"Man fragt sich,", "Danke für die Auskunft, aber", "Ganz ehrlich:", "Im Amtsblatt stand doch, dass",
}

var townSubjects = []string{
	"die Straßenbeleuchtung", "der Kreisverkehr", "die Müllabfuhr", "das Hallenbad", "die Kita-Gebühr", "der Spielplatz",
	"die Brückensperrung", "das Bürgerbüro", "die Parkraumbewirtschaftung", "der Gehwegausbau", "die Grünpflege",
	"die Hundesteuer", "der Nahverkehrsplan", "die Feuerwache", "das Betrugsverfahren", "die Haushaltssatzung",
}

var townPlaces = []string{
	"am Rathausplatz", "in der Südstadt", "an der Mühlenstraße", "hinter dem Bahnhof", "im Ortsteil Wiesenbeck",
	"bei der Grundschule", "entlang des Flussufers", "vor unserer Haustür", "am Friedhof", "im Gewerbegebiet Nord",
}

var townEndings = []string{
	"immer noch nicht repariert ist.", "jedes Jahr teurer wird!", "so gut funktioniert 👍", "niemanden interessiert.",
	"seit Monaten gesperrt bleibt?", "mal wieder vergessen wurde.", "eine Zumutung für ältere Menschen ist.",
	"wirklich gelungen aussieht.", "wir Steuerzahler bezahlen dürfen.", "bis Weihnachten fertig sein soll, wer's glaubt.",
}

// Work gives decisions as people would take them on what came in: most is filed
// or answered, some waits, and about two in a hundred nobody has seen.
func (t *Town) Work(ids []inbox.ItemID) []inbox.Decision {
	var out []inbox.Decision
	for _, id := range ids {
		d := inbox.Decision{Item: id, Actor: inbox.Actor{Person: pick(t.random, []string{"ayse", "ben", "cem"}), Role: "editor"}}
		switch n := t.random.IntN(100); {
		case n < 2:
			continue
		case n < 70:
			d.Kind, d.Args.Reason = inbox.DidClose, string(pickReason(t.random))
		case n < 82:
			d.Kind, d.Actor = inbox.DidAnswerElse, inbox.System()
		case n < 88:
			d.Kind, d.Args.Set = inbox.DidLabel, inbox.SetOf(inbox.LabelComplaint)
		case n < 94:
			d.Kind, d.Args.Role = inbox.DidAssign, pick(t.random, []string{"press", "building", "order", "schools", "mayor"})
			d.Args.Due = t.now.Add(48 * time.Hour)
		case n < 97:
			d.Kind, d.Text, d.Args.Role = inbox.DidAssign, "Stimmt das so?", "legal"
		default:
			d.Kind, d.Args.Until = inbox.DidTake, t.now.Add(time.Hour)
		}
		out = append(out, d)
	}
	return out
}

func pickReason(r *rand.Rand) inbox.CloseReason {
	rs := []inbox.CloseReason{inbox.ReasonOpinion, inbox.ReasonAmongUsers, inbox.ReasonFiled, inbox.ReasonAnswered, inbox.ReasonSpam}
	return rs[r.IntN(len(rs))]
}

// Now is the time of the latest text.
func (t *Town) Now() time.Time { return t.now }
