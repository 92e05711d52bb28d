package transport

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
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

// quotedLeast is how long a quoted part of a credential must be to be worth hiding:
// shorter ones are names and versions.
const quotedLeast = 12

// credentials gives what one request proves itself with: a bearer's token, and of a
// signature every long part, for a server may quote it as it came or unescaped.
func credentials(req *http.Request) (out []string) {
	_, proof, _ := strings.Cut(req.Header.Get("Authorization"), " ")
	if proof == "" {
		return nil
	}
	out = append(out, proof)
	for i, part := range strings.Split(proof, `"`) {
		if i%2 == 0 || len(part) < quotedLeast {
			continue
		}
		out = append(out, part)
		if plain, err := url.QueryUnescape(part); err == nil && plain != part {
			out = append(out, plain)
		}
	}
	return out
}
