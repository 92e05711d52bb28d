package report

import (
	"context"
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"lotse/inbox"
)

// Surveyor is where tallies come from: a session, newest first.
type Surveyor interface {
	Survey(ctx context.Context, s inbox.Stretch, yield func([]inbox.Tally) bool) error
}

// Make counts. It keeps no item: what it holds grows with the steps of the period
// and the number of channels only. seen, when it is there, is told how many items
// have been counted so far.
func Make(ctx context.Context, from Surveyor, rules Deadlines, a Ask, seen func(int)) (Figures, error) {
	c := newCounter(a)
	c.rules = rules
	err := from.Survey(ctx, inbox.Stretch{From: a.From, To: a.To, Channels: a.Channels}, func(ts []inbox.Tally) bool {
		for i := range ts {
			c.add(&ts[i])
		}
		if seen != nil {
			seen(c.total)
		}
		return true
	})
	if err != nil {
		return Figures{}, err
	}
	return c.figures(), nil
}

// counter holds running numbers.
type counter struct {
	rules  Deadlines
	a      Ask
	steps  []time.Time
	at     int // step of the latest item
	total  int
	over   []int
	tables map[Name]map[string]int
	course map[Name]map[string][]int
	hours  [7][24]int
	speeds [2][4]delays
	paces  map[string]*pace

	hour      time.Time // of the latest item
	row, cell int       // its weekday and hour
}

type pace struct {
	hour    time.Time
	n, peak int
	peakAt  time.Time
}

func newCounter(a Ask) *counter {
	if a.Zone == nil {
		a.Zone = time.UTC
	}
	a.From, a.To = a.From.In(a.Zone), a.To.In(a.Zone)
	if a.Step == "" {
		a.Step = StepFor(a.From, a.To)
	}
	c := &counter{a: a, tables: map[Name]map[string]int{}, course: map[Name]map[string][]int{}, paces: map[string]*pace{}}
	for _, n := range Names() {
		c.tables[n] = map[string]int{}
	}
	for _, n := range courses {
		c.course[n] = map[string][]int{}
	}
	for t := a.Step.start(a.From); t.Before(a.To); t = a.Step.next(t) {
		c.steps = append(c.steps, t)
	}
	c.over = make([]int, len(c.steps))
	c.at = len(c.steps) - 1
	return c
}

// courses are the tables that are also counted over time.
var courses = []Name{ByChannel, ByKind, ByTopic, ByLabel, ByLevel}

// count adds one to a table and to its course.
func (c *counter) count(n Name, key string, at int) {
	c.tables[n][key]++
	line := c.course[n][key]
	if line == nil {
		line = make([]int, len(c.steps))
		c.course[n][key] = line
	}
	line[at]++
}

// step finds where a moment lies. Items come newest first, so it is nearly always
// the step of the item before, or one a little earlier.
func (c *counter) step(t time.Time) int {
	for c.at > 0 && t.Before(c.steps[c.at]) {
		c.at--
	}
	for c.at+1 < len(c.steps) && !t.Before(c.steps[c.at+1]) {
		c.at++
	}
	return c.at
}

func (c *counter) add(t *inbox.Tally) {
	if t.PostedAt.Before(c.a.From) || !t.PostedAt.Before(c.a.To) {
		return
	}
	c.total++
	at, level := c.step(t.PostedAt), min(int(t.Level), 3)
	c.over[at]++
	c.count(ByChannel, t.Channel, at)
	c.count(ByKind, t.Kind.String(), at)
	c.count(ByTopic, t.Topic, at)
	c.count(ByLevel, inbox.Level(level).String(), at)
	for _, l := range t.Labels.List() {
		c.count(ByLabel, l.String(), at)
	}
	if t.Reason != "" && !t.Work.IsOpen() {
		c.tables[ByReason][string(t.Reason)]++
	}
	if t.Visibility != inbox.Public {
		c.tables[ByVisibility][t.Visibility.String()]++
	}
	for _, m := range t.Measures {
		c.tables[ByMeasure][strings.TrimSpace(string(m.Measure)+" "+m.Rule)]++
	}
	for _, r := range t.Replies {
		c.tables[ByReply][string(r)]++
	}
	if t.Work.IsOpen() {
		c.tables[ByAge][age(c.a.Now.Sub(t.PostedAt))]++
	}
	for i, first := range []time.Time{t.ReactedAt, t.AnsweredAt} {
		if !first.IsZero() {
			l := inbox.Level(level)
			c.speeds[i][level].add(c.rules.Took(t.Channel, l, t.PostedAt, first), c.rules.Deadline(l))
		}
	}
	c.clock(t)
}

func age(d time.Duration) string {
	for _, a := range ages {
		if d < a.below {
			return a.key
		}
	}
	return ages[len(ages)-1].key
}

// clock counts the hour an item falls into.
func (c *counter) clock(t *inbox.Tally) {
	if c.hour.IsZero() || t.PostedAt.Before(c.hour) || !t.PostedAt.Before(c.hour.Add(time.Hour)) {
		local := t.PostedAt.In(c.a.Zone)
		c.hour, c.row, c.cell = Hour.start(local), weekday(local), local.Hour()
	}
	c.hours[c.row][c.cell]++
	p := c.paces[t.Channel]
	if p == nil {
		p = &pace{}
		c.paces[t.Channel] = p
	}
	if !p.hour.Equal(c.hour) {
		p.hour, p.n = c.hour, 0
	}
	if p.n++; p.n >= p.peak { // the earliest of equal ones: items come newest first
		p.peak, p.peakAt = p.n, p.hour
	}
}

func (c *counter) figures() Figures {
	f := Figures{
		From: c.a.From, To: c.a.To, Now: c.a.Now, Zone: c.a.Zone, Channels: c.a.Channels, Step: c.a.Step,
		Total: Count{N: c.total}, Steps: c.steps, Over: counts(c.over),
	}
	channels := c.a.Channels
	if channels == nil {
		channels = slices.Sorted(maps.Keys(c.paces))
	}
	hours := math.Max(c.a.To.Sub(c.a.From).Hours(), 1)
	for _, id := range channels {
		p := c.paces[id]
		if p == nil {
			p = &pace{}
		}
		f.Paces = append(f.Paces, Pace{
			Channel: id, Usual: float64(c.tables[ByChannel][id]) / hours, Peak: Count{N: p.peak}, PeakAt: p.peakAt, Told: true,
		})
	}
	for _, n := range Names() {
		f.Tables = append(f.Tables, table(n, c.tables[n], channels))
	}
	for _, n := range courses {
		course := Course{Name: n}
		for _, r := range f.Table(n).Rows {
			line := c.course[n][r.Key]
			if line == nil {
				line = make([]int, len(c.steps))
			}
			course.Lines = append(course.Lines, Line{r.Key, counts(line)})
		}
		f.Courses = append(f.Courses, course)
	}
	for d := range c.hours {
		copy(f.Hours[d][:], counts(c.hours[d][:]))
	}
	for i, first := range []First{FirstReaction, FirstAnswer} {
		var all delays
		for l := range c.speeds[i] {
			all.join(&c.speeds[i][l])
			f.Speeds = append(f.Speeds, c.speed(first, inbox.Level(l), &c.speeds[i][l]))
		}
		s := c.speed(first, 0, &all)
		s.All, s.Deadline = true, 0
		f.Speeds = append(f.Speeds, s)
	}
	return f
}

func (c *counter) speed(first First, l inbox.Level, d *delays) Speed {
	s := Speed{First: first, Level: l, Items: Count{N: d.n}, Deadline: c.rules.Deadline(l)}
	if d.n > 0 {
		s.Q1, s.Median, s.Q3, s.Known = d.quantile(1, 4), d.quantile(1, 2), d.quantile(3, 4), true
		s.Within, s.WithinTold, s.inTime = d.within*100/d.n, true, d.within
	}
	return s
}

func counts(ns []int) []Count {
	out := make([]Count, len(ns))
	for i, n := range ns {
		out[i].N = n
	}
	return out
}
