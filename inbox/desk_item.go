package inbox

import (
	"context"
	"slices"
	"time"
)

// Conversation is what a person may read of the texts around an item, oldest first.
type Conversation struct {
	Items    []Item
	Withheld []string // remote ids of texts the person may not read
	More     int      // how many further texts there are, as far as was counted
	MoreLeft bool     // … and there are more than that
}

// threadReach is how many texts of one thread are looked at for the way from an item
// up to the post it all began with.
const threadReach = 5000

// Thread gives an item's conversation: at most limit texts around it and, in a
// thread longer than that, the way up to its beginning as well. Own posts are for
// everybody who may read the item; of the others a person gets what they may read.
func (s *Session) Thread(ctx context.Context, id ItemID, limit int) (Conversation, error) {
	var c Conversation
	if _, err := s.Item(ctx, id); err != nil {
		return c, err
	}
	all, err := s.Store.Thread(ctx, id, limit)
	if err != nil {
		return c, err
	}
	if len(all) >= limit {
		if all, err = s.Store.Thread(ctx, id, max(limit, threadReach)); err != nil {
			return c, err
		}
		c.MoreLeft = len(all) >= threadReach
	}
	keep := around(all, id, limit)
	for i := range all {
		it := &all[i]
		switch may := it.Content.Kind == KindOwnPost || s.sees(it); {
		case !may:
			c.Withheld = append(c.Withheld, it.Content.RemoteID)
		case keep[i]:
			c.Items = append(c.Items, *it)
		default:
			c.More++
		}
	}
	return c, nil
}

// around chooses limit texts around an item and its ancestors.
func around(all []Item, id ItemID, limit int) []bool {
	keep := make([]bool, len(all))
	at := slices.IndexFunc(all, func(it Item) bool { return it.ID == id })
	if at < 0 {
		return keep
	}
	from := min(max(at-(limit-1)/2, 0), max(len(all)-limit, 0))
	for i := from; i < min(from+limit, len(all)); i++ {
		keep[i] = true
	}
	if len(all) <= limit {
		return keep
	}
	byRemote := make(map[string]int, len(all))
	for i := range all {
		byRemote[all[i].Content.RemoteID] = i
	}
	for seen := 0; seen < len(all); seen++ { // a circle ends too
		parent, here := byRemote[all[at].Content.Parent]
		if !here {
			break
		}
		at, keep[parent] = parent, true
	}
	return keep
}

// ByAuthor gives what the author of an item wrote before on its channel, newest
// first and without the item itself. Authors are never looked up across channels.
func (s *Session) ByAuthor(ctx context.Context, it *Item, limit int) ([]Item, error) {
	c := &it.Content
	if c.Author.ID == "" || c.Kind == KindOwnPost {
		return nil, nil
	}
	all, err := s.Store.ByAuthor(ctx, c.Channel, c.Author.ID, limit+1)
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(o Item) bool { return o.ID == it.ID || !s.sees(&o) })
	return all[:min(len(all), limit)], nil
}

// Drafter is somebody who has begun an answer and not sent it.
type Drafter struct {
	Person string
	At     time.Time
}

// Drafters names the others who have a draft on an item, so that no two people
// write the same answer. What they wrote stays theirs.
func (s *Session) Drafters(ctx context.Context, id ItemID) ([]Drafter, error) {
	var out []Drafter
	for i := range s.House.Persons {
		p := &s.House.Persons[i]
		if p.ID == s.Person.ID || p.Disabled {
			continue
		}
		d, err := s.Store.Draft(ctx, id, p.ID)
		if err != nil {
			return nil, err
		}
		if d != nil {
			out = append(out, Drafter{Person: p.ID, At: d.SavedAt})
		}
	}
	return out, nil
}
