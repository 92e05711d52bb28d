package youtubetest

import (
	"fmt"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// What an app needs to be let in. They are made up, and marked so that a test can
// search for them.
const (
	ClientID     = "4711-lotse.apps.googleusercontent.example"
	ClientSecret = "GOCSPX-marked-client-secret"
	RefreshToken = "1//marked-refresh-token"
	Marked       = "marked"
)

// Self is the channel's id, Handle its name.
const (
	Self   = "UCstadt-linden-0000000000"
	Handle = "stadtlinden"
)

// Status is what the public sees of a comment.
type Status string

// The statuses.
const (
	Published Status = "published"
	Held      Status = "heldForReview"
	Spam      Status = "likelySpam"
	Rejected  Status = "rejected"
)

// Comment is one comment or reply.
type Comment struct {
	ID, Parent, Video string // Parent is the first comment of the thread, "" for one itself
	Author, Text      string // Author is a handle without "@"
	Posted, Updated   time.Time
	Status            Status
	Odd               bool // its likes come as a word
	Broken            bool // its snippet is no object
}

// Video is one of the town's.
type Video struct {
	ID, Title string
	Posted    time.Time
}

// Server is the platform. Its clock is the test's.
type Server struct {
	URL string

	mu       sync.Mutex
	now      func() time.Time
	serial   int
	videos   []Video
	comments []Comment // oldest first
	banned   map[string]bool

	grantDead bool
	grantEnds time.Duration
	access    map[string]time.Time
	renewals  int

	units, quota int
	writes       int
	calls        map[string]int
	inline       int
	fault        map[On]Fault
	queued       map[On][]Fault
	stop         chan struct{}
}

// New starts a server.
func New(t testing.TB, now func() time.Time) *Server {
	s := &Server{
		now: now, banned: map[string]bool{}, access: map[string]time.Time{}, quota: 1_000_000, inline: 5,
		calls: map[string]int{}, fault: map[On]Fault{}, queued: map[On][]Fault{}, stop: make(chan struct{}),
	}
	server := httptest.NewServer(s)
	t.Cleanup(func() { close(s.stop); server.Close() })
	s.URL = server.URL
	return s
}

// Publish puts a video up and gives its id.
func (s *Server) Publish(title string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.serial++
	v := Video{ID: fmt.Sprintf("vid%08d", s.serial), Title: title, Posted: s.now().UTC().Truncate(time.Second)}
	s.videos = append(s.videos, v)
	return v.ID
}

// Comment puts one below a video, or a reply below a comment, and gives its id. A
// reply to a reply hangs below the thread's first comment, as there.
func (s *Server) Comment(author, under, text string, change ...func(*Comment)) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.add(author, under, text, change...)
}

func (s *Server) add(author, under, text string, change ...func(*Comment)) string {
	s.serial++
	c := Comment{
		ID: fmt.Sprintf("Ugy%08dAaABAg", s.serial), Video: under, Author: author, Text: text,
		Posted: s.now().UTC().Truncate(time.Second), Status: Published,
	}
	if i := s.index(under); i >= 0 {
		top, _, _ := strings.Cut(under, ".")
		c.Parent, c.Video, c.ID = top, s.comments[i].Video, fmt.Sprintf("%s.9%08d", top, s.serial)
	}
	if s.banned[author] {
		c.Status = Rejected
	}
	for _, f := range change {
		f(&c)
	}
	if c.Updated.IsZero() {
		c.Updated = c.Posted
	}
	s.comments = append(s.comments, c)
	slices.SortStableFunc(s.comments, func(a, b Comment) int { return a.Posted.Compare(b.Posted) })
	return c.ID
}

// Edit changes a comment as its author would.
func (s *Server) Edit(id, text string) {
	s.change(id, func(c *Comment) { c.Text, c.Updated = text, s.now().UTC().Truncate(time.Second) })
}

// Moderate sets a status, as somebody in YouTube Studio would.
func (s *Server) Moderate(id string, to Status) { s.change(id, func(c *Comment) { c.Status = to }) }

func (s *Server) change(id string, f func(*Comment)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if i := s.index(id); i >= 0 {
		f(&s.comments[i])
	}
}

// Delete takes a comment away with all below it.
func (s *Server) Delete(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.comments = slices.DeleteFunc(s.comments, func(c Comment) bool { return c.ID == id || c.Parent == id })
}

// Get gives a comment as it is kept.
func (s *Server) Get(id string) (Comment, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if i := s.index(id); i >= 0 {
		return s.comments[i], true
	}
	return Comment{}, false
}

// Ours gives what the town wrote, oldest first.
func (s *Server) Ours() (out []Comment) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.comments {
		if c.Author == Handle {
			out = append(out, c)
		}
	}
	return out
}

// Banned reports whether an author is.
func (s *Server) Banned(author string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.banned[author]
}

func (s *Server) index(id string) int {
	return slices.IndexFunc(s.comments, func(c Comment) bool { return c.ID == id })
}

// Units gives how many were used today, and Writes how many posts were tried.
func (s *Server) Units() int { s.mu.Lock(); defer s.mu.Unlock(); return s.units }

// Writes counts requests that would post.
func (s *Server) Writes() int { s.mu.Lock(); defer s.mu.Unlock(); return s.writes }

// Calls counts requests by method and path, such as "GET commentThreads".
func (s *Server) Calls(name string) int { s.mu.Lock(); defer s.mu.Unlock(); return s.calls[name] }

// Quota sets how many units there are.
func (s *Server) Quota(n int) { s.mu.Lock(); defer s.mu.Unlock(); s.quota = n }

// Inline sets how many replies a list of threads holds at most.
func (s *Server) Inline(n int) { s.mu.Lock(); defer s.mu.Unlock(); s.inline = n }
