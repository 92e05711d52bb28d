package text

// ReplyWords are the sentences of the reply: picker, fields, last look, review and
// outbox.
type ReplyWords struct {
	FitsBecause string
	Lately      string
	AllStand    string
	Stands      string
	VariantOf   string
	OtherKey    string
	Account     string
	NoAccount   string
	Answering   string
	MoreLint    string

	NoEditor    string
	EditorField string
	EditorBad   string
	EditorSame  string
	EditorTaken string

	SiblingThread   string
	SiblingTemplate string

	OutTo     string
	OutLeaves string
	OutTries  string
	OutRead   string
	OutAgain  string
	OutCan    string
	Barred    string
}
