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
	Searching       string
	SearchedTo      string
	Hits            string // how many, beside the filter
	NoHit           string
	RangeBroken     string
	Looking         string
	NoName          string
	NoCommand       string
	HintHistory     string
	Times           string // moments the command line offers, between spaces
	AskViewName     string
	AskForget       string
	AskForgetWhich  string
	ViewSaved       string
	ViewForgotten   string
	NoKeptViews     string
	NameTaken       string
	NameTooLong     string
	Commands        map[string]CommandWords // of the command line, by id
}

// CommandWords name a command of the command line: what is typed, what stands
// behind it, and what it does.
type CommandWords struct{ Name, Usage, Help string }
