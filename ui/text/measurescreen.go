package text

import "lotse/inbox"

// MeasureWords are the words of measures on the screen.
type MeasureWords struct {
	Title, None                                                          string
	AskWhich, AskRule, AskMilder, AskReason, ReasonHint, LastLook        string
	Unchosen, Consider                                                   string
	NeedsPair, OneByOne, Queued, ToReview                                string
	Ordered, AskAgree, AskNo, AskSettle, ItIsDone, ItIsNot               string
	Agreed, Cancelled, Settled, PulledBack                               string
	AdviceQueued, AdviceActing, AdviceUnclear, AdviceRefused, AdviceVoid string
	Means                                                                map[inbox.Measure]string
}
