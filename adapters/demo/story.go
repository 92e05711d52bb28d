package demo

import (
	"fmt"
	"slices"
	"time"

	"lotse/inbox"
)

// The beginnings a demonstration can have.
const (
	StoryDay    = "day"    // three minutes on a lively day: what the desk can do
	StoryMonday = "monday" // 14 comments of a quiet weekend
	StoryEvent  = "event"  // a festival is cancelled, 104 comments in five hours
	StoryTour   = "tour"   // the city as it stands, for a walk around
)

// Stories lists them, the usual one first.
func Stories() []string { return []string{StoryDay, StoryMonday, StoryEvent, StoryTour} }

// Play is a city in which something happens.
type Play struct {
	Channels []inbox.Channel
	Beats    []Beat       // in order; what is told of it, and when
	Thanked  inbox.ItemID // what a colleague answers on a beat that says so
}

// Beat is a moment of a story, by the time since its start. Its words belong to
// the screen.
type Beat struct {
	At    time.Duration
	ID    string
	Reply bool // a colleague answers the comment in Thanked
}

// story is a file of content.
type story struct {
	Beats []struct {
		At    span   `toml:"at"`
		ID    string `toml:"id"`
		Reply bool   `toml:"reply"`
	} `toml:"beat"`
	Channels map[string]script `toml:"channel"`
}

// thanksKey is the comment in a story that a colleague answers, and whose answer
// gets lost on its way back.
const thanksKey = "dank"

// pollEvery is how often the channels of a story are read: what is told has
// arrived by then.
const pollEvery = 4 * time.Second

// Stage builds the city with a story as it begins at the clock's time; false for a
// name that is none.
func Stage(clock inbox.Clock, name string) (Play, bool) {
	if !slices.Contains(Stories(), name) {
		return Play{}, false
	}
	if name == StoryTour {
		return Play{Channels: Town(clock)}, true
	}
	s := load[story](name)
	start := clock.Now().Truncate(time.Second)
	var out Play
	for _, p := range profiles {
		p.caps.PollEvery = pollEvery
		c := newChannel(p, clock)
		c.names, c.reactions = people(), reactions()
		if name == StoryDay {
			c.play(load[script](p.id), start)
		}
		keys := c.play(s.Channels[p.id], start)
		if at, ok := keys[thanksKey]; ok {
			c.loseTo = at.id
			out.Thanked = inbox.NewItemID(at.when, p.id, at.id)
		}
		out.Channels = append(out.Channels, c)
	}
	for _, b := range s.Beats {
		out.Beats = append(out.Beats, Beat{At: b.At.d(), ID: b.ID, Reply: b.Reply})
	}
	slices.SortStableFunc(out.Beats, func(a, b Beat) int { return int(a.At - b.At) })
	return out, true
}

// Whoever a story does not name gets a name from here: as many as there are pairs.
var (
	firstNames = []string{
		"Anja", "Birgit", "Carsten", "Deniz", "Elke", "Frank", "Gudrun", "Holger", "Ilona", "Jens", "Katja", "Lars", "Marion",
	}
	lastNames = []string{
		"Ahlers", "Brinkmann", "Cordes", "Demir", "Ebeling", "Fricke", "Gerdes", "Hagedorn", "Isermann", "Jacobi", "Kruse",
	}
)

// somebody gives the n-th of them a handle, and their name to the channel.
func (c *Channel) somebody(n int) string {
	first, last := firstNames[n%len(firstNames)], lastNames[n%len(lastNames)]
	handle := fmt.Sprintf("%s.%s", first, last)
	c.names[handle] = first + " " + last
	return handle
}
