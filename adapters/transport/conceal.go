package transport

import (
	"slices"
	"sync"
)

// hiddenMost is how many tokens are remembered: an account that renews one every
// two hours has a day's worth, and what ended a day ago opens nothing.
const hiddenMost = 24

// hidden are the secrets that no error may tell.
type hidden struct {
	mu   sync.Mutex
	kept int // of Options: these stay
	list []string
}

// Conceal adds tokens that came later, from a login or a renewal, to those that
// are cut out of every error.
func (t *Transport) Conceal(secrets ...string) {
	h := &t.hidden
	h.mu.Lock()
	defer h.mu.Unlock()
	list := slices.Clone(h.list) // an exchange may still read the old one
	for _, s := range secrets {
		if s != "" && !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	if h.list == nil {
		h.kept = len(list)
	}
	if over := len(list) - h.kept - hiddenMost; over > 0 {
		list = slices.Delete(list, h.kept, h.kept+over)
	}
	h.list = list
}

func (h *hidden) all() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.list
}
