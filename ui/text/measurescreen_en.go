package text

import "lotse/inbox"

var measureWordsEN = MeasureWords{
	Title: "Measures", None: "No measure is open.",
	AskWhich: "What should happen to this text on its channel?", AskRule: "Which rule of the netiquette does it break?",
	Unchosen:  "Please choose by a letter; the answer goes on record.",
	Consider:  "To consider with {measure}: hiding it (%s)",
	AskMilder: "Would something milder do?", AskReason: "Why?", ReasonHint: "The reason stays internal and stands in the log.",
	LastLook:  "“%s” on %s, a text by %s: really?",
	NeedsPair: "This cannot be taken back; a second person must agree.",
	OneByOne:  "Each text is judged by itself; please choose one only.",
	Queued:    "Queued: %s, in %s.", ToReview: "Waits for a second person: %s.",
	Ordered: "“%s”, ordered by %s, %s.", AskAgree: "Agree? y agrees, n says no with a note.", AskNo: "Why not?",
	AskSettle: "Look at the channel: was “%s” carried out on %s?", ItIsDone: "yes, it was carried out", ItIsNot: "no, it was not",
	Agreed: "Agreed: %s.", Cancelled: "Withdrawn: %s.", Settled: "Noted.", PulledBack: "withdrawn",
	AdviceQueued: "Will be carried out in a moment; b withdraws it.", AdviceActing: "The channel is being asked.",
	AdviceUnclear: "It is unclear whether the channel did it. Look there (o), and note it with f.",
	AdviceRefused: "The channel did not do it. You can order the measure anew on the item.",
	AdviceVoid:    "Judge the text anew.",
	Means: map[inbox.Measure]string{
		inbox.MeasureLike: "shows approval in the town's name", inbox.MeasureUnhide: "everybody sees it again",
		inbox.MeasureHide:   "only its author still sees it",
		inbox.MeasureDelete: "for good; two persons", inbox.MeasureBlock: "may no longer write here; two persons",
		inbox.MeasureReport: "the platform should look at it",
	},
}
