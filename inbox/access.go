package inbox

import (
	"context"
	"time"
)

// Barred reports why nothing can be sent over a channel now, with CodeAccessDead;
// nil when it can. A channel that is slow, throttled or out of reach takes replies
// all the same: they wait in the outbox. One whose access has ended would take
// words that nobody can say when they leave.
func (st *ChannelState) Barred(now time.Time) error {
	ended := !st.TokenEnds.IsZero() && !st.TokenEnds.After(now) && !st.LastGood.After(st.TokenEnds)
	since := st.TokenEnds
	switch {
	case st.Problem == ProblemAuth:
		since = st.Since
	case !ended:
		return nil
	}
	if since.IsZero() {
		return Fail(CodeAccessDead, "channel", st.Channel)
	}
	return Fail(CodeAccessDead, "channel", st.Channel, "since", stamp(since))
}

// barred is Barred by what is stored. A state that cannot be read forbids nothing:
// the channel itself has the last word.
func (d *Desk) barred(ctx context.Context, channel string) error {
	st, err := d.Store.ChannelState(ctx, channel)
	if err != nil {
		return nil //nolint:nilerr // see above
	}
	st.Channel = channel
	return st.Barred(d.Clock.Now())
}

// Outage is a stretch in which a channel was not read: its access had ended, the
// platform was down, or the desk was closed. What was written in it is read
// afterwards, unless a Gap says otherwise; somebody answers it later than they
// would have.
type Outage struct {
	From time.Time `json:"from"` // the last good read before
	To   time.Time `json:"to"`   // the first good one after
}

const (
	outageLeast = 30 * time.Minute // shorter ones nobody notices
	outageKept  = 20
	lateLeast   = 15 * time.Minute
)

// Recovered notes a good read: when the one before lies long back, for a channel
// that is read every so often, there was an outage.
func (st *ChannelState) Recovered(now time.Time, every time.Duration) {
	last := st.LastGood
	st.LastGood = now
	if last.IsZero() || now.Sub(last) < max(outageLeast, 3*every) {
		return
	}
	st.Outages = append(st.Outages, Outage{last, now})
	if len(st.Outages) > outageKept {
		st.Outages = st.Outages[len(st.Outages)-outageKept:]
	}
}

// SeenLate tells when an item was seen that was written in an outage; zero for one
// that was seen in time. Its clocks start when it was written all the same.
func (st *ChannelState) SeenLate(it *Item) time.Time {
	at := it.ID.Time()
	for _, o := range st.Outages {
		if !at.Before(o.From) && at.Before(o.To) && o.To.Sub(at) >= lateLeast {
			return o.To
		}
	}
	return time.Time{}
}
