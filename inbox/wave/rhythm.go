package wave

import (
	"slices"
	"time"
)

const (
	hoursOfWeek = 7 * 24
	// quietest is the least that counts as usual an hour: nobody should be alarmed
	// five times over nothing.
	quietest = 0.25
	// recent is left out of what is usual where there is more: a wave that runs must
	// not become what is usual.
	recent = 24 * time.Hour
)

// rhythm is what a channel usually gets, hour by hour of the week.
type rhythm struct {
	zone *time.Location
	hour [hoursOfWeek]float64
	// young says that too little is known of the channel to speak of usual.
	young bool
}

// newRhythm learns from counts by the hour. Busy days are cut down to what most
// days are, so that last month's wave does not hide today's.
func newRhythm(zone *time.Location, from time.Time, hours []uint32) *rhythm {
	r := &rhythm{zone: zone}
	if n := len(hours); n >= 4*24 {
		hours = hours[:n-int(recent/time.Hour)]
	}
	for len(hours) > 0 && hours[0] == 0 { // before the desk knew the channel
		hours, from = hours[1:], from.Add(time.Hour)
	}
	byWeek := make([][]float64, hoursOfWeek)
	byDay := make([][]float64, 24)
	all := make([]float64, 0, len(hours))
	for i, n := range hours {
		h := r.at(from.Add(time.Duration(i) * time.Hour))
		byWeek[h] = append(byWeek[h], float64(n))
		byDay[h%24] = append(byDay[h%24], float64(n))
		all = append(all, float64(n))
	}
	for h := range r.hour {
		v := 0.0
		switch days := len(hours) / 24; {
		case days >= 21:
			v = ordinaryOf(around(byWeek, h))
		case days >= 3:
			v = ordinaryOf(around(byDay, h%24))
		case len(hours) >= 6:
			v = ordinaryOf(all)
		default:
			r.young = true
		}
		r.hour[h] = max(v, quietest)
	}
	return r
}

// around joins an hour's counts with those of its neighbours: one hour a week is
// little to go by.
func around(by [][]float64, h int) []float64 {
	n := len(by)
	return slices.Concat(by[(h+n-1)%n], by[h], by[(h+1)%n])
}

// ordinaryOf is a mean in which the highest fifth counts as the one below it.
func ordinaryOf(counts []float64) float64 {
	if len(counts) == 0 {
		return 0
	}
	slices.Sort(counts)
	most := counts[len(counts)*4/5]
	sum := 0.0
	for _, c := range counts {
		sum += min(c, most)
	}
	return sum / float64(len(counts))
}

// at gives the hour of the week.
func (r *rhythm) at(t time.Time) int {
	t = t.In(r.zone)
	return int(t.Weekday())*24 + t.Hour()
}

// usual is how many items are usual between two times.
func (r *rhythm) usual(from, to time.Time) float64 {
	sum := 0.0
	for from.Before(to) {
		next := from.Truncate(time.Hour).Add(time.Hour)
		if next.After(to) {
			next = to
		}
		sum += r.hour[r.at(from)] * next.Sub(from).Hours()
		from = next
	}
	return sum
}
