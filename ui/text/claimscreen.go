package text

// ClaimWords are the words of known claims on the screen.
type ClaimWords struct {
	Title, None, Part, SignIs, SignLike, Possible, Strong, Shared, YesNo                        string
	BadgeIs, BadgeStrong, BadgePossible                                                         string
	NoneHere, NoneAtAll, AskWhich, AskSentence, SentenceHint, Reported, Matched, Unmatched      string
	AskVerdict, AskAsOf, AskUntil, UntilHint, AskCore, CoreHint, AskBind, BindHint, LastLook    string
	Ruled, ToRelease, Stopped, Released, AskNo, Returned, AskStop, Overtaken, Closed, Reopened  string
	AskExamine, AskDue, Examined, AskWhat, EditVariant, EditSource, EditBind, EditUnbind        string
	AskVariant, AskSource, AskTemplate, Edited, AskRecall, Recalled, NothingRecalled            string
	Recall, Fix, NoFix, Thread, Corrected, Variants, Sources, Templates, Silent, Owner, Matches string
	EndsSoon, Ended                                                                             string
}
