package xtest

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// Spelling is how the API names its things.
type Spelling bool

// The spellings.
const (
	Tweets Spelling = false
	Posts  Spelling = true
)

// The secrets the server knows.
const (
	ConsumerKey    = "consumer-key-4711"
	ConsumerSecret = "consumer-secret-geheim"
	Token          = "900-access-token-geheim"
	TokenSecret    = "access-secret-geheim"
)

// OwnID and OwnHandle are the town's account.
const (
	OwnID     = "900"
	OwnHandle = "stadtlinden"
)

// Post is one version of a post.
type Post struct {
	ID, Author, Text string
	Parent, Root     string // ids; Root is the own one at the top
	Quotes           string
	Chain            []string // ids of all versions, of this one and later ones too
	Note             string   // the whole of a long text
	Mentions         []string // account ids
	Media            string   // alt text of a picture
	Hidden, Broken   bool
	At               time.Time
}

// Server is the platform. Its clock is the test's.
type Server struct {
	URL      string
	Spelling Spelling

	mu      sync.Mutex
	now     func() time.Time
	posts   []*Post // by id, which is by time
	users   map[string]string
	serial  int64
	lastMs  int64
	deleted map[string]bool
	guarded map[string]bool
	read    fault
	write   fault
	calls   []string
	app     app
	jobs    []*complianceJob
	Billed  map[string]int // what was charged for, by kind
}

// New starts a server.
func New(t testing.TB, now func() time.Time) *Server {
	s := &Server{
		now: now, users: map[string]string{OwnID: OwnHandle}, deleted: map[string]bool{}, guarded: map[string]bool{}, Billed: map[string]int{},
	}
	h := httptest.NewServer(s)
	t.Cleanup(h.Close)
	s.URL = h.URL
	return s
}

const epoch = 1288834974657

// id gives one as the platform does: the milliseconds, then a number.
func (s *Server) id(at time.Time) string {
	ms := at.UnixMilli() - epoch
	if ms != s.lastMs {
		s.serial, s.lastMs = 0, ms
	}
	s.serial++
	return strconv.FormatInt(ms<<22|s.serial, 10)
}

// User gives the id of an account, which is made where there is none.
func (s *Server) User(handle string) string {
	for id, h := range s.users {
		if h == handle {
			return id
		}
	}
	id := strconv.Itoa(1000 + len(s.users))
	s.users[id] = handle
	return id
}

// Own publishes a post of the town's account.
func (s *Server) Own(text string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.add(OwnID, "", text).ID
}

// OwnReply lets somebody answer in the town's name, in the platform's own app.
func (s *Server) OwnReply(parent, text string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.add(OwnID, parent, text).ID
}

// Write lets a person write, under a post or, with an empty parent, anywhere. As
// the platform does, an answer mentions whom it answers, and whom that mentions.
func (s *Server) Write(handle, parent, text string, change ...func(*Post)) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.add(s.User(handle), parent, text)
	if strings.Contains(text, "@"+OwnHandle) {
		p.Mentions = append(p.Mentions, OwnID)
	}
	if up := s.find(parent); up != nil {
		p.Mentions = append(append(p.Mentions, up.Author), up.Mentions...)
	}
	slices.Sort(p.Mentions)
	p.Mentions = slices.DeleteFunc(slices.Compact(p.Mentions), func(id string) bool { return id == p.Author })
	for _, f := range change {
		f(p)
	}
	return p.ID
}

// Silent takes the mentions away, as a person can when answering.
func Silent(p *Post) { p.Mentions = nil }

func (s *Server) add(author, parent, text string) *Post {
	at := s.now().UTC()
	p := &Post{ID: s.id(at), Author: author, Text: text, Parent: parent, At: at}
	p.Root, p.Chain = p.ID, []string{p.ID}
	if up := s.find(parent); up != nil {
		p.Root = up.Root
	}
	s.posts = append(s.posts, p)
	return p
}

// find gives the newest version of a post by the id of any of its versions.
func (s *Server) find(id string) *Post {
	var found *Post
	for _, p := range s.posts {
		if slices.Contains(p.Chain, id) {
			found = p
		}
	}
	return found
}

// Edit makes a new version, which has an id of its own.
func (s *Server) Edit(id, text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	old := s.find(id)
	p := *old
	p.At, p.Text = s.now().UTC(), text
	p.ID = s.id(p.At)
	s.posts = append(s.posts, &p)
	chain := append(slices.Clone(old.Chain), p.ID)
	for _, one := range s.posts {
		if one.Chain[0] == chain[0] {
			one.Chain = chain
		}
	}
}

// Delete takes a post away in all its versions.
func (s *Server) Delete(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, v := range s.find(id).Chain {
		s.deleted[v] = true
	}
}

// Guard makes the account of a post protected: we may not see it any more.
func (s *Server) Guard(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.guarded[s.find(id).Author] = true
}

// Post gives a copy of the newest version.
func (s *Server) Post(id string) Post {
	s.mu.Lock()
	defer s.mu.Unlock()
	return *s.find(id)
}

// Answers gives our answers that stand, oldest first.
func (s *Server) Answers() []Post {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Post
	for _, p := range s.posts {
		if p.Author == OwnID && p.Parent != "" && !s.deleted[p.ID] {
			out = append(out, *p)
		}
	}
	return out
}

// First gives the id of the first version.
func (s *Server) First(id string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p := s.find(id); p != nil {
		return p.Chain[0]
	}
	return id
}

// Calls counts requests so far whose "METHOD /path" begins so.
func (s *Server) Calls(prefix string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for _, c := range s.calls {
		if strings.HasPrefix(c, prefix) {
			n++
		}
	}
	return n
}

// Charged is the bill so far, in dollars.
func (s *Server) Charged() float64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	price := map[string]float64{"owned": .001, "post": .005, "user": .01, "reply": .01, "link": .2, "hide": .005}
	sum := 0.0
	for kind, n := range s.Billed {
		sum += price[kind] * float64(n)
	}
	return sum
}

// ServeHTTP answers.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls = append(s.calls, r.Method+" "+r.URL.Path+"?"+r.URL.RawQuery)
	f := s.read
	if r.Method != http.MethodGet {
		f = s.write
	}
	w.Header().Set("Date", s.now().Add(f.Skew).UTC().Format(http.TimeFormat))
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("X-Rate-Limit-Limit", "300")
	w.Header().Set("X-Rate-Limit-Remaining", "299")
	w.Header().Set("X-Rate-Limit-Reset", fmt.Sprint(s.now().Add(f.Skew+15*time.Minute).Unix()))
	if r.URL.Path == "/2/oauth2/token" {
		s.tokens(w, r)
		return
	}
	if s.forApps(w, r) {
		return
	}
	if !signed(r) && !s.bears(r) {
		answer(w, 401, `{"title":"Unauthorized","type":"about:blank","status":401,"detail":"Unauthorized"}`)
		return
	}
	if f.before(w, s.now()) {
		return
	}
	status, body := s.route(r, f)
	f.after(w, r, status, body)
}
