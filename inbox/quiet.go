package inbox

import (
	"context"
	"slices"
	"time"
)

// Quiet says that less than usual came in over a channel: nothing at all, where
// the same hours of other days brought something. It may be a quiet day, or a
// channel that fails without saying so.
type Quiet struct {
	Since time.Time // the last text, or the beginning of what was looked at
	Usual int       // how many came in those hours on most days
}

const (
	quietLeast = 15 * time.Minute
	quietMost  = 12 * time.Hour
	quietDays  = 10 // days to compare with, of the same kind
	quietUsual = 6  // a day on which none of six comes by chance is one in four hundred
)

// Quiet compares what came in over a channel lately with the same hours of earlier
// days, working days with working days. It counts an index and reads no text.
func (d *Desk) Quiet(ctx context.Context, channel string) (Quiet, bool, error) {
	st, err := d.Store.ChannelState(ctx, channel)
	if err != nil || st.LastGood.IsZero() { // files that are read in come when somebody brings them
		return Quiet{}, false, err
	}
	zone := d.House.Zone
	if zone == nil {
		zone = time.UTC
	}
	now := d.Clock.Now().In(zone)
	from := now.Add(-quietMost)
	p, err := d.Store.Page(ctx, Filter{Channels: []string{channel}, From: from}, "", 1)
	if err != nil {
		return Quiet{}, false, err
	}
	if len(p.Items) > 0 {
		from = p.Items[0].ID.Time().In(zone).Add(time.Second)
	}
	if now.Sub(from) < quietLeast {
		return Quiet{}, false, nil
	}
	var fs []Filter
	for back := 1; len(fs) < quietDays && back <= 4*7; back++ {
		if weekend(now.AddDate(0, 0, -back)) != weekend(now) {
			continue
		}
		fs = append(fs, Filter{Channels: []string{channel}, From: from.AddDate(0, 0, -back), To: now.AddDate(0, 0, -back)})
	}
	counts, err := d.Store.Counts(ctx, fs, quietLook)
	if err != nil {
		return Quiet{}, false, err
	}
	ns := make([]int, len(counts))
	for i, c := range counts {
		ns[i] = c.N
	}
	slices.Sort(ns)
	q := Quiet{Since: from.Add(-time.Second), Usual: ns[(len(ns)-1)/2]} // one loud day does not make the others quiet
	return q, q.Usual >= quietUsual, nil
}

// quietLook is how many texts of a day are counted: more than that is plenty.
const quietLook = 500

func weekend(t time.Time) bool { return t.Weekday() == time.Saturday || t.Weekday() == time.Sunday }
