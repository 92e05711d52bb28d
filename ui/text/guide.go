package text

// Guide leads through what one kind of channel needs: what to make where, what it
// costs, how long it holds. Addresses are shown, and opened only when asked for.
type Guide struct {
	Name  string // of the platform
	Can   string // what comes in and what can be done
	Costs string
	Holds string // how long the access lasts
	Steps []GuideStep
}

// GuideStep is one thing to do, with the page where it is done and what is asked
// for afterwards. "{server}" in a page is the answer to that question.
type GuideStep struct {
	Words string
	Page  string // address; "" for none
	Field string // one of those in GuideWords.Ask; "" for none
}

// GuideWords are what all guides have in common.
type GuideWords struct {
	Kinds map[string]Guide

	Which, Number             string // asks for a channel; how many there are
	Has                       string // which there are already
	Costs, Holds              string // headings
	Step                      string // its number, of how many
	Go, GoOpen                string // asks to go on; or to open the page
	Opened, NotOpened         string
	Resumed, Interrupted      string // goes on where it was left; how to go on
	Adds                      string // which config
	Ask, Wrong, Example       map[string]string
	Keep                      string // asks where to keep the token
	KeepFile, KeepRing        string // file; nothing
	KeepEnv, KeepCmd          string
	AskEnv, AskCmd            string
	Lies, TokenKept, TokenOdd string // the file that has one already; where it is now; what it usually looks like
	TryNow, Trying            string // asks whether a check that costs may be made; channel
	Trouble                   string // what now; and its letters
	Added, NotAdded, AddedOff string // channel
	Done                      string
	ID                        string // asks for the channel's name in the program
	IDTaken                   string
}

// Guides gives the words of the guides.
func Guides(l Lang) *GuideWords {
	if l == EN {
		return &guidesEN
	}
	return &guidesDE
}
