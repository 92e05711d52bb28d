package report

import (
	"time"

	"lotse/inbox"
)

// Ask says what is counted.
type Ask struct {
	From, To time.Time // posted in [From, To)
	Channels []string  // nil means every channel
	Step     Step      // "" takes the one that fits
	Zone     *time.Location
	Now      time.Time
}

// Deadlines is how a house counts the time of a reaction; it is an inbox.House
// that says nothing else.
type Deadlines interface {
	Deadline(l inbox.Level) time.Duration
	Took(channel string, l inbox.Level, posted, reacted time.Time) time.Duration
}

// Count is a number, or the word that it is too small to be told.
type Count struct {
	N   int  `json:"n"`
	Few bool `json:"few,omitempty"` // between 1 and Few-1, or one that would give such a one away
}

// Name is what a table counts by.
type Name string

// The tables.
const (
	ByChannel    Name = "channel"
	ByKind       Name = "kind"
	ByTopic      Name = "topic"
	ByLabel      Name = "label"
	ByLevel      Name = "level"
	ByReason     Name = "reason"     // why items were filed without an answer
	ByMeasure    Name = "measure"    // measures that were carried out, with their rule: "hide insult"
	ByVisibility Name = "visibility" // what was hidden or removed, and by whom
	ByReply      Name = "reply"      // delivered replies by risk class
	ByAge        Name = "age"        // items still open, by age
)

// Names lists the tables in their order.
func Names() []Name {
	return []Name{ByChannel, ByKind, ByTopic, ByLabel, ByLevel, ByReason, ByMeasure, ByVisibility, ByReply, ByAge}
}

// Row is one line of a table. The key is a stable identifier; only those of
// channels come from the config.
type Row struct {
	Key string `json:"key"`
	Count
}

// Table counts by one thing. Every row with a number is there; rows in the order of
// their kind, channels as the ask or else by their name.
type Table struct {
	Name Name
	Rows []Row
	Sum  bool // the rows add up to the total
}

// Line is one line of a figure over time.
type Line struct {
	Key    string
	Counts []Count // one a step
}

// Course is a table over time: its rows, step by step.
type Course struct {
	Name  Name
	Lines []Line // in the order of the table's rows
}

// First is which first step of ours is timed.
type First string

// The first steps.
const (
	FirstReaction First = "reaction" // the first decision of a person
	FirstAnswer   First = "answer"   // the first answer in public
)

// Speed says how quickly something came, in hours of the calendar, nights and
// weekends counted.
type Speed struct {
	First      First
	Level      inbox.Level
	All        bool // over all levels; Level and Deadline say nothing then
	Items      Count
	Q1, Median time.Duration // to the minute below two days, to the hour above
	Q3         time.Duration
	Known      bool          // the three say something
	Deadline   time.Duration // 0: the level has none, and everything is in time
	Within     int           // per cent within the deadline of each item's level
	WithinTold bool          // Within says something

	inTime int
}

// Pace sets a channel's busiest hour against its own usual hour. It is a fact and
// no alarm.
type Pace struct {
	Channel string
	Usual   float64 // comments an hour over the whole period
	Peak    Count
	PeakAt  time.Time
	Told    bool // Usual says something
}

// Figures are what came in and was done over a period.
type Figures struct {
	From, To, Now time.Time
	Zone          *time.Location
	Channels      []string // asked for; nil means every channel
	Step          Step
	Total         Count
	Steps         []time.Time // beginnings
	Over          []Count     // one a step
	Courses       []Course    // the same by channel, kind, topic, label and level
	Tables        []Table
	Hours         [7][24]Count // by weekday, from Monday, and hour
	Speeds        []Speed
	Paces         []Pace
	Covered       bool // numbers below Few are covered
}

// Table gives a table by its name.
func (f *Figures) Table(n Name) *Table {
	for i := range f.Tables {
		if f.Tables[i].Name == n {
			return &f.Tables[i]
		}
	}
	return &Table{Name: n}
}

// Course gives a table over time by its name.
func (f *Figures) Course(n Name) *Course {
	for i := range f.Courses {
		if f.Courses[i].Name == n {
			return &f.Courses[i]
		}
	}
	return &Course{Name: n}
}

// Ages of open items: the key names the upper end.
var ages = []struct {
	key   string
	below time.Duration
}{{"4h", 4 * time.Hour}, {"24h", 24 * time.Hour}, {"3d", 3 * 24 * time.Hour}, {"7d", 7 * 24 * time.Hour}, {"older", 1 << 62}}
