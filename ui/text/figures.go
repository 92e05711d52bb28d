package text

// Figures are the words of the figures: on the screen, in the report and on its
// page.
type Figures struct {
	Title    string
	Report   string // the report's heading; takes the town
	Period   string // takes two days and the word for the step
	Step     map[string]string
	Spans    []string // names of the periods a screen offers
	Week     string   // takes number and year
	Hour     string   // takes day and clock
	Channel  string
	Every    string // every channel
	Came     string // how many came in; takes the number
	Made     string // when the report was made
	Few      string // instead of a number below five
	FewNote  string
	NoPerson string
	Calendar string
	Nothing  string
	Counting string // while it counts; takes the number so far
	Share    string
	Number   string
	Course   string // the column with the course over time
	Median   string
	Middle   string // between the quartiles
	Between  string // takes two durations
	Deadline string
	Within   string
	Timed    string
	AllLevel string
	Usual    string
	Peak     string
	PeakAt   string
	Times    string // times the usual hour; takes a number
	NoTopic  string
	NoName   string // of a channel without one
	Table    string // the numbers beside a picture
	Weekdays []string
	Ages     map[string]string
	Charts   map[string]string // titles
	Notes    map[string]string // what a picture shows
	Rows     map[string]string // heading of the first column
	Scale    string            // how shades of the week are to be read
	NoQuery  string            // a line that no query finds
	Chart    string            // takes the number of the chart and of all
	Written  string            // takes the file
}

// FiguresIn gives the words in a language.
func FiguresIn(l Lang) *Figures { return &ScreenIn(l).Figures }
