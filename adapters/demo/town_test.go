package demo

import (
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"lotse/adapters/adaptertest"
	"lotse/inbox"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func pollAll(t *testing.T, c inbox.Channel, cursor []byte) ([]inbox.Observation, []byte) {
	t.Helper()
	var out []inbox.Observation
	for {
		b, err := c.Poll(t.Context(), cursor)
		if err != nil {
			t.Fatal(err)
		}
		out, cursor = append(out, b.Observations...), b.Cursor
		if !b.More {
			return out, cursor
		}
	}
}

func TestTheTownIsAliveAndTheSameEachTime(t *testing.T) {
	clock := adaptertest.NewClock(noon)
	first, second := Town(clock), Town(clock)
	if len(first) != len(Config().Channels) {
		t.Fatalf("%d channels", len(first))
	}
	cursors := make([][]byte, len(first))
	var atStart, later, edits, deletions int
	languages := map[string]int{}
	for i, c := range first {
		a, cursor := pollAll(t, c, nil)
		b, _ := pollAll(t, second[i], nil)
		cursors[i] = cursor
		for j := range a {
			if a[j].ID() != b[j].ID() || a[j].Hash() != b[j].Hash() {
				t.Fatalf("%s: %d differs", c.Kind(), j)
			}
			if o := a[j]; o.Kind != inbox.KindOwnPost {
				atStart++
				languages[o.Language]++
				if o.PostedAt.After(noon) || noon.Sub(o.PostedAt) > 72*time.Hour || o.Author.Name == "" || o.Channel != Config().Channels[i].ID {
					t.Errorf("%+v", o.Content)
				}
				if o.Author.Name == strings.TrimPrefix(o.Author.ID, "u-") {
					t.Errorf("%s has no name", o.Author.ID)
				}
			}
		}
	}
	clock.Advance(30 * time.Minute)
	for i, c := range first {
		obs, _ := pollAll(t, c, cursors[i])
		seen := map[string]bool{}
		for _, o := range obs {
			if o.Kind == inbox.KindOwnPost || seen[o.RemoteID] {
				continue
			}
			later++
			if o.Gone != inbox.Public {
				deletions++
			} else if !o.EditedAt.IsZero() {
				edits++
			}
			seen[o.RemoteID] = true
		}
	}
	t.Logf("%d comments at the start, %d arrive, %d edits, %d deletions, languages %v", atStart, later, edits, deletions, languages)
	if atStart < 100 || atStart+later < 120 || later < 15 || edits == 0 || deletions == 0 || languages["tr"] < 4 || languages["en"] < 5 {
		t.Error("the town is too quiet")
	}
}

func TestEveryAnswerNamesAKnownComment(t *testing.T) {
	for _, p := range profiles {
		keys := map[string]bool{}
		for _, post := range load[script](p.id).Posts {
			for _, line := range post.Comments {
				if line.Under != "" && !keys[line.Under] {
					t.Errorf("%s: %q answers the unknown %q", p.id, line.Text, line.Under)
				}
				if people()[line.By] == "" {
					t.Errorf("%s: %q is not among the people", p.id, line.By)
				}
				if line.At == 0 && line.Live == 0 {
					t.Errorf("%s: %q has no time", p.id, line.Text)
				}
				keys[line.Key] = true
			}
		}
	}
}

func TestAReplyIsAnsweredAndALostOneIsFound(t *testing.T) {
	clock := adaptertest.NewClock(noon)
	c := Town(clock)[0]
	obs, cursor := pollAll(t, c, nil)
	var answered, lost, waited int
	n := 0
	for i := range obs {
		if obs[i].Kind == inbox.KindOwnPost || n == 12 {
			continue
		}
		n++
		to := inbox.RefOf(&obs[i].Content)
		in := inbox.Intent{Attempt: inbox.NewULID(clock.Now()), At: clock.Now(), To: to, Text: c.Compose(to, "Danke für den Hinweis.")}
		_, err := c.Reply(t.Context(), in)
		sent, verdict, recErr := c.Reconcile(t.Context(), in)
		if recErr != nil {
			t.Fatal(recErr)
		}
		switch class := problemOf(err); {
		case err == nil && verdict == inbox.VerdictFound:
		case class.SentMaybe && verdict == inbox.VerdictFound && sent.RemoteID != "":
			lost++
		case class.Class == inbox.ProblemThrottled && verdict == inbox.VerdictAbsent && class.RetryAt.After(clock.Now()):
			waited++
		default:
			t.Errorf("%v, %s", err, verdict)
		}
	}
	clock.Advance(10 * time.Minute)
	more, _ := pollAll(t, c, cursor)
	for _, o := range more {
		if slices.Contains(reactions(), strings.TrimPrefix(o.Text, "@neustadt ")) {
			answered++
		}
	}
	if lost == 0 || waited == 0 || answered < 3 {
		t.Errorf("%d lost, %d had to wait, %d answered back", lost, waited, answered)
	}
}

func problemOf(err error) inbox.ChannelError {
	if ce, ok := err.(*inbox.ChannelError); ok { //nolint:errorlint // the channel's own
		return *ce
	}
	return inbox.ChannelError{}
}

func TestBadMomentsComeAndGo(t *testing.T) {
	clock := adaptertest.NewClock(noon)
	c := Town(clock)[1]
	kinds := map[inbox.Problem]int{}
	good := 0
	for range 100 {
		if _, err := c.Poll(t.Context(), nil); err != nil {
			kinds[problemOf(err).Class]++
		} else {
			good++
		}
		clock.Advance(20 * time.Second)
	}
	if kinds[inbox.ProblemThrottled] == 0 || kinds[inbox.ProblemRetryable] == 0 || good < 80 {
		t.Errorf("%v, %d good", kinds, good)
	}
}

func TestTheHouseIsWhole(t *testing.T) {
	s := Config()
	if _, ok := s.House.Person(s.Person); !ok || s.House.Zone == nil {
		t.Errorf("%+v", s)
	}
	for _, p := range s.House.Persons {
		for _, role := range p.Roles {
			if _, ok := s.House.Role(role); !ok {
				t.Errorf("%s has the unknown role %s", p.ID, role)
			}
		}
	}
}
