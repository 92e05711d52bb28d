package adapters

import (
	"slices"
	"time"

	"lotse/inbox"
)

// Report says in codes and numbers what one round of reading a channel brought.
// It holds no text of anybody.
type Report struct {
	Channel string
	At      time.Time // when the round began
	Pages   int
	inbox.IngestResult
	Unparsed  int
	Threads   int // conversations read
	Rechecked int // known texts looked at again
	Missing   int // of them not found this time
	More      bool
	Problem   inbox.Problem // "" when it went well
	Status    int
	RetryAt   time.Time // as the server said
	Open      bool      // the circuit is open
	Next      time.Time // when the next round is due
	Panics    int       // of this channel since the start
	Warnings  []inbox.Warning
}

func (r *Report) took(res inbox.IngestResult) {
	r.New += res.New
	r.Changed += res.Changed
	r.Known += res.Known
	r.Gone += res.Gone
	r.Own += res.Own
	r.IDs = append(r.IDs, res.IDs...)
}

// warn counts a warning by its code. Details stay behind: they may quote.
func (r *Report) warn(ws ...inbox.Warning) {
	for _, w := range ws {
		n := max(w.Count, 1)
		i := slices.IndexFunc(r.Warnings, func(have inbox.Warning) bool { return have.Code == w.Code })
		if i < 0 {
			r.Warnings = append(r.Warnings, inbox.Warning{Code: w.Code, Count: n})
			continue
		}
		r.Warnings[i].Count += n
	}
}
