package text

// HandWords are the words of what makes a hand quick: counting, repeating, the
// command line, jumping.
type HandWords struct {
	Counting        string
	NoCount         string
	NothingToRepeat string
	AskEscalate     string
	AskHandUp       string
	NamedForLevel   string
	HandedUp        string
}
