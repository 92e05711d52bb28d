package text

// CalmWords are what the screen says about itself: its room, its channels, what is
// urgent.
type CalmWords struct {
	NoRoom        string // why there is no preview
	Overdue       string // how many deadlines have passed
	NothingUrgent string
	Channels      string
	NoChannels    string
	LastGood      string // how long ago
	AdviceAccess  string
	AdviceGaps    string
	AdviceRetry   string // when
	AdviceWait    string
}
