package instagram

import (
	"testing"
	"time"

	"go.uber.org/goleak"

	"lotse/adapters/adaptertest"
	"lotse/adapters/instagram/instagramtest"
	"lotse/adapters/secret"
	"lotse/inbox"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const marked = "IGAAmarkiertesGeheimnis0123456789"

// world is an account, a channel to it and the clock of both.
type world struct {
	*adaptertest.Desk
	account *instagramtest.Account
	vault   secret.Vault
	ch      *Channel
}

func newWorld(t testing.TB, change ...func(*Config)) *world {
	t.Helper()
	w := &world{Desk: adaptertest.NewDesk(t)}
	w.account = instagramtest.New(t, marked, w.Now)
	w.vault = secret.NewVault(t.TempDir(), "insta")
	w.ch = w.channel(change...)
	w.Ch = w.ch
	return w
}

// channel makes another channel to the same account, as after a restart.
func (w *world) channel(change ...func(*Config)) *Channel {
	w.Helper()
	c := Config{ID: "insta", Server: w.account.URL, Token: secret.NewToken(marked), Vault: &w.vault, Clock: inbox.ClockFunc(w.Now)}
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
			Channel: w.ch, ID: "insta", Secret: marked, Now: w.Now, Advance: w.Turn,
			Post: w.account.Publish, Delete: w.account.Delete, Hide: w.account.Hide,
			Comment: func(handle, parent, text string) string { return w.account.Comment(handle, parent, text) },
			Mention: w.account.Tag,
			Late: func(handle, parent, text string, d time.Duration) string {
				return w.account.Comment(handle, parent, text, func(c *instagramtest.Comment) { c.Created = c.Created.Add(-d) })
			},
			Standing: func() (out []adaptertest.Standing) {
				for _, c := range w.account.Ours() {
					out = append(out, adaptertest.Standing{RemoteID: c.ID, Parent: c.Parent, Text: c.Text})
				}
				return out
			},
			Break: w.account.Break, Heal: w.account.Heal, Writes: w.account.Writes,
		}
	})
}
