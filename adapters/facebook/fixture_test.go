package facebook

import (
	"testing"
	"time"

	"go.uber.org/goleak"

	"lotse/adapters/adaptertest"
	"lotse/adapters/facebook/facebooktest"
	"lotse/inbox"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const marked = "EAAmarkiertesGeheimnis0123456789"

// world is a Page, a channel to it and the clock of both.
type world struct {
	*adaptertest.Desk
	page *facebooktest.Page
	ch   *Channel
}

func newWorld(t testing.TB, change ...func(*Config)) *world {
	t.Helper()
	w := &world{Desk: adaptertest.NewDesk(t)}
	w.page = facebooktest.New(t, marked, w.Now)
	w.ch = w.channel(change...)
	w.Ch = w.ch
	return w
}

// channel makes another channel to the same Page, as after a restart.
func (w *world) channel(change ...func(*Config)) *Channel {
	w.Helper()
	c := Config{ID: "page", Server: w.page.URL, Token: func() string { return marked }, Clock: inbox.ClockFunc(w.Now)}
	for _, f := range change {
		f(&c)
	}
	ch, err := New(c)
	if err != nil {
		w.Fatal(err)
	}
	w.Cleanup(ch.Close)
	return ch
}

func TestConformance(t *testing.T) {
	adaptertest.Run(t, func(t *testing.T) *adaptertest.Fixture {
		w := newWorld(t)
		return &adaptertest.Fixture{
			Channel: w.ch, ID: "page", Secret: marked, Now: w.Now, Advance: w.Turn,
			Post: w.page.Publish, Edit: w.page.Edit, Delete: w.page.Delete, Hide: w.page.Hide,
			Comment: func(handle, parent, text string) string { return w.page.Comment(handle, parent, text) },
			Mention: w.page.Tag,
			Late: func(handle, parent, text string, d time.Duration) string {
				return w.page.Comment(handle, parent, text, func(c *facebooktest.Comment) { c.Created = c.Created.Add(-d) })
			},
			Standing: func() (out []adaptertest.Standing) {
				for _, c := range w.page.Ours() {
					out = append(out, adaptertest.Standing{RemoteID: c.ID, Parent: c.Parent, Text: c.Text})
				}
				return out
			},
			Break: w.page.Break, Heal: w.page.Heal, Writes: w.page.Writes,
		}
	})
}
