package text

import (
	"strconv"

	"lotse/inbox"
	"lotse/inbox/safetext"
)

// Help describes a command.
type Help struct{ Short, Long string }

// HelpIn gives the words of a command by its path, "" for the program itself.
func HelpIn(l Lang, path string) Help {
	short, long := commandsDE, longDE
	if l == EN {
		short, long = commandsEN, longEN
	}
	return Help{Short: short[path], Long: long[path]}
}

// FlagIn gives the words of a flag by its name, with its command where several
// mean different things by it.
func FlagIn(l Lang, name string) string {
	if l == EN {
		return flagsEN[name]
	}
	return flagsDE[name]
}

// Row says what is wrong with a row of an imported file.
func Row(l Lang, line int, column, code string, g inbox.Grade) string {
	rows, place := rowsDE, pattern("{grade}, Zeile {line}[, Spalte {column}]: ")
	if l == EN {
		rows, place = rowsEN, "{grade}, line {line}[, column {column}]: "
	}
	args := map[string]string{"line": strconv.Itoa(line), "column": column, "grade": l.Grade(g)}
	return filling{l, nil, args}.fill(place) + known(rows, code)
}

// Finding says a line of a channel's self-check. The server's own words are not
// in it.
func Finding(l Lang, f inbox.Finding) string {
	findings := findingsDE
	if l == EN {
		findings = findingsEN
	}
	// A channel that did not answer has said nothing about what was asked.
	p, ok := findings[f.Code+"."+f.Args["problem"]]
	if problem := inbox.Problem(f.Args["problem"]); !ok && problem != "" && problem != inbox.ProblemAuth && problem != inbox.ProblemPermission {
		p, ok = findings[f.Code+".other"]
	}
	if !ok {
		p, ok = findings[f.Code+"."+gradeName(f.Grade)]
	}
	if !ok {
		p, ok = findings[f.Code]
	}
	if !ok {
		return safetext.Line(f.Code).String()
	}
	return filling{l, nil, f.Args}.fill(pattern(p))
}

func gradeName(g inbox.Grade) string {
	switch g {
	case inbox.GradeError:
		return "error"
	case inbox.GradeWarn:
		return "warn"
	case inbox.GradeOK:
	}
	return "ok"
}

// CLIIn gives the sentences of the commands.
func CLIIn(l Lang) *CLI {
	if l == EN {
		return &cliEN
	}
	return &cliDE
}

// CLI is what the commands say. What stands for a number or a name is in the
// order in which both languages use it.
type CLI struct {
	Usage, WhoHint, AtChannel, UsageTemplate                  string
	NoFlag, NoShorthand, FlagNeedsValue, FlagBadValue         string
	FlagsMissing, FlagsOneOf, FlagsNotBoth, NoCommand         string
	ArgsAtLeast, ArgsAtMost, ArgsExactly                      string
	CompletionFor, FlagsWord, ManCommand                      string
	ManUsage, ManDescription, ManFlags                        string
	GroupLook, GroupDecide, GroupReply, GroupDuty, GroupSetup string
	GroupMeasure, MeasureQueued, MeasureInReview, NoMeasures  string
	YesNo, NothingDone, NeedsYesAndHash                       string

	NothingFound, MoreItems                                                             string
	Channel, Author, Posted, Version, Visibility, Labels, Topic, Responsible            string
	Due, ReactBy, Snoozed, Promised, Reopened, Link, History, Why, Covered, Reply, Note string
	Category, Latitude, Length, Release, Template, Hash, State, Valid                   string
	Approvers, UntilShort, Expired, From, To, Prepared, Until, ID                       string

	Done      map[string]string // what an act did, by its command; takes the counted items
	ReplyDone map[string]string // what an act on a reply did; takes its id
	TookBack  string

	WillBePosted, NoReleaseNeeded, ReleaseNeeded, ToReview, ToOutbox, ToPost, PostHere string
	ReleaseQuestion, Released, Returned, OutboxEmpty, OutboxLeaves                     string

	TemplatesFine, TemplatesMade, TemplatesWritten, TemplateSubmitted                   string
	TemplateApproved, TemplateWithdrawn, TemplateVoided, ApproveQuestion                string
	OnDuty, NobodyOnDuty, Handover, HandoverWaits, HandoverPrepared                     string
	HandoverAccepted, HandoverRefused, HandoverLate, NoHandoverWaits, OtherAccount      string
	Polled, PollAgain, Sent, SentVoid, SentUnclear, Running, NothingToPoll              string
	Importing, ImportNothing, ImportWould, Imported, Exported, ExportToFile, TriageLine string
	LinesByItself, ThemeFaint, AuditFine, ConfigFine, StoreFine, OutboxFine, TokenFine  string
	LastTry, LastGood, Gaps, TokenAsk, TokenStored, ScreenNeedsTerminal                 string
	InitExists, InitWrote, InitNext, InitVacant, InitNeeds, AskTown, AskLand, AskName   string
	RereadLate, RereadKept                                                              string // since when; how many
	LoginPage, LoginAsk, LoginDone                                                      string

	AskAccount string

	RulesFine, RulesNew, RulesBuiltIn, RulesOld string            // about triage.toml
	RulesTitle, RulesNone, RuleRecord, RuleLine string            // of lotse triage rules
	RuleAdvice                                  map[string]string // by report.Advice
	Learn                                       LearnWords
}
