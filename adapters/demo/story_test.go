package demo

import (
	"slices"
	"testing"
	"time"

	"lotse/adapters/adaptertest"
	"lotse/inbox"
)

// What a story promises is counted in its file and on its channels.
func TestStoriesHaveTheirMixture(t *testing.T) {
	for name, want := range map[string]map[string]int{
		StoryMonday: {"question": 6, "praise": 3, "defect": 2, "spam": 1, "private": 1, "criticism": 1},
		StoryEvent:  {"negative": 82, "insult": 9, "refund": 6, "quarrel": 7},
	} {
		got, texts := map[string]int{}, map[string]bool{}
		for _, ch := range load[story](name).Channels {
			for _, p := range ch.Posts {
				for _, line := range p.Comments {
					if texts[line.Text] {
						t.Errorf("%s: twice: %q", name, line.Text)
					}
					if texts[line.Text] = true; line.Sort != "" {
						got[line.Sort]++
					}
				}
			}
		}
		for sort, n := range want {
			if got[sort] != n {
				t.Errorf("%s: %d %s, want %d", name, got[sort], sort, n)
			}
		}
		if len(got) != len(want) {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestAStoryBeginsWithAllThatHasHappened(t *testing.T) {
	for name, want := range map[string]int{StoryMonday: 14, StoryEvent: 106} {
		clock := adaptertest.NewClock(noon)
		play, ok := Stage(clock, name)
		if !ok || len(play.Channels) != len(Config().Channels) {
			t.Fatalf("%s: %d channels", name, len(play.Channels))
		}
		n, late, names := 0, 0, map[string]bool{}
		for _, c := range play.Channels {
			obs, _ := pollAll(t, c, nil)
			for _, o := range obs {
				if o.Kind == inbox.KindOwnPost {
					continue
				}
				n++
				names[o.Author.Name] = true
				if noon.Sub(o.PostedAt) <= 5*time.Hour {
					late++
				}
			}
		}
		if n != want {
			t.Errorf("%s: %d comments, want %d", name, n, want)
		}
		if name == StoryEvent && (late != 104 || len(names) < 60) {
			t.Errorf("%d in five hours by %d people", late, len(names))
		}
	}
	if _, ok := Stage(adaptertest.NewClock(noon), "night"); ok {
		t.Error("an unknown story begins")
	}
}

// On the day everything that is told happens on the channels before it is told.
func TestTheDayHappens(t *testing.T) {
	clock := adaptertest.NewClock(noon)
	play, _ := Stage(clock, StoryDay)
	if len(play.Beats) < 9 || !slices.IsSortedFunc(play.Beats, func(a, b Beat) int { return int(a.At - b.At) }) || play.Beats[len(play.Beats)-1].At > 200*time.Second {
		t.Fatalf("%v", play.Beats)
	}
	cursors := make([][]byte, len(play.Channels))
	for i, c := range play.Channels {
		_, cursors[i] = pollAll(t, c, nil)
	}
	var came, edited, gone, ours int
	var thanked *inbox.Content
	clock.Advance(3 * time.Minute)
	for i, c := range play.Channels {
		obs, _ := pollAll(t, c, cursors[i])
		for _, o := range obs {
			switch {
			case o.Gone == inbox.DeletedByAuthor:
				gone++
			case o.Kind == inbox.KindOwnPost:
				ours++
			case !o.EditedAt.IsZero():
				edited++
			default:
				came++
			}
		}
		all, _ := pollAll(t, c, nil)
		for _, o := range all {
			if o.ID() == play.Thanked {
				thanked = &o.Content
				in := inbox.Intent{Attempt: "a1", At: clock.Now(), To: inbox.RefOf(&o.Content), Text: "Gern!"}
				_, err := c.Reply(t.Context(), in)
				if ce := problemOf(err); !ce.SentMaybe {
					t.Errorf("the thanks is not lost: %v", err)
				}
				if _, verdict, _ := c.Reconcile(t.Context(), in); verdict != inbox.VerdictFound {
					t.Errorf("and not found: %v", verdict)
				}
			}
		}
	}
	if came < 12 || edited < 1 || gone < 1 || ours < 1 || thanked == nil {
		t.Errorf("%d came, %d edited, %d gone, %d ours", came, edited, gone, ours)
	}
}
