package feedtest

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// Form is what a site's feed is written in.
type Form string

// The forms.
const (
	Atom      Form = "atom"      // with what each comment answers (RFC 4685)
	WordPress Form = "wordpress" // RSS 2.0 as WordPress writes it: authors, HTML, no threads
)

// Entry is a comment on the site.
type Entry struct {
	ID, Link, Author, Text string
	Answers                string // ID of what it answers
	Posted, Updated        time.Time
	NoID, NoDate           bool // the feed leaves them out
}

// Site is the website. Its clock is the test's.
type Site struct {
	URL    string // of the feed
	Form   Form
	Window int // how many entries the feed shows
	Reads  int // requests so far
	Bodies int // of them, those that got the feed

	mu      sync.Mutex
	now     func() time.Time
	entries []Entry // oldest first
	serial  int
	fault   Fault
	headers http.Header
}

// New starts a site.
func New(t testing.TB, form Form, window int, now func() time.Time) *Site {
	s := &Site{Form: form, Window: window, now: now, headers: http.Header{}}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	s.URL = server.URL + "/comments/feed/"
	return s
}

// Header sets a header of all answers.
func (s *Site) Header(name, value string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.headers.Set(name, value)
}

// Page publishes an article and gives its id. Articles are not in the feed.
func (s *Site) Page() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.serial++
	return fmt.Sprintf("https://stadt.example/?p=%d", s.serial)
}

// Comment puts one under a page or another comment and gives its id.
func (s *Site) Comment(author, answers, text string, change ...func(*Entry)) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.serial++
	page := answers
	for _, e := range s.entries {
		if e.ID == answers {
			page, _, _ = strings.Cut(e.Link, "#")
		}
	}
	e := Entry{
		ID: fmt.Sprintf("https://stadt.example/?p=1#comment-%d", s.serial), Link: fmt.Sprintf("%s#comment-%d", page, s.serial),
		Author: author, Text: text, Answers: answers, Posted: s.now().UTC().Truncate(time.Second),
	}
	for _, f := range change {
		f(&e)
	}
	s.entries = append(s.entries, e)
	slices.SortStableFunc(s.entries, func(a, b Entry) int { return a.Posted.Compare(b.Posted) })
	return e.ID
}

// Edit changes a comment.
func (s *Site) Edit(id, text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range s.entries {
		if s.entries[i].ID == id {
			s.entries[i].Text, s.entries[i].Updated = text, s.now().UTC().Truncate(time.Second)
		}
	}
}

// Delete takes a comment away.
func (s *Site) Delete(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.entries = slices.DeleteFunc(s.entries, func(e Entry) bool { return e.ID == id })
}

// ServeHTTP answers with the feed.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.Reads++
	fault, now := s.fault, s.now()
	body := []byte(s.render(fault.Kind == Repeat))
	for name := range s.headers {
		w.Header().Set(name, s.headers.Get(name))
	}
	s.mu.Unlock()
	w.Header().Set("Date", now.Add(fault.Skew).UTC().Format(http.TimeFormat))
	sum := sha256.Sum256(body)
	etag := `"` + hex.EncodeToString(sum[:8]) + `"`
	if fault.spoils(w, r, body) {
		return
	}
	w.Header().Set("ETag", etag)
	if r.Header.Get("If-None-Match") == etag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	s.mu.Lock()
	s.Bodies++
	s.mu.Unlock()
	w.Header().Set("Content-Type", "application/rss+xml; charset=UTF-8")
	_, _ = w.Write(body)
}
