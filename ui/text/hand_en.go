package text

var handEN = HandWords{
	Counting:        "Count %s – now a key such as j, k, space, l or n; Esc cancels",
	NoCount:         "%s: takes no count",
	NothingToRepeat: "there is no decision to repeat yet",
	AskEscalate:     "Escalate: to which level?",
	AskHandUp:       "Who takes care of it now?",
	NamedForLevel:   "named for %s",
	HandedUp:        "Escalated to %s, handed to %s.",
}
