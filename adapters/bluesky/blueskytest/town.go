package blueskytest

import (
	"maps"
	"slices"
	"strings"
	"time"
)

// Post is one on the network.
type Post struct {
	URI, CID, Parent, Root, Text string
	Value                        map[string]any
}

// Draft is what somebody writes.
type Draft struct {
	Text    string
	Parent  string // address of what it answers
	Names   string // handle that it mentions, anywhere
	Quotes  string // address
	Claimed time.Time
	Extra   map[string]any // fields of the record
}

// Publish lets somebody, made at first use, write a post and gives its address.
func (s *Server) Publish(handle string, d Draft) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	a := s.account(handle)
	if a == nil {
		a = s.add(Account{Handle: handle, Name: strings.ToUpper(handle[:1]) + strings.Split(handle[1:], ".")[0]})
	}
	at := s.now()
	if !d.Claimed.IsZero() {
		at = d.Claimed
	}
	value := object{"$type": "app.bsky.feed.post", "text": d.Text, "createdAt": stamp(at), "langs": []any{"de"}}
	if p := s.post(d.Parent); p != nil {
		root := p
		if r := s.post(p.ref("root")); r != nil {
			root = r
		}
		value["reply"] = object{"parent": strong(p), "root": strong(root)}
	}
	if named := s.account(d.Names); named != nil {
		name := "@" + named.Handle
		if !strings.Contains(d.Text, name) {
			d.Text = name + " " + d.Text
			value["text"] = d.Text
		}
		from := strings.Index(d.Text, name)
		value["facets"] = []any{object{
			"index":    object{"byteStart": from, "byteEnd": from + len(name)},
			"features": []any{object{"$type": "app.bsky.richtext.facet#mention", "did": named.did}},
		}}
	}
	if q := s.post(d.Quotes); q != nil {
		value["embed"] = object{"$type": "app.bsky.embed.record", "record": strong(q)}
	}
	maps.Copy(value, d.Extra)
	return s.put(a, "app.bsky.feed.post", s.key(s.now()), value).address
}

func strong(r *record) object { return object{"uri": r.address, "cid": r.cid} }

// key is the next TID.
func (s *Server) key(t time.Time) string {
	s.serial++
	v := uint64(t.UnixMicro())<<10 | uint64(s.serial&1023)
	out := make([]byte, 13)
	for i := len(out) - 1; i >= 0; i-- {
		out[i] = "234567abcdefghijklmnopqrstuvwxyz"[v&31]
		v >>= 5
	}
	return string(out)
}

// Edit changes a post's text as its author would: nothing but the cid tells.
func (s *Server) Edit(uri, text string, fields ...map[string]any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r := s.post(uri)
	value := maps.Clone(r.value)
	value["text"] = text
	for _, f := range fields {
		maps.Copy(value, f)
	}
	s.put(s.account(r.did), r.collection, r.rkey, value)
}

// Delete takes a post away as its author would.
func (s *Server) Delete(uri string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.remove(uri)
}

// Label lets a moderation service put a label on a post.
func (s *Server) Label(uri, label string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r := s.post(uri)
	r.labels = append(r.labels, label)
}

// Record gives the value of a record, nil when it is not there.
func (s *Server) Record(uri string) map[string]any {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r := s.records[uri]; r != nil {
		return r.value
	}
	return nil
}

// Put writes any record of an account's, as another app would.
func (s *Server) Put(did, collection, rkey string, value map[string]any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.put(s.account(did), collection, rkey, value)
}

// Records gives the addresses of an account's records in a collection, sorted.
func (s *Server) Records(did, collection string) (out []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for uri := range s.records {
		if strings.HasPrefix(uri, "at://"+did+"/"+collection+"/") {
			out = append(out, uri)
		}
	}
	slices.Sort(out)
	return out
}

// Posts gives the posts of an account, oldest first.
func (s *Server) Posts(did string) (out []Post) {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := s.all(func(r *record) bool { return r.did == did })
	slices.SortFunc(all, func(a, b *record) int { return a.order - b.order })
	for _, r := range all {
		out = append(out, Post{r.address, r.cid, r.ref("parent"), r.ref("root"), r.text("text"), r.value})
	}
	return out
}
