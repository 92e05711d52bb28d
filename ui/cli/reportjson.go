package cli

import (
	"time"

	"lotse/inbox"
	"lotse/inbox/report"
)

// reportLine is one line of the report as JSON. What a line is about stands in
// "figure"; a covered number has "few" and no "count".
type reportLine struct {
	Figure   string       `json:"figure"`
	Key      *string      `json:"key,omitempty"`
	From     *time.Time   `json:"from,omitempty"`
	To       *time.Time   `json:"to,omitempty"`
	Step     report.Step  `json:"step,omitempty"`
	Channels []string     `json:"channels,omitempty"`
	Weekday  *int         `json:"weekday,omitempty"` // 1 is Monday
	Hour     *int         `json:"hour,omitempty"`
	Level    *inbox.Level `json:"level,omitempty"`
	Count    *int         `json:"count,omitempty"`
	Few      bool         `json:"few,omitempty"`
	Q1       *int         `json:"q1_minutes,omitempty"`
	Median   *int         `json:"median_minutes,omitempty"`
	Q3       *int         `json:"q3_minutes,omitempty"`
	Deadline *int         `json:"deadline_minutes,omitempty"`
	Within   *int         `json:"within_percent,omitempty"`
	Usual    *float64     `json:"usual_per_hour,omitempty"`
	At       *time.Time   `json:"at,omitempty"`
}

func (l reportLine) counted(n report.Count) reportLine {
	if l.Few = n.Few; !n.Few {
		l.Count = &n.N
	}
	return l
}

func (c *call) reportJSON(f *report.Figures) error {
	var err error
	out := func(l reportLine) {
		if err == nil {
			err = c.object(l)
		}
	}
	out(reportLine{Figure: "total", From: &f.From, To: &f.To, Step: f.Step, Channels: f.Channels}.counted(f.Total))
	for i := range f.Over {
		out(reportLine{Figure: "over", From: &f.Steps[i]}.counted(f.Over[i]))
	}
	for _, t := range f.Tables {
		for _, r := range t.Rows {
			out(reportLine{Figure: string(t.Name), Key: &r.Key}.counted(r.Count))
		}
	}
	for _, course := range f.Courses {
		for _, l := range course.Lines {
			for i, n := range l.Counts {
				if n.Few || n.N > 0 {
					out(reportLine{Figure: string(course.Name), Key: &l.Key, From: &f.Steps[i]}.counted(n))
				}
			}
		}
	}
	for d := range f.Hours {
		for h, n := range f.Hours[d] {
			if n.Few || n.N > 0 {
				out(reportLine{Figure: "hours", Weekday: new(d + 1), Hour: &h}.counted(n))
			}
		}
	}
	for _, s := range f.Speeds {
		l := reportLine{Figure: string(s.First)}.counted(s.Items)
		if !s.All {
			l.Level, l.Deadline = &s.Level, minutes(s.Deadline)
		}
		if s.Known {
			l.Q1, l.Median, l.Q3 = minutes(s.Q1), minutes(s.Median), minutes(s.Q3)
		}
		if s.WithinTold {
			l.Within = &s.Within
		}
		out(l)
	}
	for _, p := range f.Paces {
		l := reportLine{Figure: "pace", Key: &p.Channel}.counted(p.Peak)
		if p.Peak.N > 0 {
			l.At = &p.PeakAt
		}
		if p.Told {
			l.Usual = &p.Usual
		}
		out(l)
	}
	return err
}

func minutes(d time.Duration) *int { return new(int(d / time.Minute)) }
