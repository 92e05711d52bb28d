package text

// CalmWords are what the screen says about itself: its room, its channels, what is
// urgent.
type CalmWords struct {
	NoRoom        string // why there is no preview
	Overdue       string // how many deadlines have passed
	NothingUrgent string
	Channels      string
	NoChannels    string
	LastGood      string // how long ago
	AdviceAccess  string
	AdviceGaps    string
	AdviceRetry   string // when
	AdviceWait    string
	Quiet         string // since when, how many are usual
	AdviceQuiet   string
	SeenLate      string // when

	OrderUnclear, OrdersUnclear   string // one; how many
	OrderFailed, OrdersFailed     string
	OrderWaits, OrdersWait        string
	AccessEndsDay, AccessEndsDays string // one day; how many
	AccessEndsToday, AccessEnded  string
	AccessUntil, AdviceRenew      string // when
	Budgets                       map[string]string
	BudgetUsed, BudgetShare       string // used, of how many, percent; percent
	BudgetResets                  string // when
	BudgetSlows, BudgetStops      string
	RereadLate                    string // when
	RereadKept, RereadKeptOne     string // how many; one
}
