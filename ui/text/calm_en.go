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

	Quiet:       "nothing since %s, usual would be %d",
	AdviceQuiet: "Please look on the channel itself whether something stands there.",
	SeenLate:    "seen late, only %s",

	OrderUnclear: "1 measure unclear", OrdersUnclear: "%d measures unclear",
	OrderFailed: "1 measure failed", OrdersFailed: "%d measures failed",
	OrderWaits: "1 measure waits for agreement", OrdersWait: "%d measures wait for agreement",
	AccessEndsDay: "access ends in 1 day", AccessEndsDays: "access ends in %d days",
	AccessEndsToday: "access ends in less than a day", AccessEnded: "access has ended",
	AccessUntil: "access until %s", AdviceRenew: "Please renew it before, or nothing is read and nothing is sent.",
	Budgets:    map[string]string{"calls": "calls", "units": "units", "usd": "US dollars", "share": "allowance", "posts": "posts read"},
	BudgetUsed: "%s of %s used (%d %%)", BudgetShare: "%d %% used", BudgetResets: "anew from %s",
	RereadLate:    "Posts that are kept were last read again %s; the platform's terms want more.",
	RereadKept:    "%d posts that are kept are no longer shown by the channel. The platform's terms want such texts deleted.",
	RereadKeptOne: "One post that is kept is no longer shown by the channel. The platform's terms want such texts deleted.",
	BudgetSlows:   "it is read less often.", BudgetStops: "it is not read until then; replies and measures go on.",
}
