package ui

import (
	"context"
	"sync"

	"lotse/inbox"
)

// noteBook keeps what is known of the rows of a list and claims. Pages are read
// outside the screen's loop, so it has a lock.
type noteBook struct {
	mu    sync.Mutex
	notes map[inbox.ItemID]inbox.ClaimNote
}

// mostNotes bounds the book; a list shows far fewer rows.
const mostNotes = 5000

// take looks at items that were read. What cannot be told is left out: a list
// without its signs is still a list.
func (b *noteBook) take(ctx context.Context, ses *inbox.Session, items []inbox.Item) {
	found, err := ses.ClaimNotes(ctx, items)
	if err != nil {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.notes == nil || len(b.notes) > mostNotes {
		b.notes = map[inbox.ItemID]inbox.ClaimNote{}
	}
	for i := range items {
		id := items[i].ID
		if n, ok := found[id]; ok {
			b.notes[id] = n
		} else {
			delete(b.notes, id)
		}
	}
}

func (b *noteBook) of(id inbox.ItemID) (inbox.ClaimNote, bool) {
	if b == nil {
		return inbox.ClaimNote{}, false
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	n, ok := b.notes[id]
	return n, ok
}
