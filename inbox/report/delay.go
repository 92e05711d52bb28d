package report

import "time"

// Delays are counted in classes, so that any number of items takes the same room:
// minutes below two days, hours below sixty, and the rest.
const (
	minuteClasses = 2 * 24 * 60
	hourClasses   = 58 * 24
)

type delays struct {
	classes [minuteClasses + hourClasses + 1]uint32
	n       int
	within  int
}

// add takes a delay; a clock that went wrong counts as none.
func (d *delays) add(after, deadline time.Duration) {
	after = max(after, 0)
	d.classes[class(after)]++
	d.n++
	if after <= deadline || deadline == 0 {
		d.within++
	}
}

func class(d time.Duration) int {
	if m := int(d / time.Minute); m < minuteClasses {
		return m
	}
	return minuteClasses + min(int(d/time.Hour)-48, hourClasses)
}

// low is the smallest delay of a class.
func low(class int) time.Duration {
	if class < minuteClasses {
		return time.Duration(class) * time.Minute
	}
	return time.Duration(class-minuteClasses+48) * time.Hour
}

// quantile gives the delay that num of den items did not exceed: the nearest rank.
func (d *delays) quantile(num, den int) time.Duration {
	rank := (d.n*num + den - 1) / den
	for i, n := range d.classes {
		if rank -= int(n); rank <= 0 {
			return low(i)
		}
	}
	return 0
}

func (d *delays) join(o *delays) {
	for i, n := range o.classes {
		d.classes[i] += n
	}
	d.n, d.within = d.n+o.n, d.within+o.within
}
