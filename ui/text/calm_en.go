package text

var calmEN = CalmWords{
	NoRoom:        "There is no room for a preview: it needs 100 columns or 24 lines.",
	Overdue:       "%d deadlines passed",
	NothingUrgent: "Nothing is urgent.",
	Channels:      "Channels",
	NoChannels:    "No channel that is read has been set up.",
	LastGood:      "last read %s",
	AdviceAccess:  "The access token is not accepted. The channel needs a new one; “lotse doctor” checks it.",
	AdviceGaps:    "Comments of that time may be missing. Please look on the channel itself.",
	AdviceRetry:   "Next attempt %s. {poll} reads at once.",
	AdviceWait:    "Is tried again by itself. {poll} reads at once.",
}
