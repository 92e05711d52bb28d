package text

var replyEN = ReplyWords{
	FitsBecause: "fits: %s",
	Lately:      "used lately",
	AllStand:    "every wording stands in this conversation already",
	Stands:      "stands like this in this conversation already",
	VariantOf:   "Wording %d of %d: %s",
	OtherKey:    "{variant} shows the next",
	Account:     "Channel %s, account %s.",
	NoAccount:   "Channel %s.",
	Answering:   "In answer to the comment by %s.",
	MoreLint:    "… and %d more notes at the last look",

	NoEditor:    "No text editor is set. Set the environment variable VISUAL or EDITOR, such as EDITOR=nano.",
	EditorField: "Only free text and free blocks can be written in the text editor.",
	EditorBad:   "The text editor failed: %s. Your text stands here as before.",
	EditorSame:  "Nothing changed.",
	EditorTaken: "Text taken over.",

	SiblingThread:   "In the same conversation a reply waits too, to: %s.",
	SiblingTemplate: "With the same template replies wait too, to: %s.",

	OutTo:     "Channel %s, in answer to the comment by %s, written by %s %s.",
	OutLeaves: "Leaves in %s.",
	OutTries:  "%d attempts, the last %s.",
	OutRead:   "The channel was read %d times, last %s; the text was not there.",
	OutAgain:  "Next attempt %s.",
	OutCan:    "You can:",
	Barred:    "not possible here",
}
