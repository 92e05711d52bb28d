package bluesky

import (
	"crypto/sha256"
	"encoding/binary"
	"strings"
	"time"
)

// The collections.
const (
	posts  = "app.bsky.feed.post"
	likes  = "app.bsky.feed.like"
	gates  = "app.bsky.feed.threadgate"
	blocks = "app.bsky.graph.block"
)

// address is an at:// address: whose repository, which collection, which record.
type address struct{ did, collection, rkey string }

func (a address) String() string { return "at://" + a.did + "/" + a.collection + "/" + a.rkey }

// parseAddress reads one. Addresses come from strangers and go into calls, so
// what is odd is none.
func parseAddress(s string) (a address, ok bool) {
	rest, ok := strings.CutPrefix(s, "at://")
	parts := strings.Split(rest, "/")
	if !ok || len(parts) != 3 || len(s) > 1000 {
		return a, false
	}
	a = address{parts[0], parts[1], parts[2]}
	return a, isDID(a.did) && isKey(a.collection) && isKey(a.rkey)
}

func isDID(s string) bool {
	return len(s) > len("did:x:") && len(s) < 500 && strings.HasPrefix(s, "did:") && isKey(strings.TrimPrefix(s, "did:"))
}

func isKey(s string) bool {
	return s != "" && s != "." && s != ".." && len(s) <= 512 && !strings.ContainsFunc(s, func(r rune) bool {
		return (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && !strings.ContainsRune("._:~%-", r)
	})
}

// plainHandle drops what says only that there is no handle.
func plainHandle(s string) string {
	if s == "handle.invalid" {
		return ""
	}
	return s
}

func profileURL(did string) string { return "https://bsky.app/profile/" + did }

func postURL(a address) string { return profileURL(a.did) + "/post/" + a.rkey }

// A record's key is by convention a TID: a time in microseconds and ten bits
// more, in letters that sort.
const (
	tidLetters = "234567abcdefghijklmnopqrstuvwxyz"
	tidLength  = 13
)

// tid makes the key of a record from its time and what it is about: the same
// every time it is asked for, and another one for anything else. Below the
// millisecond nothing is known of the time, so the name fills it.
func tid(at time.Time, name string) string {
	sum := sha256.Sum256([]byte(name))
	bits := binary.BigEndian.Uint64(sum[:8])
	v := (uint64(at.UnixMilli())*1000+bits>>10%1000)<<10 | bits&1023
	v &= 1<<63 - 1
	var out [tidLength]byte
	for i := tidLength - 1; i >= 0; i-- {
		out[i] = tidLetters[v&31]
		v >>= 5
	}
	return string(out[:])
}

// tidTime is when a key was made, zero when it is no TID of this network's time.
func tidTime(key string) time.Time {
	if len(key) != tidLength {
		return time.Time{}
	}
	v := uint64(0)
	for _, r := range key {
		i := strings.IndexRune(tidLetters, r)
		if i < 0 {
			return time.Time{}
		}
		v = v<<5 | uint64(i)
	}
	t := time.UnixMicro(int64(v >> 10 & (1<<53 - 1))).UTC()
	if t.Year() < 2022 || t.Year() > 2200 {
		return time.Time{}
	}
	return t
}
