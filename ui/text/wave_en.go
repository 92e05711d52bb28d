package text

import "lotse/inbox"

var wavesEN = WaveWords{
	Title:       "Waves",
	None:        "No wave is running.",
	Badge:       "wave",
	Ask:         "Which wave? Its items then stand together in the list.",
	AskInside:   "This wave – what is to be done with it?",
	One:         "wave %s: %s comments",
	Several:     "%d waves",
	Items:       "%s comments on %s since %s",
	People:      " by %s people",
	PeopleLeast: " by at least %s people",
	Critical:    ", %s of them critical",
	Rate:        "%s within %s, where %s are usual",
	Copies:      "%s times nearly the same text within %s",
	Spread:      "%s times nearly the same text on several channels within %s",
	Shared:      "Words in common:",
	UnderPost:   ", most of it under “%s”",
	Under:       ", most of it under one post",
	Others:      "show all items again",
	Closed:      "Wave closed: %s. The items stay as they are.",
	States: map[inbox.WaveState]string{
		inbox.WaveOpen: "running", inbox.WaveGrowing: "growing", inbox.WaveCalming: "calming down", inbox.WaveClosed: "closed",
	},
	Reasons: map[inbox.WaveReason]string{
		inbox.WaveEnded: "ended by itself", inbox.WaveHandled: "dealt with", inbox.WaveOrdinary: "ordinary crowd",
		inbox.WaveExpected: "was to be expected", inbox.WaveMistaken: "does not belong together",
	},
}
