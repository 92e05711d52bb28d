package text

import "lotse/inbox"

// Screen holds the words of the full-screen program in one language. A missing
// field is a compile error, an empty one fails a test; gaps (%s, %d) are the same
// in every language, which a test holds too. {id} stands for the key of an action:
// keys can be changed, and no sentence may name a wrong one.
type Screen struct {
	Actions   map[string]ActionWords // by the id of the action
	Views     map[string]string      // by the id of the view
	Groups    []string               // headings of the help, in the order of the groups
	KeyNames  map[string]string      // what is printed on the key
	ShortWork map[inbox.WorkState]string

	Lines   LineWords // of the line mode
	Hand    HandWords
	Item    ItemWords
	Reply   ReplyWords
	Calm    CalmWords
	ByHand  ByHandWords
	Measure MeasureWords
	Claim   ClaimWords
	Wave    WaveWords
	Tour    TourWords
	Story   StoryWords

	TooSmall           string
	Loading            string
	Empty              string
	More               string
	MoreLines          string
	NothingSelected    string
	NothingDone        string
	NothingFound       string
	NoFurther          string
	ReadOnly           string
	ReadOnlyMark       string
	NoEngine           string
	Polling            string
	Duty               string
	Nobody             string
	Deadline           string
	AllQuiet           string
	LeavesIn           string
	LeavesInYours      string
	LeavesNow          string
	WaitsForChannel    string
	WaitForChannel     string
	Unclear            string
	ToRelease          string
	HandoverWaits      string
	NeverRead          string
	HasGaps            string
	Healthy            string
	Running            string
	MoreTexts          string
	Filter             string
	FilterHelp         string
	Newer              string
	Marked             string
	MarkedPart         string
	MarksChanged       string
	ManyQuestion       string
	UndoHint           string
	NoName             string
	BadgeUnclear       string
	BadgeOverdue       string
	BadgeReopened      string
	BadgeShown         string
	BadgeEdited        string
	BadgeTaken         string
	ItemTitle          string
	Labels             string
	Responsible        string
	TakenBy            string
	Due                string
	ReactBy            string // until when somebody must look at it
	Promised           string
	Snoozed            string
	Reason             string
	Reopened           string
	ContentWarning     string
	Media              string
	Hidden             string
	Covered            string
	CoveredHint        string
	NothingCovered     string
	Revealed           string
	Why                string
	QuoteOpen          string
	QuoteClose         string
	Thread             string
	ThisItem           string
	Us                 string
	Versions           string
	VersionSeen        string
	Earlier            string
	History            string
	Notes              string
	Answer             string
	Erased             string
	Replies            string
	Draft              string
	DraftOf            string
	DraftBack          string
	DraftOld           string
	DraftKept          string
	DraftWithout       string
	FreeText           string
	FreeHint           string
	ReplyTo            string
	ReplyToOne         string
	SearchTemplate     string
	OfferFacts         string
	Fits               string
	Example            string
	OneOf              string
	BlockHint          string
	OneWording         string
	NothingToFill      string
	AsPosted           string
	PreviewLater       string
	Characters         string
	StillRendering     string
	Prevents           string
	Consider           string
	CannotSend         string
	AskSend            string
	AskSubmit          string
	Queued             string
	WaitsForRelease    string
	PulledBack         string
	ReviewTitle        string
	NoReviews          string
	TheyWrote          string
	ItemMoved          string
	ReplyFacts         string
	AskRelease         string
	Approved           string
	AskReturn          string
	ReturnHint         string
	Returned           string
	OutboxTitle        string
	OutboxEmpty        string
	AdviceQueued       string
	AdviceHeld         string
	AdviceSending      string
	AdviceUnclear      string
	AdviceRefused      string
	AdviceVoid         string
	AdviceReturned     string
	RetryUnclear       string
	AskRetry           string
	Retried            string
	AskSettle          string
	ItStands           string
	ItDoesNotStand     string
	Settled            string
	HandoverTitle      string
	NoHandover         string
	HandoverFrom       string
	HandoverUntil      string
	HandoverToDo       string
	HandoverStill      string
	NothingThere       string
	Checksum           string
	LinesOpen          string
	NotForYou          string
	AskAccept          string
	Accepted           string
	AskRefuse          string
	RefusedNow         string
	NobodyToHandTo     string
	RulesReread        string // takes the file
	AskHandTo          string
	AskShift           string
	AskHandNote        string
	HandNoteHint       string
	Prepared           string
	NoSaving           string
	SheetFile          string
	SavedAs            string
	HelpTitle          string
	SearchHelp         string
	NotNow             string
	NoLink             string
	NoBrowser          string
	LinkCopied         string
	TextCopied         string
	AskBrowse          string
	Browsing           string
	AskQuit            string
	YesNo              string
	AskLabels          string
	Labelled           string
	AskLevel           string
	LevelSet           string
	AskWhy             string
	AskNote            string
	NoteStays          string
	Noted              string
	NoQuestion         string
	AskAnswer          string
	Answered           string
	AskClose           string
	Closed             string
	AskLead            string
	AskLeadHint        string
	AskSnooze          string
	InAnHour           string
	InFourHours        string
	TomorrowMorning    string
	NextMonday         string
	InAWeek            string
	OtherDate          string
	AskUntil           string
	SnoozedUntil       string
	TimeHint           string
	EmptyForNone       string
	AskRole            string
	AskPerson          string
	NobodyInParticular string
	AskQuestion        string
	QuestionHint       string
	QuestionNeeded     string
	AskDue             string
	Assigned           string
	TakenNow           string
	TakeOver           string
	GivenBack          string
	WaitsNow           string
	ReopenedNow        string
	Undone             string
	Redone             string
	UndoSkipped        string
	Ctrl               string
	Shift              string
	Letter             string
	AnyKey             string
	HintTick           string
	HintApply          string
	HintCancel         string
	HintChoose         string
	HintTake           string
	HintNewline        string
	HintYes            string
	HintNo             string
	HintComplete       string
	HintRun            string
	HintClose          string

	Figures Figures
}

// ActionWords name an action: Short in the hints at the foot of the screen, Title
// in lists, Help in one line.
type ActionWords struct{ Short, Title, Help string }

// ScreenIn gives the screen's words in a language.
func ScreenIn(l Lang) *Screen {
	if l == EN {
		return &screenEN
	}
	return &screenDE
}
