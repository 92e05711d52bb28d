package config

import (
	"strconv"
	"strings"

	"lotse/inbox"
	"lotse/inbox/calendar"
)

// calendarDoc is the service time of an office. A day that is not named has none.
type calendarDoc struct {
	ID       string            `toml:"id"`
	Sun      string            `toml:"sun"`
	Mon      string            `toml:"mon"`
	Tue      string            `toml:"tue"`
	Wed      string            `toml:"wed"`
	Thu      string            `toml:"thu"`
	Fri      string            `toml:"fri"`
	Sat      string            `toml:"sat"`
	Holidays bool              `toml:"holidays"`
	Closed   []string          `toml:"closed"`
	Days     map[string]string `toml:"days"`
}

type reactionDoc struct {
	E0     string   `toml:"e0"`
	E1     string   `toml:"e1"`
	E2     string   `toml:"e2"`
	E3     string   `toml:"e3"`
	Always []string `toml:"always"`
}

// service reads the calendars, which channel keeps which, and the deadlines that
// are counted in them. The first calendar is that of every channel that names none.
func (r *reader) service() {
	h := &r.cfg.House
	h.Reactions = r.reactions()
	h.Service = map[string]inbox.ServiceTime{}
	if len(r.doc.Calendars) == 0 && h.Zone != nil {
		h.Service[""] = calendar.New(calendar.Plan{Zone: h.Zone, Land: h.Land, Week: calendar.Office()})
	}
	seen, ids := map[string]int{}, make([]string, 0, len(r.doc.Calendars))
	byID := map[string]inbox.ServiceTime{}
	for i := range r.doc.Calendars {
		in := "calendar." + strconv.Itoa(i)
		d := &r.doc.Calendars[i]
		if r.id(in, d.ID) {
			r.fresh(seen, in+".id", "calendar.id", d.ID)
			ids = append(ids, d.ID)
		}
		p := r.plan(in, d)
		if h.Zone == nil { // the zone has its problem already
			continue
		}
		c := calendar.New(p)
		byID[d.ID] = c
		if i == 0 {
			h.Service[""] = c
		}
	}
	for i := range r.doc.Channels {
		d := &r.doc.Channels[i]
		if !r.oneOf("channel."+strconv.Itoa(i)+".calendar", "calendar", d.Calendar, ids) {
			continue
		}
		if c, ok := byID[d.Calendar]; ok {
			h.Service[d.ID] = c
		}
	}
}

func (r *reader) plan(in string, d *calendarDoc) calendar.Plan {
	p := calendar.Plan{Zone: r.cfg.House.Zone, Days: map[calendar.Date][]calendar.Block{}}
	if d.Holidays || !r.Has(in+".holidays") {
		p.Land = r.cfg.House.Land
	}
	week := [7]string{d.Sun, d.Mon, d.Tue, d.Wed, d.Thu, d.Fri, d.Sat}
	for day, key := range [7]string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"} {
		p.Week[day] = r.hours(join(in, key), week[day])
	}
	for i, s := range d.Closed {
		if day, ok := r.date(in+".closed."+strconv.Itoa(i), s); ok {
			p.Closed = append(p.Closed, day)
		}
	}
	for key, hours := range d.Days {
		path := join(join(in, "days"), key)
		day, err := calendar.ReadDate(key)
		if err != nil {
			r.FailKey(path, inbox.Fail(inbox.CodeFileValue, "key", "calendar.days", "got", inbox.Quote(key), "want", "date"))
			continue
		}
		p.Days[day] = r.hours(path, hours)
	}
	return p
}

func (r *reader) hours(path, s string) []calendar.Block {
	b, err := calendar.ReadBlocks(s)
	if err != nil {
		r.Fail(path, inbox.Fail(inbox.CodeFileValue, "key", table(path), "got", inbox.Quote(s), "want", "hours"))
	}
	return b
}

func (r *reader) date(path, s string) (calendar.Date, bool) {
	d, err := calendar.ReadDate(s)
	if err != nil {
		r.Fail(path, inbox.Fail(inbox.CodeFileValue, "key", table(path), "got", inbox.Quote(s), "want", "date"))
	}
	return d, err == nil
}

// reactions reads the deadlines; "0s" is none.
func (r *reader) reactions() inbox.Reactions {
	out, d := inbox.DefaultReactions(), &r.doc.Reaction
	for l, s := range [4]string{d.E0, d.E1, d.E2, d.E3} {
		r.duration("reaction.e"+strconv.Itoa(l), s, 0, &out[l].Within)
	}
	if !r.Has("reaction.always") && len(d.Always) == 0 {
		return out
	}
	for l := range out {
		out[l].Always = false
	}
	for i, s := range d.Always {
		l, ok := inbox.ParseLevel(strings.TrimSpace(s))
		if !ok {
			r.Fail("reaction.always."+strconv.Itoa(i), unknownName("level", s, []string{"E0", "E1", "E2", "E3"}))
			continue
		}
		out[l].Always = true
	}
	return out
}
