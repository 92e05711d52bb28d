package facebooktest

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"lotse/adapters/graph/graphtest"
)

// Comment is one under a post of the Page's.
type Comment struct {
	ID, Post, Parent string // Parent is the first comment of the row, "" for that itself
	From, Name, Text string
	Created          time.Time
	Hidden, Private  bool
	Liked            bool
	Photo            string
	Broken           bool // its time cannot be read
	answers          string
}

// Post is one of the Page's, or a visitor's on it.
type Post struct {
	ID, From, Name, Text string
	Created, Updated     time.Time
	Hidden, Liked        bool
}

// here reports whether a post stands on the Page.
func (p *Page) here(o *Post) bool { return strings.HasPrefix(o.ID, p.ID+"_") }

// Page is the account.
type Page struct {
	*graphtest.Server
	ID, Name string

	// NoNames leaves out who wrote, as for apps without full access.
	NoNames bool
	// Ends and DataEnds are what debug_token says; zero is never.
	Ends, DataEnds time.Time
	// Scopes the token has.
	Scopes []string

	// Blocked are the people who may not write any more.
	Blocked []string

	posts    []*Post
	comments []*Comment
	serial   int
}

// New opens a Page.
func New(t testing.TB, token string, now func() time.Time) *Page {
	p := &Page{Server: graphtest.New(t, "pages", token, now), ID: "101010101010101", Name: "Stadt Linden", serial: 1000}
	p.Scopes = []string{"pages_show_list", "pages_read_engagement", "pages_read_user_content", "pages_manage_engagement"}
	p.Handler = p.answer
	return p
}

func (p *Page) number() int { p.serial++; return p.serial }

// Publish puts a post of the town's up and gives its id.
func (p *Page) Publish(text string) (id string) {
	p.Do(func() {
		id = fmt.Sprintf("%s_12213%d", p.ID, p.number())
		p.posts = append(p.posts, &Post{ID: id, From: p.ID, Name: p.Name, Text: text, Created: p.Now(), Updated: p.Now()})
	})
	return id
}

// Visit lets a citizen post on the Page.
func (p *Page) Visit(name, text string) (id string) {
	p.Do(func() {
		id = fmt.Sprintf("%s_77713%d", p.ID, p.number())
		p.posts = append(p.posts, &Post{ID: id, From: person(name), Name: name, Text: text, Created: p.Now(), Updated: p.Now()})
	})
	return id
}

// Tag lets a citizen post elsewhere with the Page's name in it.
func (p *Page) Tag(name, text string) (id string) {
	p.Do(func() {
		id = fmt.Sprintf("%s_88813%d", person(name), p.number())
		p.posts = append(p.posts, &Post{ID: id, From: person(name), Name: name, Text: text, Created: p.Now(), Updated: p.Now(), Liked: false})
	})
	return id
}

func person(name string) string {
	n := 70_000
	for _, r := range name {
		n = n*31%1_000_003 + int(r)
	}
	return fmt.Sprint(n)
}

// Comment lets a citizen write under a post or a comment.
func (p *Page) Comment(name, under, text string, change ...func(*Comment)) (id string) {
	p.Do(func() { id = p.write(person(name), name, under, text, change...) })
	return id
}

func (p *Page) write(from, name, under, text string, change ...func(*Comment)) string {
	c := &Comment{From: from, Name: name, Text: text, Created: p.Now(), Post: under, answers: under}
	if above := p.comment(under); above != nil {
		c.Post, c.Parent = above.Post, above.ID
		if above.Parent != "" { // Facebook shows two levels
			c.Parent = above.Parent
		}
	}
	_, part, _ := strings.Cut(c.Post, "_")
	c.ID = fmt.Sprintf("%s_%d", part, 5_000_000+p.number())
	for _, f := range change {
		f(c)
	}
	p.comments = append(p.comments, c)
	if post := p.post(c.Post); post != nil && c.Created.After(post.Updated) {
		post.Updated = c.Created
	}
	return c.ID
}

func (p *Page) comment(id string) *Comment {
	if i := slices.IndexFunc(p.comments, func(c *Comment) bool { return c.ID == id }); i >= 0 {
		return p.comments[i]
	}
	return nil
}

func (p *Page) post(id string) *Post {
	if i := slices.IndexFunc(p.posts, func(c *Post) bool { return c.ID == id }); i >= 0 {
		return p.posts[i]
	}
	return nil
}

// Edit changes a comment as its author would: nothing but its text tells.
func (p *Page) Edit(id, text string) { p.Do(func() { p.comment(id).Text = text }) }

// Hide hides or shows a comment, as a colleague would in the app.
func (p *Page) Hide(id string, hidden bool) { p.Do(func() { p.comment(id).Hidden = hidden }) }

// Get gives a comment as it stands.
func (p *Page) Get(id string) (c Comment, ok bool) {
	p.Do(func() {
		if got := p.comment(id); got != nil {
			c, ok = *got, true
		}
	})
	return c, ok
}

// Delete takes a comment and its answers, or a post, away.
func (p *Page) Delete(id string) { p.Do(func() { p.remove(id) }) }

func (p *Page) remove(id string) {
	p.comments = slices.DeleteFunc(p.comments, func(c *Comment) bool { return c.ID == id || c.Parent == id || c.Post == id })
	p.posts = slices.DeleteFunc(p.posts, func(o *Post) bool { return o.ID == id })
}

// Ours gives the Page's own comments, oldest first, with what each answers.
func (p *Page) Ours() (out []Comment) {
	p.Do(func() {
		for _, c := range p.comments {
			if c.From == p.ID {
				o := *c
				o.Parent = c.answers
				out = append(out, o)
			}
		}
	})
	return out
}

// Colleague answers from the platform's own app.
func (p *Page) Colleague(under, text string) (id string) {
	p.Do(func() { id = p.write(p.ID, p.Name, under, text) })
	return id
}
