package bolt

import (
	"bytes"
	"slices"
	"time"

	"lotse/inbox"
)

// seen is one observation made ready outside the writer: hashing and encoding are
// the larger part of an ingest and need no transaction.
type seen struct {
	id    inbox.ItemID
	item  inbox.Item // as version 1
	gone  inbox.Visibility
	shown bool   // public again though we had hidden it
	text  bool   // there is a text to keep: a public one, or one that is hidden and yet readable
	value []byte // content of a new item; nil until it is needed
}

func (o *seen) encode() {
	if o.value == nil && o.text {
		o.value = appendContent(make([]byte, 0, len(o.item.Content.Text)+256), &o.item)
	}
}

func newSeen(channel string, o *inbox.Observation, now time.Time) seen {
	s := seen{gone: o.Gone, shown: o.Shown, text: o.Gone == inbox.Public || o.HiddenText()}
	s.item.Content = o.Content
	if s.item.Content.Channel == "" {
		s.item.Content.Channel = channel
	}
	s.id = s.item.Content.ID()
	s.item.ID = s.id
	if s.text {
		s.item.Assessment = o.Assessment
		s.item.Hash = o.Hash()
		s.item.Version = 1
		s.item.SeenAt = now
	}
	return s
}

// rounds sorts a page by id, which is by key. A page that shows one text several
// times is split: the first sight of each text in the first round, the second in
// the next.
func rounds(channel string, obs []inbox.Observation, now time.Time) [][]seen {
	all := make([]seen, len(obs))
	for i := range obs {
		all[i] = newSeen(channel, &obs[i], now)
	}
	slices.SortStableFunc(all, func(a, b seen) int { return bytes.Compare(a.id[:], b.id[:]) })
	var out [][]seen
	for len(all) > 0 {
		n := 1
		for n < len(all) && all[n].id == all[0].id {
			n++
		}
		for i, o := range inOrder(all[:n]) {
			if i == len(out) {
				out = append(out, make([]seen, 0, len(all)))
			}
			out[i] = append(out[i], o)
		}
		all = all[n:]
	}
	return out
}

// inOrder drops what a later sight of the same text in the same page overtakes:
// only edit times can tell an older version from a newer one, and without them
// the last word counts. Else a page read twice would swing between its versions.
func inOrder(same []seen) []seen {
	if len(same) == 1 {
		return same
	}
	if slices.ContainsFunc(same, func(o seen) bool { return o.gone != inbox.Public }) {
		return same[len(same)-1:]
	}
	slices.SortStableFunc(same, func(a, b seen) int { return edited(&a.item.Content).Compare(edited(&b.item.Content)) })
	out := same[:0]
	for i := range same {
		if i+1 == len(same) || edited(&same[i].item.Content).Before(edited(&same[i+1].item.Content)) {
			out = append(out, same[i])
		}
	}
	return out
}

// edited is the platform's own time of the last edit, zero where it gives none.
func edited(c *inbox.Content) time.Time {
	if c.EditObserved {
		return time.Time{}
	}
	return c.EditedAt
}

// takeAddress takes over what sameAddress found to differ.
func takeAddress(to, from *inbox.Content) {
	for _, p := range [][2]*string{{&to.Ref, &from.Ref}, {&to.URL, &from.URL}} {
		if *p[1] != "" {
			*p[0] = *p[1]
		}
	}
	for _, p := range [][2]*string{{&to.Thread, &from.Thread}, {&to.Parent, &from.Parent}} {
		if *p[0] == "" {
			*p[0] = *p[1]
		}
	}
	if edited(to).Before(edited(from)) {
		to.EditedAt, to.EditObserved = from.EditedAt, false
	}
}

// vanished reports a state that any observation can take back. What a person of
// ours hid or deleted stays so, even when a page still shows it: only a look for
// just that tells otherwise.
func vanished(v inbox.Visibility) bool {
	return v == inbox.DeletedByAuthor || v == inbox.RemovedByChannel || v == inbox.VisibilityUnknown
}

// reveals reports whether a sight of the text takes back that it is not to be seen.
func (o *seen) reveals(v inbox.Visibility) bool {
	return o.gone == inbox.Public && (vanished(v) || o.shown && v == inbox.HiddenByUs)
}

// hides reports whether a readable text is seen hidden that was not so before.
// What a person of ours deleted stays deleted, whatever a late page shows.
func (o *seen) hides(v inbox.Visibility) bool {
	return o.gone != inbox.Public && v != o.gone && v != inbox.DeletedByUs
}
