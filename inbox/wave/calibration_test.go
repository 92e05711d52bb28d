package wave

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"lotse/inbox"
)

var berlin = func() *time.Location {
	z, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		panic(err)
	}
	return z
}()

// town makes the comments of a channel: ordinary days with their rhythm, and what
// is put on top of them.
type town struct {
	r       *rand.Rand
	channel string
	perDay  float64
	begin   time.Time
	n       int
}

func newTown(seed uint64, perDay float64) *town {
	// A Monday, so that days can be counted from it.
	return &town{r: rand.New(rand.NewPCG(seed, 7)), channel: "facebook", perDay: perDay, begin: time.Date(2026, 8, 31, 0, 0, 0, 0, berlin)}
}

// shape is how the comments of a day lie over its hours.
var shape = [24]float64{1, .5, .3, .2, .2, .4, 1, 2, 3, 3.5, 4, 4.5, 5, 4.5, 4, 4, 4.5, 5.5, 7, 8, 8, 7, 4.5, 2.5}

func poisson(r *rand.Rand, mean float64) int {
	if mean > 50 {
		return max(0, int(math.Round(mean+math.Sqrt(mean)*r.NormFloat64())))
	}
	n, p := 0, r.Float64()
	for limit := math.Exp(-mean); p > limit; n++ {
		p *= r.Float64()
	}
	return n
}

// tone is how the machine judges a kind of comment: shares of displeased and
// friendly ones, and of claims; and how many people it is.
type tone struct {
	critical, claim, friendly float64
	people                    int
}

var (
	everyday = tone{.25, .2, .15, 5000}
	festive  = tone{.04, .03, .5, 5000}
	ticker   = tone{.25, .35, .1, 60}
	mute     = tone{.27, .05, .03, 5000} // anger that the machine does not recognize as such
	angry    = tone{.62, .3, .02, 5000}
)

func (w *town) sight(at time.Time, thread, text string, t tone) inbox.Sight {
	w.n++
	c := &inbox.Content{
		Channel: w.channel, RemoteID: fmt.Sprint(w.n), Thread: thread, Text: text, PostedAt: at,
		Author: inbox.Author{ID: fmt.Sprint("a", w.r.IntN(t.people))},
	}
	if text == "" {
		c.Text = w.chat()
	}
	s := inbox.Sight{ID: c.ID(), Content: c, Judged: true}
	switch f := w.r.Float64(); {
	case f < t.critical:
		s.Labels = s.Labels.With(inbox.LabelNegative)
	case f < t.critical+t.friendly:
		s.Labels = s.Labels.With(inbox.LabelPraise)
	}
	if strings.Contains(text, "Glückwunsch") { // the same words are judged the same way each time
		s.Labels = inbox.SetOf(inbox.LabelPraise)
	}
	if w.r.Float64() < t.claim {
		s.Labels = s.Labels.With(inbox.LabelClaim)
	}
	return s
}

// aside is what people write beside a live ticker: mostly a few words.
func (w *town) aside() string {
	words := strings.Fields(w.chat())
	if w.r.IntN(100) < 60 {
		words = words[:1+w.r.IntN(4)]
	}
	return strings.Join(words, " ")
}

// chat makes a text like no other.
func (w *town) chat() string {
	s := ""
	for range 6 + w.r.IntN(12) {
		for range 2 + w.r.IntN(3) {
			s += string([]byte{"bdfghklmnprstwz"[w.r.IntN(15)], "aeiou"[w.r.IntN(5)]})
		}
		s += " "
	}
	return s
}

// day gives the ordinary comments of a day, louder or calmer by chance.
func (w *town) day(day int) []inbox.Sight {
	sum := 0.0
	for _, s := range shape {
		sum += s
	}
	mood := math.Exp(w.r.NormFloat64() * .35)
	if wd := day % 7; wd >= 5 {
		mood *= .7
	}
	var out []inbox.Sight
	for h, s := range shape {
		from := w.begin.AddDate(0, 0, day).Add(time.Duration(h) * time.Hour)
		for range poisson(w.r, w.perDay*mood*s/sum) {
			out = append(out, w.sight(from.Add(time.Duration(w.r.Int64N(int64(time.Hour)))), fmt.Sprint("post", day, w.r.IntN(3)), "", everyday))
		}
	}
	return out
}

// post gives the comments under one post: so many an hour.
func (w *town) post(from time.Time, thread string, t tone, text func() string, perHour ...float64) []inbox.Sight {
	var out []inbox.Sight
	for h, mean := range perHour {
		for range poisson(w.r, mean) {
			s := ""
			if text != nil {
				s = text()
			}
			out = append(out, w.sight(from.Add(time.Duration(h)*time.Hour+time.Duration(w.r.Int64N(int64(time.Hour)))), thread, s, t))
		}
	}
	return out
}

// play gives a detector the comments as a poll every two minutes would, and all
// waves that opened.
func (w *town) play(history, seen []inbox.Sight, until time.Time) []inbox.Wave {
	from := w.begin.Truncate(time.Hour)
	var next time.Time
	byPoll := map[int64][]inbox.Sight{}
	hours := make([]uint32, int(until.Sub(from)/time.Hour)+1)
	for _, s := range history {
		hours[int(s.ID.Time().Sub(from)/time.Hour)]++
	}
	for _, s := range seen {
		t := s.ID.Time()
		if next.IsZero() || t.Before(next) {
			next = t
		}
		byPoll[t.UnixMilli()/120_000] = append(byPoll[t.UnixMilli()/120_000], s)
	}
	d := NewDetector(inbox.DefaultWaveRules(), berlin)
	waves := map[inbox.WaveID]inbox.Wave{}
	var order []inbox.WaveID
	learnt := time.Time{}
	for t := next.Truncate(2 * time.Minute); t.Before(until); t = t.Add(2 * time.Minute) {
		if t.Sub(learnt) >= time.Hour {
			learnt = t
			d.Learn(from, []inbox.Pulse{{Channel: w.channel, Hours: hours[:max(0, int(t.Sub(from)/time.Hour))]}})
		}
		news := byPoll[t.UnixMilli()/120_000]
		d.Add(t.Add(2*time.Minute), news)
		for _, s := range news {
			hours[int(s.ID.Time().Sub(from)/time.Hour)]++
		}
		for _, c := range d.Changes() {
			if _, known := waves[c.Wave.ID]; !known {
				order = append(order, c.Wave.ID)
			}
			waves[c.Wave.ID] = c.Wave
		}
	}
	out := make([]inbox.Wave, 0, len(order))
	for _, id := range order {
		out = append(out, waves[id])
	}
	return out
}

// history gives the comments of whole weeks.
func (w *town) history(weeks int) []inbox.Sight {
	var out []inbox.Sight
	for d := range weeks * 7 {
		out = append(out, w.day(d)...)
	}
	return out
}

func (w *town) at(day, hour int) time.Time {
	return w.begin.AddDate(0, 0, day).Add(time.Duration(hour) * time.Hour)
}

// towns is how many seeds are tried: few in every run, many with LOTSE_CALIBRATE.
func towns(few, many uint64) uint64 {
	if os.Getenv("LOTSE_CALIBRATE") != "" {
		return many
	}
	return few
}

// Delitzsch, a town of 25,000: about 100 mostly negative comments on one cancelled
// event, where 5 to 40 a day are usual.
func TestATownsAnger(t *testing.T) {
	quick, slow := []float64{22, 20, 15, 11, 8, 6, 5, 4, 3, 3, 2, 1}, []float64{6, 7, 7, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8}
	for _, c := range []struct {
		name  string
		tone  tone
		hours []float64
	}{{"quick", angry, quick}, {"quick, tone unseen", mute, quick}, {"slow", angry, slow}, {"slow, tone unseen", mute, slow}} {
		name, hours := c.name, c.hours
		for _, perDay := range []float64{5, 15, 30} {
			var after []time.Duration
			opened := 0
			n := towns(3, 20)
			for seed := range n {
				w := newTown(seed, perDay)
				before := w.history(5)
				from := w.at(36, 10)
				today := append(w.day(35), w.day(36)...)
				today = append(today, w.post(from, "cancelled", c.tone, nil, hours...)...)
				if waves := w.play(before, today, w.at(37, 6)); len(waves) > 0 && waves[0].Rule == inbox.WaveRate {
					opened++
					after = append(after, waves[0].OpenedAt.Sub(from))
				}
			}
			if opened == 0 {
				t.Fatalf("%s, %v a day: opened nowhere", name, perDay)
			}
			slices.Sort(after)
			t.Logf("%s, %v a day: opened %d of %d, half of them after %v, the last after %v", name, perDay, opened, n, after[opened/2], after[opened-1])
			if opened < int(n*19/20) {
				t.Errorf("%s, %v a day: opened %d of %d", name, perDay, opened, n)
			}
		}
	}
}

// MDR Thüringen: one topic at 20 to 30 comments an hour for hours, then abruptly
// 150 an hour, still 120 at midnight.
func TestAPushFromOutside(t *testing.T) {
	for _, perDay := range []float64{150, 200, 400} {
		opened, after, early := 0, 0.0, 0
		n := towns(3, 20)
		for seed := range n {
			w := newTown(seed, perDay)
			before := w.history(5)
			push := w.at(36, 19)
			today := append(w.day(35), w.day(36)...)
			today = append(today, w.post(w.at(36, 13), "topic", everyday, nil, 25, 25, 28, 22, 27, 25)...)
			today = append(today, w.post(push, "topic", angry, nil, 150, 150, 145, 130, 120)...)
			for _, v := range w.play(before, today, w.at(37, 1)) {
				if v.Rule != inbox.WaveRate {
					continue
				}
				if v.OpenedAt.Before(push) {
					early++
				} else {
					opened++
					after += v.OpenedAt.Sub(push).Minutes()
				}
				break
			}
		}
		t.Logf("%v a day: opened %d of %d after %.0f min on average, %d before the push", perDay, opened, n, after/float64(max(opened, 1)), early)
		if opened+early < int(n*19/20) || early > int(n/4) {
			t.Errorf("%v a day: opened %d of %d", perDay, opened, n)
		}
	}
}

// Ordinary weeks with popular posts, congratulations and live tickers open none.
func TestOrdinaryWeeks(t *testing.T) {
	cheers := []string{
		"Herzlichen Glückwunsch!", "Alles Gute euch allen!", "Glückwunsch an das ganze Team, weiter so!", "👏👏👏", "Super!",
		"Herzlichen Glückwunsch zum Jubiläum und alles Gute für die nächsten Jahre!",
	}
	all, allDays := 0, 0
	for _, perDay := range []float64{3, 8, 25, 80, 300} {
		opened, days := 0, 0
		for seed := range towns(1, 6) {
			w := newTown(100+seed, perDay)
			before := w.history(5)
			var seen []inbox.Sight
			busy := 3 + math.Sqrt(perDay)
			for day := 35; day < 35+28; day++ {
				days++
				seen = append(seen, w.day(day)...)
				switch day % 7 {
				case 2: // a birthday of the fire brigade
					cheer := func() string { return cheers[w.r.IntN(len(cheers))] }
					seen = append(seen, w.post(w.at(day, 17), fmt.Sprint("cheers", day), festive, cheer, busy*4, busy*3, busy*2, busy, busy/2)...)
				case 4: // the council is told live
					seen = append(seen, w.post(w.at(day, 18), fmt.Sprint("ticker", day), ticker, w.aside, busy*2, busy*3, busy*3, busy)...)
				case 5: // a post many like to talk about
					seen = append(seen, w.post(w.at(day, 12), fmt.Sprint("popular", day), everyday, nil, busy, busy, busy/2, busy/2, busy/3, busy/3)...)
				}
			}
			for _, v := range w.play(before, seen, w.at(63, 6)) {
				opened++
				t.Logf("%v a day: %s at %s: %d in %v where %.1f are usual, %d critical", perDay, v.Rule, v.OpenedAt.Format("Mon 15:04"), v.Seen, v.Within, v.Usual, v.Critical)
			}
		}
		t.Logf("%v a day: %d waves in %d days", perDay, opened, days)
		all, allDays = all+opened, allDays+days
	}
	if all > 1+allDays/56 { // less than one in eight weeks, with three events each week
		t.Errorf("%d waves in %d ordinary days", all, allDays)
	}
}
