package ui

import (
	"slices"
	"strings"

	"lotse/inbox"
	"lotse/inbox/safetext"
	"lotse/ui/frame"
	"lotse/ui/text"
)

// askRows say what the item asks of the person and how freely they may answer.
func (m *Model) askRows(d *detail, width int) []frame.Row {
	rows := m.told(m.s.Item.ToDo, m.task(d), width)
	if why := m.onlyByHand(&d.item); why != "" {
		rows = append(rows, m.told(m.s.ByHand.Answer, why, width)...)
	}
	if free := m.latitude(&d.item); free != "" {
		rows = append(rows, m.told(say(m.s.Item.Latitude, m.lang.Category(d.item.Category()).Short), free, width)...)
	}
	return rows
}

// told is a sentence behind the word for it.
func (m *Model) told(word, sentence string, width int) []frame.Row {
	head := safetext.Line(word + ":").String()
	return frame.Wrap(safetext.Line(head+" "+sentence), width, frame.Plain,
		[]frame.Range{{Span: safetext.Span{End: len(head)}, Style: frame.Strong}})
}

// task is what there is to do, in one sentence: of all that holds, what must be
// known first.
func (m *Model) task(d *detail) string {
	it, st, w := &d.item, &d.item.State, &m.s.Item
	zone := m.ses.House.Zone
	switch {
	case it.Content.Kind == inbox.KindOwnPost:
		return w.OursPosted
	case st.Reply != "" && st.ReplyState != inbox.ReplyDelivered && st.ReplyState != inbox.ReplyCancelled && st.ReplyState != inbox.ReplyNone:
		return m.replyTask(d)
	case st.Shown && st.Work.IsOpen():
		return w.ShownAgain
	case st.Visibility != inbox.Public && st.Work.IsOpen():
		return w.Gone
	case !st.Work.IsOpen():
		return say(w.Finished, m.lang.Work(st.Work))
	case st.Lease.Held(m.ses.Person.ID, m.now):
		return say(w.AtWork, m.ses.House.PersonName(st.Lease.Person), st.Lease.Until.In(zone).Format("15:04"))
	case st.Asked && m.mine(st):
		return say(w.AskedYou, m.s.QuoteOpen+m.asked1(d)+m.s.QuoteClose)
	case st.Asked:
		return say(w.AskedOther, m.responsible(st))
	case st.Snoozed():
		return say(w.PutBack, text.Stamp(m.lang, st.SnoozedUntil, m.now, zone))
	case st.Reopened != "" || d.changedSince():
		return w.LookAgain
	case st.Work == inbox.WorkNew && it.Level() >= inbox.E3:
		return w.Urgent
	case st.Work == inbox.WorkNew:
		return w.Unseen
	case st.Work == inbox.WorkWaitingExternal:
		return w.WaitsOutside
	case m.mine(st) || st.Lease.Person == m.ses.Person.ID:
		return w.Yours
	case st.Role != "":
		return say(w.Assigned, m.responsible(st))
	}
	return w.Unassigned
}

// replyTask is what our reply on its way asks for.
func (m *Model) replyTask(d *detail) string {
	st, w := &d.item.State, &m.s.Item
	i := slices.IndexFunc(d.replies, func(r inbox.Reply) bool { return r.ID == st.Reply })
	if i < 0 {
		return m.lang.Reply(st.ReplyState)
	}
	r := &d.replies[i]
	who := m.ses.House.PersonName(r.Author.Person)
	switch r.State {
	case inbox.ReplyInReview:
		by := m.roles(m.ses.House.ReleasersOf(r.Category))
		switch {
		case r.Author.Person == m.ses.Person.ID:
			return say(w.YoursInReview, by)
		case m.ses.MayRelease(r) == nil:
			return say(w.ForYouToRelease, who)
		}
		return say(w.OthersInReview, who, by)
	case inbox.ReplyReturned:
		return say(w.CameBack, who)
	case inbox.ReplyQueued, inbox.ReplyUnclear:
		if r.ByHand {
			return m.byHandTask(r, who)
		}
		if r.State == inbox.ReplyUnclear {
			return say(w.Stuck, m.lang.Reply(r.State))
		}
	case inbox.ReplyRefused, inbox.ReplyVoid:
		return say(w.Stuck, m.lang.Reply(r.State))
	case inbox.ReplyNone, inbox.ReplyReleased, inbox.ReplySending, inbox.ReplyDelivered, inbox.ReplyCancelled:
	}
	return say(w.Underway, who)
}

// asked1 is the open question in one line.
func (m *Model) asked1(d *detail) string {
	for i := range d.history {
		if e := &d.history[i]; e.Kind == inbox.DidAssign && e.Text != "" {
			return safetext.Line(strings.Join(strings.Fields(e.Text), " ")).Truncate(120).String()
		}
	}
	return ""
}

// mine reports whether an item lies with this person or one of their roles.
func (m *Model) mine(st *inbox.State) bool {
	if st.Person != "" {
		return st.Person == m.ses.Person.ID
	}
	return st.Role != "" && slices.Contains(m.ses.Person.Roles, st.Role)
}

func (m *Model) responsible(st *inbox.State) string {
	s := m.ses.House.RoleName(st.Role)
	if st.Person != "" {
		s += ", " + m.ses.House.PersonName(st.Person)
	}
	return s
}

func (m *Model) roles(ids []string) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = m.ses.House.RoleName(id)
	}
	return strings.Join(names, ", ")
}

// latitude says how freely the person may answer, and who helps them further; ""
// where there is nothing to answer.
func (m *Model) latitude(it *inbox.Item) string {
	w := &m.s.Item
	if it.Content.Kind == inbox.KindOwnPost || !it.State.Work.IsOpen() || it.State.Visibility != inbox.Public {
		return ""
	}
	if err := m.ses.May(inbox.RightDraft); err != nil {
		return m.sentence(err)
	}
	if ch := m.ses.Channels[it.Content.Channel]; ch != nil {
		if err := inbox.MayAnswer(ch, it); err != nil {
			return m.sentence(err)
		}
	}
	cat := it.Category()
	g := m.ses.House.Grant(&m.ses.Person, cat)
	by := m.roles(m.ses.House.ReleasersOf(cat))
	switch {
	case g.Alone && g.Direct == inbox.L4:
		return m.lang.Latitude(inbox.L4).Short
	case g.Alone && g.Release:
		return say(w.Alone, m.lang.Latitude(g.Direct).Short) + ", " + say(w.WithRelease, by)
	case g.Alone:
		return say(w.Alone, m.lang.Latitude(g.Direct).Short)
	case g.Release:
		return say(w.OnlyWithRelease, by)
	}
	return w.NoLatitude
}

// bestOffers is how many templates are suggested on the page itself.
const bestOffers = 3

// offerBlock suggests templates, and says of one that fits why this person may not
// use it.
func (m *Model) offerBlock(d *detail, width int) block {
	b := block{name: m.s.Item.PartOffers}
	if d.offers == nil || m.latitude(&d.item) == "" || m.ses.May(inbox.RightDraft) != nil {
		return b
	}
	b.rows = heading(m.s.Item.Suggestions)
	for i := range d.offers {
		o := &d.offers[i]
		row := frame.Of(frame.Own("  "+o.Key, frame.Strong), frame.Own(" "+o.Title, frame.Plain))
		fits := frame.Of()
		if why := m.fitting(o, &d.item); why != "" {
			fits = frame.Line(say(m.s.Item.FitsTo, why), frame.Dim)
		}
		switch one := row.Width() + 3 + fits.Width(); {
		case fits.Width() == 0:
			b.rows = append(b.rows, row)
		case one <= width:
			b.rows = append(b.rows, fits.Lead(frame.Own(" · ", frame.Dim)).Lead(row.Spans[1]).Lead(row.Spans[0]))
		default: // beside the list there is no room for both in one row
			b.rows = append(b.rows, row, fits.Lead(frame.Own("    ", frame.Plain)))
		}
		if o.Why != nil {
			why := say(m.s.Item.NotForYou, m.sentence(o.Why))
			b.rows = append(b.rows, frame.Indented(safetext.Line(why), width, 4, frame.Dim, nil)...)
		}
	}
	if len(d.offers) == 0 {
		b.rows = append(b.rows, frame.Line("  "+m.s.Item.NoSuggestion, frame.Dim))
	}
	return b
}

// fitting names what of an item a template is made for.
func (m *Model) fitting(o *inbox.Offer, it *inbox.Item) string {
	var out []string
	for _, l := range o.Labels {
		if it.Labels().Has(l) {
			out = append(out, m.lang.Label(l).Name)
		}
	}
	if t := topicOf(it); t != "" && slices.Contains(o.Topics, t) {
		out = append(out, m.s.Item.Topic) // which one stands at the head of the page
	}
	return strings.Join(out, ", ")
}

// topicOf is the topic that counts: a person's word over the machine's.
func topicOf(it *inbox.Item) string {
	if it.State.Topic != "" {
		return it.State.Topic
	}
	return it.Assessment.Topic
}

// best keeps the offers that fit best. One that this person may not use is named
// too, with the reason; where there is one they may use, it is never left out.
func best(offers []inbox.Offer) []inbox.Offer {
	fits := slices.DeleteFunc(slices.Clone(offers), func(o inbox.Offer) bool { return o.Rank <= 0 })
	usable := slices.IndexFunc(fits, func(o inbox.Offer) bool { return o.Why == nil }) // usable ones come first, the best first
	var first inbox.Offer
	if usable >= 0 {
		first = fits[usable]
	}
	slices.SortStableFunc(fits, func(a, b inbox.Offer) int { return b.Rank - a.Rank })
	fits = fits[:min(len(fits), bestOffers)]
	if usable >= 0 && !slices.ContainsFunc(fits, func(o inbox.Offer) bool { return o.Why == nil }) {
		fits[len(fits)-1] = first
	}
	return fits
}
