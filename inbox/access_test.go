package inbox

import (
	"testing"
	"time"
)

var accessStart = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

func TestAChannelWithoutAccessTakesNothing(t *testing.T) {
	now := accessStart
	for _, c := range []struct {
		name string
		st   ChannelState
		want Code
	}{
		{"healthy", ChannelState{LastGood: now}, ""},
		{"never read", ChannelState{}, ""},
		{"throttled", ChannelState{Problem: ProblemThrottled}, ""},
		{"out of reach", ChannelState{Problem: ProblemUnreachable}, ""},
		{"refused", ChannelState{Problem: ProblemAuth, Since: now}, CodeAccessDead},
		{"run out", ChannelState{LastGood: now.Add(-time.Hour), TokenEnds: now}, CodeAccessDead},
		{"runs out later", ChannelState{TokenEnds: now.Add(time.Second)}, ""},
		{"its end was passed and it was read since", ChannelState{LastGood: now, TokenEnds: now.Add(-time.Hour)}, ""},
	} {
		c.st.Channel = "facebook"
		if err := c.st.Barred(now); CodeOf(err) != c.want {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestOutagesSayWhatWasSeenLate(t *testing.T) {
	st := ChannelState{}
	at := accessStart
	st.Recovered(at, 5*time.Minute)
	st.Recovered(at.Add(29*time.Minute), 5*time.Minute)
	if len(st.Outages) != 0 {
		t.Fatalf("%v", st.Outages)
	}
	at = at.Add(29 * time.Minute)
	st.Recovered(at.Add(40*time.Minute), 15*time.Minute) // a channel that is read so seldom has missed two rounds
	if len(st.Outages) != 0 {
		t.Fatalf("%v", st.Outages)
	}
	at = at.Add(40 * time.Minute)
	for i := range 30 {
		st.Recovered(at.Add(time.Duration(i+1)*time.Hour), 5*time.Minute)
	}
	if len(st.Outages) != outageKept || !st.LastGood.Equal(at.Add(30*time.Hour)) {
		t.Fatalf("%d outages, last good %s", len(st.Outages), st.LastGood)
	}
	last := st.Outages[outageKept-1]
	for after, late := range map[time.Duration]bool{-time.Second: false, 0: true, 45 * time.Minute: true, 46 * time.Minute: false, time.Hour: false} {
		c := Content{Channel: "f", RemoteID: "1", PostedAt: last.From.Add(after)}
		if got := !st.SeenLate(&Item{ID: c.ID(), Content: c}).IsZero(); got != late {
			t.Errorf("posted %s into the outage: late %t", after, got)
		}
	}
}
