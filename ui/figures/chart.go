// Package figures turns a report's numbers into pictures that are drawn in several
// ways: on the screen, as a table in words and as SVG on a page. It knows words and
// order; what a picture looks like is the affair of who draws it.
package figures

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"lotse/inbox"
	"lotse/inbox/report"
	"lotse/ui/text"
)

// Shape is how a picture is drawn.
type Shape uint8

// The shapes.
const (
	Bars  Shape = iota // a bar a row, from nothing to the largest
	Parts              // a bar a row, from nothing to a hundred per cent
	Time               // a column a row, in the order of time
	Heat               // weekday by hour
)

// Row is one line of a picture's table.
type Row struct {
	Label  string
	Cells  []string // of the further columns
	Value  float64  // of the bar
	Told   bool     // the value may be told; else it is covered or there is none
	Course []report.Count
	Query  string // finds the row's items, "" where a query cannot
}

// Chart is one picture with the table that says the same.
type Chart struct {
	ID, Title, Note string
	Shape           Shape
	Columns         []string // the first is of the labels
	Rows            []Row
	Hours           *[7][24]report.Count // of the shape Heat
	Scale           string               // what the shades of Heat mean
	Max             float64              // the largest value, 100 of shares
}

// Charts gives the pictures in their order. Those that nothing would stand in are
// left out, but for the first.
func Charts(f *report.Figures, h *inbox.House, l text.Lang) []Chart {
	b := builder{f: f, house: h, l: l, s: text.FiguresIn(l)}
	all := []Chart{b.over()}
	if f.Total.N > 0 || f.Total.Few {
		all = append(all, b.table(report.ByChannel), b.table(report.ByLabel), b.table(report.ByLevel))
		if t := f.Table(report.ByTopic); len(t.Rows) > 1 || len(t.Rows) == 1 && t.Rows[0].Key != "" {
			all = append(all, b.table(report.ByTopic))
		}
		all = append(all, b.table(report.ByKind), b.hours(), b.speeds(report.FirstReaction), b.speeds(report.FirstAnswer))
		for _, n := range []report.Name{report.ByReply, report.ByReason, report.ByMeasure, report.ByVisibility, report.ByAge} {
			if len(f.Table(n).Rows) > 0 {
				all = append(all, b.table(n))
			}
		}
		all = append(all, b.paces())
	}
	return all
}

type builder struct {
	f     *report.Figures
	house *inbox.House
	l     text.Lang
	s     *text.Figures
}

func (b *builder) chart(id string, shape Shape, columns ...string) Chart {
	return Chart{
		ID: id, Title: b.s.Charts[id], Note: b.s.Notes[id], Shape: shape,
		Columns: append([]string{b.s.Rows[id]}, columns...),
	}
}

// Number writes a count, or the word for one that is covered.
func Number(l text.Lang, c report.Count) string {
	if c.Few {
		return text.FiguresIn(l).Few
	}
	return text.Number(l, c.N)
}

func (b *builder) over() Chart {
	c := b.chart("over", Time, b.s.Number)
	for i, n := range b.f.Over {
		end := b.f.To
		if i+1 < len(b.f.Steps) {
			end = b.f.Steps[i+1]
		}
		from := b.f.Steps[i]
		if from.Before(b.f.From) {
			from = b.f.From
		}
		c.add(Row{Label: b.step(i), Cells: []string{Number(b.l, n)}, Value: float64(n.N), Told: !n.Few, Query: b.query(from, end, "")})
	}
	return c
}

// step names a step of time.
func (b *builder) step(i int) string {
	t := b.f.Steps[i]
	switch b.f.Step {
	case report.Week:
		y, w := t.ISOWeek()
		return fmt.Sprintf(b.s.Week, w, y)
	case report.Hour:
		clock := t.Format("15:04")
		// The hour that comes twice is told apart by the name of its clock.
		if _, before := t.Add(-time.Hour).Zone(); before != offset(t) || offset(t.Add(time.Hour)) != offset(t) {
			clock = t.Format("15:04 MST")
		}
		return fmt.Sprintf(b.s.Hour, text.Day(b.l, t, b.f.Zone), clock)
	case report.Day:
	}
	return text.Day(b.l, t, b.f.Zone)
}

func offset(t time.Time) int {
	_, o := t.Zone()
	return o
}

func (b *builder) table(n report.Name) Chart {
	t := b.f.Table(n)
	c := b.chart(string(n), Bars, b.s.Number)
	share := t.Sum && !b.f.Total.Few
	if share {
		c.Columns = append(c.Columns, b.s.Share)
	}
	course := b.f.Course(n)
	for i, r := range t.Rows {
		row := Row{Label: b.key(n, r.Key), Cells: []string{Number(b.l, r.Count)}, Value: float64(r.N), Told: !r.Few}
		if share {
			part := "–"
			if !r.Few && b.f.Total.N > 0 {
				part = percent(b.l, r.N*100, b.f.Total.N)
			}
			row.Cells = append(row.Cells, part)
		}
		if len(course.Lines) > i {
			row.Course = course.Lines[i].Counts
		}
		if term := queryOf(n, r.Key); term != "" {
			row.Query = b.query(b.f.From, b.f.To, term)
		}
		c.add(row)
	}
	return c
}

// percent gives a whole number of per cents, and says where it is not quite one.
func percent(l text.Lang, hundredfold, of int) string {
	p := hundredfold / of
	if p == 0 && hundredfold > 0 {
		return "< 1 %"
	}
	return text.Number(l, p) + " %"
}

func (b *builder) key(n report.Name, key string) string {
	named := key
	switch n {
	case report.ByKind:
		var k inbox.ItemKind
		if k.UnmarshalText([]byte(key)) == nil {
			named = b.l.Kind(k)
		}
	case report.ByTopic:
		if named = b.l.Topic(key); key == "" {
			return b.s.NoTopic
		}
	case report.ByLabel:
		if v, ok := inbox.ParseLabel(key); ok {
			named = b.l.Label(v).Name
		}
	case report.ByLevel:
		if v, ok := inbox.ParseLevel(key); ok {
			named = b.l.Level(v).Name
		}
	case report.ByReason:
		named = b.l.Reason(inbox.CloseReason(key))
	case report.ByVisibility:
		if v, err := inbox.ParseVisibility(key); err == nil {
			named = b.l.Visibility(v)
		}
	case report.ByReply:
		named = b.l.Category(inbox.Category(key)).Name
	case report.ByMeasure:
		measure, rule, _ := strings.Cut(key, " ")
		if named = b.l.Measure(inbox.Measure(measure)); rule != "" {
			named += ": " + b.l.Rule(b.house, rule)
		}
	case report.ByAge:
		named = b.s.Ages[key]
	case report.ByChannel:
		if key == "" {
			return b.s.NoName
		}
	}
	if named == "" {
		return key
	}
	return named
}

// queryOf gives the term that finds what a row counts.
func queryOf(n report.Name, key string) string {
	switch n {
	case report.ByChannel, report.ByLabel, report.ByLevel, report.ByVisibility:
		if key == "" || strings.ContainsAny(key, "\"\\") {
			return ""
		}
		return fmt.Sprintf(`%s:"%s"`, n, key)
	case report.ByKind, report.ByTopic, report.ByReason, report.ByMeasure, report.ByReply, report.ByAge:
	}
	return ""
}

// query finds the items of a stretch of time, on the channels of the report. A
// bound that is not on a full minute cannot be said in a query.
func (b *builder) query(from, to time.Time, term string) string {
	const minute = "2006-01-02T15:04"
	parts := []string{"since:" + from.Format(minute), "before:" + to.Format(minute)}
	if len(b.f.Channels) > 0 && !strings.HasPrefix(term, "channel:") {
		for _, ch := range b.f.Channels {
			if strings.ContainsAny(ch, "\"\\") {
				return ""
			}
		}
		parts = append(parts, `channel:"`+strings.Join(b.f.Channels, `","`)+`"`)
	}
	if term != "" {
		parts = append(parts, term)
	}
	return strings.Join(parts, " ")
}

func (b *builder) hours() Chart {
	c := b.chart("hours", Heat)
	for h := range 24 {
		c.Columns = append(c.Columns, strconv.Itoa(h))
	}
	hours := b.f.Hours
	c.Hours = &hours
	for d := range hours {
		row := Row{Label: b.s.Weekdays[d]}
		for _, n := range hours[d] {
			row.Cells = append(row.Cells, Number(b.l, n))
			c.Max = max(c.Max, float64(n.N))
		}
		c.Rows = append(c.Rows, row)
	}
	c.Scale = fmt.Sprintf(b.s.Scale, text.Number(b.l, int(c.Max)))
	if b.f.Covered {
		c.Scale += "  ? " + b.s.Few
	}
	return c
}

func (b *builder) speeds(first report.First) Chart {
	c := b.chart(string(first), Parts, b.s.Timed, b.s.Median, b.s.Middle, b.s.Deadline, b.s.Within)
	for _, s := range b.f.Speeds {
		if s.First != first {
			continue
		}
		r := Row{Label: b.l.Level(s.Level).Name, Cells: []string{Number(b.l, s.Items), "–", "–", text.Duration(b.l, s.Deadline), "–"}, Value: float64(s.Within), Told: s.WithinTold}
		if s.All {
			r.Label, r.Cells[3] = b.s.AllLevel, "–"
		}
		if s.Known {
			r.Cells[1] = text.Duration(b.l, s.Median)
			r.Cells[2] = fmt.Sprintf(b.s.Between, text.Duration(b.l, s.Q1), text.Duration(b.l, s.Q3))
		}
		if s.WithinTold {
			r.Cells[4] = text.Number(b.l, s.Within) + " %"
		}
		c.add(r)
	}
	c.Max = 100
	return c
}

func (b *builder) paces() Chart {
	c := b.chart("pace", Bars, b.s.Peak, b.s.PeakAt, b.s.Usual, "×")
	for _, p := range b.f.Paces {
		r := Row{Label: p.Channel, Cells: []string{Number(b.l, p.Peak), "–", "–", "–"}, Value: float64(p.Peak.N), Told: !p.Peak.Few}
		if r.Label == "" {
			r.Label = b.s.NoName
		}
		if p.Told {
			r.Cells[2] = b.decimal(p.Usual)
		}
		if p.Peak.N > 0 {
			r.Cells[1] = text.Stamp(b.l, p.PeakAt, b.f.Now, b.f.Zone)
			r.Query = b.query(p.PeakAt.In(b.f.Zone), p.PeakAt.In(b.f.Zone).Add(time.Hour), queryOf(report.ByChannel, p.Channel))
			if p.Told && p.Usual > 0 {
				r.Cells[3] = fmt.Sprintf(b.s.Times, b.decimal(float64(p.Peak.N)/p.Usual))
			}
		}
		c.add(r)
	}
	return c
}

// decimal writes a number with one place, in the language's way.
func (b *builder) decimal(v float64) string {
	s := strconv.FormatFloat(v, 'f', 1, 64)
	if v > 0 && v < 0.05 {
		s = "< 0.1"
	}
	if b.l != text.EN {
		s = strings.Replace(s, ".", ",", 1)
	}
	return s
}

func (c *Chart) add(r Row) {
	c.Rows = append(c.Rows, r)
	c.Max = max(c.Max, r.Value)
}

// Heading says what the figures are about, in lines.
func Heading(f *report.Figures, l text.Lang) []string {
	s := text.FiguresIn(l)
	channels := s.Every
	if len(f.Channels) > 0 {
		channels = s.Channel + " " + strings.Join(f.Channels, ", ")
	}
	last := f.To.Add(-time.Minute)
	return []string{
		fmt.Sprintf(s.Period, text.Day(l, f.From, f.Zone), text.Day(l, last, f.Zone), s.Step[string(f.Step)]) + " · " + channels,
		fmt.Sprintf(s.Came, Number(l, f.Total)),
	}
}

// Notes are the sentences under every report.
func Notes(f *report.Figures, l text.Lang) []string {
	s := text.FiguresIn(l)
	out := []string{s.NoPerson, s.Calendar}
	if f.Covered {
		out = append(out, s.FewNote)
	}
	return out
}
