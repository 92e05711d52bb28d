package report

import (
	"slices"
	"time"
)

// Few is the smallest number that is told outside the desk. Smaller ones, zero
// aside, could be traced to somebody.
const Few = 5

// Public gives the figures as they may leave the desk. Covered are the numbers from
// 1 to Few-1, and of those that add up to a told sum one more, so that none can be
// found by subtraction.
func (f *Figures) Public() Figures {
	out := *f
	out.Covered = true
	out.Tables = slices.Clone(f.Tables)
	for i := range out.Tables {
		rows := slices.Clone(out.Tables[i].Rows)
		cells := make([]*Count, len(rows))
		for j := range rows {
			cells[j] = &rows[j].Count
		}
		cover(cells, out.Tables[i].Sum || wholly(rows, f.Total.N))
		out.Tables[i].Rows = rows
	}
	out.Over = slices.Clone(f.Over)
	cover(pointers(out.Over), true)
	out.Courses = slices.Clone(f.Courses)
	for i, c := range out.Courses {
		out.Courses[i].Lines = coverLines(c.Lines, out.Over, out.Table(c.Name))
	}
	var cells []*Count
	for d := range out.Hours {
		day := pointers(out.Hours[d][:])
		cover(day, true) // a period of a week tells the sum of each day
		cells = append(cells, day...)
	}
	cover(cells, true)
	out.Total = lone(f.Total)
	out.Speeds = coverSpeeds(f.Speeds, out.Table(ByLevel), out.Total)
	out.Paces = coverPaces(f, &out)
	return out
}

// wholly reports whether rows that need not add up to everything do so here.
func wholly(rows []Row, total int) bool {
	n := 0
	for _, r := range rows {
		n += r.N
	}
	return n == total
}

// coverPaces covers a busiest hour that is small, or that would tell what is
// covered of the step it lies in.
func coverPaces(f, out *Figures) []Pace {
	paces := slices.Clone(f.Paces)
	for i := range paces {
		p := &paces[i]
		if p.Told = !out.Table(ByChannel).Rows[i].Few; !p.Told {
			p.Usual = 0
		}
		step := 0
		for step+1 < len(f.Steps) && !p.PeakAt.Before(f.Steps[step+1]) {
			step++
		}
		if small(p.Peak.N) || p.Peak.N > 0 && (out.Over[step].Few || out.Course(ByChannel).Lines[i].Counts[step].Few) {
			p.Peak, p.PeakAt = Count{Few: true}, time.Time{}
		}
	}
	return paces
}

func lone(c Count) Count {
	if small(c.N) {
		return Count{Few: true}
	}
	return c
}

func pointers(cs []Count) []*Count {
	out := make([]*Count, len(cs))
	for i := range cs {
		out[i] = &cs[i]
	}
	return out
}

// cover takes small numbers away. Where they add up to a told sum, what is covered
// must not follow from the rest: more than one number, together no small one
// themselves, and not all as large as a small one can be.
func cover(cells []*Count, sum bool) {
	covered, lost := 0, 0
	for _, c := range cells {
		if !c.Few && small(c.N) {
			lost += c.N
			*c = Count{Few: true}
		}
		if c.Few {
			covered++
		}
	}
	if !sum || covered == 0 || covered > 1 && lost >= Few && lost < covered*(Few-1) {
		return
	}
	if c := smallest(cells); c != nil {
		*c = Count{Few: true}
	}
}

// smallest finds the smallest number that is told and not zero.
func smallest(cells []*Count) (least *Count) {
	for _, c := range cells {
		if !c.Few && c.N > 0 && (least == nil || c.N < least.N) {
			least = c
		}
	}
	return least
}

// coverLines covers numbers that have sums in two directions: of a step over all
// lines, and of a line over all steps. It goes on until neither gives one away.
func coverLines(lines []Line, over []Count, totals *Table) []Line {
	out := make([]Line, len(lines))
	for i, l := range lines {
		out[i] = Line{l.Key, slices.Clone(l.Counts)}
		for j := range out[i].Counts {
			out[i].Counts[j] = lone(out[i].Counts[j])
		}
	}
	for changed := true; changed; {
		changed = false
		for i := range out {
			changed = alone(pointers(out[i].Counts), totals.Rows[i].Count) || changed
		}
		for j := range over {
			if !totals.Sum {
				break
			}
			column := make([]*Count, len(out))
			for i := range out {
				column[i] = &out[i].Counts[j]
			}
			changed = alone(column, over[j]) || changed
		}
	}
	return out
}

// alone covers one more where a single covered number stands beside a told sum.
func alone(cells []*Count, sum Count) bool {
	n := 0
	for _, c := range cells {
		if c.Few {
			n++
		}
	}
	if n != 1 || sum.Few {
		return false
	}
	c := smallest(cells)
	if c != nil {
		*c = Count{Few: true}
	}
	return c != nil
}

// coverSpeeds covers how many items were timed, and shares of them, where that
// would tell a number below Few: of those in time, those late, and those that
// still wait.
func coverSpeeds(speeds []Speed, levels *Table, total Count) []Speed {
	out := slices.Clone(speeds)
	for _, first := range []First{FirstReaction, FirstAnswer} {
		var parts []*Count
		for i := range out {
			s := &out[i]
			if s.First != first {
				continue
			}
			whole := total
			if !s.All {
				whole = levels.Rows[s.Level].Count
			}
			n := s.Items.N
			if small(s.inTime) || small(n-s.inTime) {
				s.Within, s.WithinTold = 0, false
			}
			if small(n) {
				s.Q1, s.Median, s.Q3, s.Known = 0, 0, 0, false
			}
			if small(n) || !whole.Few && small(whole.N-n) {
				s.Items = Count{Few: true}
			}
			if !s.All {
				parts = append(parts, &s.Items)
			}
		}
		cover(parts, true)
	}
	return out
}

func small(n int) bool { return n > 0 && n < Few }
