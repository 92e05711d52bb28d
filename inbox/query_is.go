package inbox

import "slices"

// isFact is what a value of the field is: means to a Filter.
type isFact struct {
	work         WorkSet
	must         Flags
	awake        bool // not snoozed
	levels       uint8
	due, overdue bool
	mine, nobody bool
	suggested    bool
	inWave       bool
	noNot        bool // its opposite is nothing a Filter can say
}

// more reports whether the fact is about more than the state of work.
func (x isFact) more() bool { x.work = 0; return x != isFact{} }

// isValues are the values of is: in the order a handbook shows them: what most
// people ask for, then the states of work, then the flags.
//
// Open is what asks for work now, so what sleeps until its resubmission date is
// not among it; -is:open is the same as is:done.
var isValues = []struct {
	QueryValue
	isFact
}{
	{QueryValue{"open", "offen", nil}, isFact{work: OpenWork(), awake: true}},
	{QueryValue{"done", "erledigt", nil}, isFact{work: everyWork &^ OpenWork()}},
	{QueryValue{"mine", "meins", []string{"meine", "mein"}}, isFact{mine: true}},
	{QueryValue{"unassigned", "unzugewiesen", []string{"nicht_zugewiesen"}}, isFact{nobody: true, noNot: true}},
	{QueryValue{"overdue", "überfällig", nil}, isFact{work: OpenWork(), overdue: true, noNot: true}},
	{QueryValue{"due", "befristet", []string{"frist", "fällig"}}, isFact{work: OpenWork(), due: true, noNot: true}},
	{QueryValue{"wave", "welle", []string{"in_welle"}}, isFact{inWave: true, noNot: true}},
	{QueryValue{"critical", "kritisch", nil}, isFact{levels: 1 << E3}},
	{QueryValue{"waiting", "wartet", nil}, isFact{work: WorkSetOf(WorkWaitingInternal, WorkWaitingExternal)}},

	{QueryValue{"new", "neu", nil}, isFact{work: WorkSetOf(WorkNew)}},
	{QueryValue{"triaged", "gesichtet", nil}, isFact{work: WorkSetOf(WorkTriaged)}},
	{QueryValue{"assigned", "zugewiesen", nil}, isFact{work: WorkSetOf(WorkAssigned)}},
	{QueryValue{"in_progress", "in_bearbeitung", []string{"in_arbeit"}}, isFact{work: WorkSetOf(WorkInProgress)}},
	{QueryValue{"waiting_internal", "wartet_intern", nil}, isFact{work: WorkSetOf(WorkWaitingInternal)}},
	{QueryValue{"waiting_external", "wartet_extern", nil}, isFact{work: WorkSetOf(WorkWaitingExternal)}},
	{QueryValue{"in_review", "zur_freigabe", nil}, isFact{work: WorkSetOf(WorkInReview)}},
	{QueryValue{"returned", "zurückgegeben", nil}, isFact{work: WorkSetOf(WorkReturned)}},
	{QueryValue{"released", "freigegeben", nil}, isFact{work: WorkSetOf(WorkReleased)}},
	{QueryValue{"outbox", "im_ausgang", []string{"ausgang"}}, isFact{work: WorkSetOf(WorkOutbox)}},
	{QueryValue{"answered", "beantwortet", nil}, isFact{work: WorkSetOf(WorkAnswered)}},
	{QueryValue{"closed", "abgelegt", []string{"geschlossen", "zda"}}, isFact{work: WorkSetOf(WorkClosed)}},
	{QueryValue{"bundled", "gebündelt", nil}, isFact{work: WorkSetOf(WorkBundled)}},

	{QueryValue{"snoozed", "wiedervorlage", []string{"wv"}}, isFact{must: FlagSnoozed}},
	{QueryValue{"unclear", "unklar", nil}, isFact{must: FlagUnclear}},
	{QueryValue{"edited", "geändert", nil}, isFact{must: FlagEdited}},
	{QueryValue{"reopened", "wieder_offen", []string{"wiedereröffnet"}}, isFact{must: FlagReopened}},
	{QueryValue{"direct", "direkt", []string{"direktnachricht"}}, isFact{must: FlagDirect}},
	{QueryValue{"promised", "zugesagt", []string{"versprochen"}}, isFact{must: FlagPromised}},
	{QueryValue{"refused", "abgelehnt", nil}, isFact{must: FlagRefused}},
	{QueryValue{"noted", "vermerkt", nil}, isFact{must: FlagNoted}},
	{QueryValue{"unparsed", "unlesbar", nil}, isFact{must: FlagUnparsed}},
	{QueryValue{"claimed", "zugeordnet", nil}, isFact{must: FlagClaimed}},
	{QueryValue{"suggested", "vermutet", []string{"vorgeschlagen"}}, isFact{suggested: true, noNot: true}},
}

const everyWork = WorkSet(1)<<workStateCount - 1

var isFacts = func() map[string]isFact {
	m := make(map[string]isFact, len(isValues))
	for _, v := range isValues {
		m[v.Name] = v.isFact
	}
	return m
}()

func isValueNames() []QueryValue {
	out := make([]QueryValue, len(isValues))
	for i, v := range isValues {
		out[i] = v.QueryValue
	}
	return slices.Clip(out)
}
