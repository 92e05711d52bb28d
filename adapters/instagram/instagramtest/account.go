package instagramtest

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"lotse/adapters/graph/graphtest"
)

// Comment is one under a medium. Parent is the first of its row, "" for that
// itself.
type Comment struct {
	ID, Medium, Parent, Handle, Text string
	Created                          time.Time
	Hidden, Broken                   bool
}

// Medium is a post of the account's, or one of By in which it is tagged.
type Medium struct {
	ID, Caption string
	By          string
	Created     time.Time
}

// Account is the town's.
type Account struct {
	*graphtest.Server
	ID, Handle string

	// Issued is when the token was; a younger one than a day is not renewed.
	Issued time.Time
	// Token is the one that is accepted now.
	Token string
	// QueryOnly lets the renewal take the token in the address alone.
	QueryOnly bool
	// NoBatch refuses several ids in one call.
	NoBatch bool

	media     []*Medium
	elsewhere []*Medium
	comments  []*Comment
	serial    int
}

// New opens an account.
func New(t testing.TB, token string, now func() time.Time) *Account {
	a := &Account{Server: graphtest.New(t, "instagram", token, now), ID: "17841400000000001", Handle: "stadt_linden", Token: token, Issued: now(), serial: 1000}
	a.Handler = a.answer
	a.AllowQuery("refresh_access_token")
	return a
}

// Tag lets somebody put up a medium in which the account is tagged.
func (a *Account) Tag(handle, caption string) (id string) {
	a.Do(func() {
		id = a.number()
		a.elsewhere = append(a.elsewhere, &Medium{ID: id, Caption: caption, By: handle, Created: a.Now()})
	})
	return id
}

func (a *Account) number() string { a.serial++; return fmt.Sprint(17_850_000_000_000_000 + a.serial) }

// Publish puts a medium up and gives its id.
func (a *Account) Publish(caption string) (id string) {
	a.Do(func() {
		id = a.number()
		a.media = append(a.media, &Medium{ID: id, Caption: caption, Created: a.Now()})
	})
	return id
}

// Comment lets somebody write under a medium or a comment.
func (a *Account) Comment(handle, under, text string, change ...func(*Comment)) (id string) {
	a.Do(func() { id = a.write(handle, under, text, change...) })
	return id
}

func (a *Account) write(handle, under, text string, change ...func(*Comment)) string {
	c := &Comment{ID: a.number(), Medium: under, Handle: handle, Text: text, Created: a.Now()}
	if above := a.comment(under); above != nil {
		c.Medium, c.Parent = above.Medium, above.ID
		if above.Parent != "" {
			c.Parent = above.Parent
		}
	}
	for _, f := range change {
		f(c)
	}
	a.comments = append(a.comments, c)
	return c.ID
}

func (a *Account) comment(id string) *Comment {
	if i := slices.IndexFunc(a.comments, func(c *Comment) bool { return c.ID == id }); i >= 0 {
		return a.comments[i]
	}
	return nil
}

func (a *Account) medium(id string) *Medium {
	if i := slices.IndexFunc(a.media, func(m *Medium) bool { return m.ID == id }); i >= 0 {
		return a.media[i]
	}
	return nil
}

// Hide hides or shows a comment, as a colleague would in the app.
func (a *Account) Hide(id string, hidden bool) { a.Do(func() { a.comment(id).Hidden = hidden }) }

// Get gives a comment as it stands.
func (a *Account) Get(id string) (c Comment, ok bool) {
	a.Do(func() {
		if got := a.comment(id); got != nil {
			c, ok = *got, true
		}
	})
	return c, ok
}

// Delete takes a comment and its answers away.
func (a *Account) Delete(id string) { a.Do(func() { a.remove(id) }) }

func (a *Account) remove(id string) {
	a.comments = slices.DeleteFunc(a.comments, func(c *Comment) bool { return c.ID == id || c.Parent == id })
}

// Ours gives the account's own comments, oldest first.
func (a *Account) Ours() (out []Comment) {
	a.Do(func() {
		for _, c := range a.comments {
			if strings.EqualFold(c.Handle, a.Handle) {
				out = append(out, *c)
			}
		}
	})
	return out
}
