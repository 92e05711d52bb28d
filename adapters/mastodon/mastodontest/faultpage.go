package mastodontest

import (
	"encoding/json"
	"slices"
)

// Faults of lists. The page before is the last list the same token got at the
// same path; where there was none, nothing changes.

// DuplicatePage answers the page before once more.
func DuplicatePage() Fault {
	return mangle("duplicate page", func(_ *Server, a *answer, before []byte) {
		if before != nil {
			a.body = before
		}
	})
}

// OverlapPage puts the last n items of the page before in front of the page.
func OverlapPage(n int) Fault {
	return mangle("overlapping page", func(_ *Server, a *answer, before []byte) {
		old := list(before)
		old = old[max(len(old)-n, 0):]
		a.body = encode(append(slices.Clone(old), list(a.body)...))
	})
}

// OutOfOrder shuffles a page: its second half comes first, each half reversed.
func OutOfOrder() Fault {
	return mangle("out of order", func(_ *Server, a *answer, _ []byte) {
		l := list(a.body)
		half := len(l) / 2
		slices.Reverse(l[:half])
		slices.Reverse(l[half:])
		a.body = encode(append(slices.Clone(l[half:]), l[:half]...))
	})
}

// EmptyPage sends no items but the regular headers, Link included.
func EmptyPage() Fault {
	return mangle("empty page", func(_ *Server, a *answer, _ []byte) { a.body = []byte("[]") })
}

// PoisonItem breaks the i-th status of a page in one way, once. See
// [Server.Poison] for a post that stays broken.
func PoisonItem(i int, how Poison) Fault {
	return mangle("poison", func(_ *Server, a *answer, _ []byte) {
		l := list(a.body)
		if i >= len(l) {
			return
		}
		var item map[string]json.RawMessage
		if json.Unmarshal(l[i], &item) != nil {
			return
		}
		if s, ok := item["status"]; ok { // a notification
			item["status"] = poisoned(s, how)
			l[i] = encode(item)
		} else {
			l[i] = poisoned(l[i], how)
		}
		a.body = encode(l)
	})
}

func poisoned(status []byte, how Poison) json.RawMessage {
	var o map[string]json.RawMessage
	if json.Unmarshal(status, &o) != nil {
		return status
	}
	bad := object{}
	for k, v := range o {
		bad[k] = v
	}
	return encode(bad.spoil(how))
}
