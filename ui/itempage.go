package ui

import (
	"slices"

	"lotse/inbox"
	"lotse/ui/frame"
)

// part is a section of an item's page. What is needed first stands first.
type part uint8

const (
	partFacts part = iota
	partText
	partClaim
	partWhy
	partReply
	partNotes
	partOffers
	partThread
	partVersions
	partEarlier
	partHistory
	partCount
)

// link is a row of the page that leads somewhere: to another item, or to what is
// folded.
type link struct {
	to     linkTo
	row    int
	height int // rows that belong to it, for the mouse
}

// linkTo names a link by what it leads to, so that a text that comes in moves no
// selection.
type linkTo struct {
	part part
	item inbox.ItemID // zero where the part is unfolded
}

// block is what one section draws.
type block struct {
	name  string // for the head of the screen and of the section
	rows  []frame.Row
	links []link
}

// link makes the row that comes next lead somewhere.
func (b *block) link(to linkTo) { b.links = append(b.links, link{to, len(b.rows), 1}) }

// linked lets all rows since the last link belong to it.
func (b *block) linked() {
	l := &b.links[len(b.links)-1]
	l.height = len(b.rows) - l.row
}

// mark says where a section stands.
type mark struct {
	part part
	name string
	row  int // its heading
}

// itemPage is an item with all that belongs to it, drawn for a width.
type itemPage struct {
	rows  []frame.Row
	marks []mark
	links []link
}

// folds says what of the page a person has unfolded.
type folds [partCount]bool

// itemRows draws the item in view, as it stands beside the list.
func (m *Model) itemRows(width int) []frame.Row { return m.itemPage(width, folds{}).rows }

// itemPage draws the item in view.
func (m *Model) itemPage(width int, open folds) *itemPage {
	d := &m.detail
	if id, ok := m.inView(); !ok || id != d.id || !d.loaded {
		if id.IsZero() {
			return &itemPage{}
		}
		return &itemPage{rows: []frame.Row{frame.Line(m.s.Loading, frame.Dim)}}
	}
	key := pageKey{serial: d.serial, width: width, open: open, exact: m.exact, revealed: len(m.revealed), moment: m.now.Unix() / 60}
	if d.counting() {
		key.moment = m.now.Unix()
	}
	if m.drawn.key == key && d.serial != 0 {
		return m.drawn.page
	}
	p := &itemPage{}
	shown := m.shown(&d.item)
	p.add(partFacts, block{name: m.s.Item.PartFacts, rows: slices.Concat(m.factRows(&d.item, width), m.askRows(d, width))})
	p.add(partText, block{name: m.s.Item.PartText, rows: slices.Concat([]frame.Row{{}}, m.textRows(&d.item, &shown, width), m.sinceRows(d, width))})
	p.add(partClaim, m.claimBlock(d, width))
	p.add(partWhy, m.reasonBlock(&d.item, &shown, width))
	p.add(partReply, block{name: m.s.Replies, rows: slices.Concat(m.writingRows(d, width), m.replyRows(d, width))})
	p.add(partNotes, block{name: m.s.Notes, rows: m.noteRows(d, width)})
	p.add(partOffers, m.offerBlock(d, width))
	p.add(partThread, m.threadBlock(d, width, open[partThread]))
	p.add(partVersions, m.versionBlock(d, width, open[partVersions]))
	p.add(partEarlier, m.earlierBlock(d, width))
	p.add(partHistory, block{name: m.s.History, rows: m.historyRows(d, width)})
	m.drawn.key, m.drawn.page = key, p
	return p
}

// pageKey is what a drawn page depends on besides the item itself. Times are told to
// the minute, while a reply counts down to the second.
type pageKey struct {
	serial   uint64
	width    int
	open     folds
	exact    bool
	revealed int // how many items, for others stand on the page too
	moment   int64
}

// counting reports whether a reply of the item counts down.
func (d *detail) counting() bool {
	return slices.ContainsFunc(d.replies, func(r inbox.Reply) bool { return r.State == inbox.ReplyQueued })
}

// add puts a section under the others.
func (p *itemPage) add(pt part, b block) {
	if len(b.rows) == 0 {
		return
	}
	at := len(p.rows)
	heading := at
	if pt > partText {
		heading++ // an empty row comes first
	}
	p.marks = append(p.marks, mark{part: pt, name: b.name, row: heading})
	for _, l := range b.links {
		p.links = append(p.links, link{l.to, at + l.row, l.height})
	}
	p.rows = append(p.rows, b.rows...)
}

// at gives the section a row belongs to.
func (p *itemPage) at(row int) int {
	for i, mk := range slices.Backward(p.marks) {
		if mk.row <= row {
			return i
		}
	}
	return 0
}

// find gives the place of a link, -1 when it is not there any more.
func (p *itemPage) find(to linkTo) int {
	return slices.IndexFunc(p.links, func(l link) bool { return l.to == to })
}

// heading opens a section.
func heading(s string) []frame.Row {
	return []frame.Row{{}, frame.Line(s, frame.Strong)}
}
