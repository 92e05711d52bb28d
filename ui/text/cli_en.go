package text

const usageEN = `Usage:
  {{if .HasAvailableSubCommands}}{{.CommandPath}} [command]{{else}}{{.UseLine}}{{end}}
{{- if .HasAvailableSubCommands}}{{$cmds := .Commands}}{{if eq (len .Groups) 0}}

Commands:{{range $cmds}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{else}}{{range $group := .Groups}}

{{.Title}}:{{range $cmds}}{{if and (eq .GroupID $group.ID) .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

Flags:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

Flags of all commands:
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}
`

var cliEN = CLI{ //nolint:gosec // words about tokens, none of which is one
	Learn:     learnEN,
	Usage:     "The command line cannot be understood: %s. Help gives “lotse --help”.",
	WhoHint:   "Say who you are with --as ID or with the environment variable LOTSE_PERSON.",
	AtChannel: "Channel %s: %s", UsageTemplate: usageEN,
	NoFlag: "there is no flag --%s here", NoShorthand: "there is no flag -%s here",
	FlagNeedsValue: "--%s takes a value", FlagBadValue: "“%s” does not fit --%s", FlagsMissing: "%s is missing",
	FlagsOneOf: "one of these flags is needed: %s", FlagsNotBoth: "these flags exclude each other: %s", NoCommand: "there is no command “%s”",
	ArgsAtLeast: "it takes at least so many values: %s", ArgsAtMost: "it takes at most so many values: %s", ArgsExactly: "it takes exactly so many values: %s",
	CompletionFor: "print the completion for %s", FlagsWord: "[flags]", ManCommand: "[command]",
	ManUsage: "SYNOPSIS", ManDescription: "DESCRIPTION", ManFlags: "FLAGS",
	GroupLook: "Reading", GroupDecide: "Deciding", GroupReply: "Replying", GroupDuty: "Duty", GroupSetup: "Setting up",
	GroupMeasure: "Measures", MeasureQueued: "The measure “%s” is queued and will be carried out in %s. Withdraw it: lotse measures cancel %s",
	MeasureInReview: "The measure “%s” takes a second person: lotse measures agree %s", NoMeasures: "No measure is open.",
	YesNo: "[y/N]", NothingDone: "Nothing was changed.",
	NeedsYesAndHash: "Without a terminal nobody can be asked. Agree with --yes, and name with --hash the beginning of the hash of the text that was read (eight characters at least).",

	NothingFound: "No item matches.", MoreItems: "Shown: %s. More with --limit.",
	Channel: "Channel", Author: "From", Posted: "Posted", Version: "Versions", Visibility: "Visibility", Labels: "Labels",
	Topic: "Topic", Responsible: "Responsible", Due: "Due", ReactBy: "Look at by", Snoozed: "Resubmission", Promised: "Promised by", Reopened: "Open again",
	Link: "Address", History: "History", Why: "Why it was labelled", Reply: "Reply", Note: "Note",
	Covered:  "Personal data is covered; --reveal shows it and the log says so.",
	Category: "Category", Latitude: "Latitude", Length: "Length", Release: "Release", Template: "Template", Hash: "Hash",
	State: "State", Valid: "Validity", Approvers: "Approved by", UntilShort: "until", Expired: "expired",
	From: "From", To: "To", Prepared: "Prepared", Until: "Shift until", ID: "Id",

	Done: map[string]string{
		"label": "Labelled: %s.", "escalate": "Escalation level set: %s.", "assign": "Assigned: %s.", "take": "Taken on: %s.",
		"release": "Given back: %s.", "note": "Noted: %s.", "close": "Closed: %s. Take it back with “lotse undo”.",
		"snooze": "Laid up for resubmission: %s.", "wait": "Set to waiting: %s.", "reopen": "Reopened: %s.",
	},
	ReplyDone: map[string]string{
		"outbox cancel": "Reply %s is pulled back and kept as a draft.",
		"outbox retry":  "Reply %s is in the outbox again.",
		"outbox settle": "The outcome of reply %s is recorded.",
	},
	TookBack: "Taken back: %s (%s).",

	WillBePosted: "The reply as it will stand on %s, to %s:", NoReleaseNeeded: "not needed",
	ReleaseNeeded: "needed, by %s",
	ToPost:        "Reply %s is in the outbox. Send it by hand, with text and page: lotse outbox post %s",
	PostHere:      "Paste it on this page and send: %s\nAs soon as the channel shows the reply, the item is answered. To record what you see there: lotse outbox settle %s",
	ToReview:      "Reply %s waits for release: lotse approve %s",
	ToOutbox:      "Reply %s is in the outbox and leaves in %s. Pull it back until then: lotse outbox cancel %s",

	ReleaseQuestion: "Release exactly this text?", Released: "Reply %s is released and leaves in %s.",
	Returned: "Reply %s is returned.", OutboxEmpty: "No reply is under way.", OutboxLeaves: "in %s",

	TemplatesFine: "Fine: %s.", TemplatesMade: "Made as drafts: %s; there already: %d.", TemplatesWritten: "Written: %s to %s.",
	TemplateSubmitted: "%s: %s.", TemplateApproved: "%s: %s.", TemplateWithdrawn: "%s: %s.",
	TemplateVoided: "Void because the template is withdrawn: %s.", ApproveQuestion: "Approve exactly this version?",
	OnDuty: "On duty", NobodyOnDuty: "nobody is named", Handover: "Handover",
	HandoverWaits: "from %s to %s, prepared %s, waits for acceptance", HandoverPrepared: "The handover waits for %s: lotse --as %s duty handover accept (%d lines). You stay accountable until then.",
	HandoverAccepted: "Duty is handed over: from %s to %s.", HandoverRefused: "The handover from %s to %s is refused.",

	Polled: "%s: %d new, %d changed, %d known, %d gone", PollAgain: "%s: there is more. Poll again.",
	Sent: "%s: %d delivered, %d refused, %d unclear", SentVoid: "%s: void before sending: %s.",
	SentUnclear: "%s: unclear, please look at the channel: %s.", Running: "Polling and sending (channels: %d). End with Ctrl+C.",
	NothingToPoll: "There is nothing to poll and nothing to send: no channel that is switched on has an account. “lotse import” reads files.",
	Importing:     "Importing", ImportNothing: "Nothing imported: %s. With --partial the good rows are taken.",
	ImportWould: "Dry run: %s, readable %d, problems %d, warnings %d. Nothing was changed.",
	Imported:    "Imported: %s, new %d, changed %d, known %d, problems %d.", Exported: "Exported: %s to %s.",
	ExportToFile: "tables do not go to the screen; use --output FILE", TriageLine: "%s, line %d: no JSON object with “id” and “text”",
	LinesByItself: "This terminal (TERM=dumb) cannot place the cursor, hence the line mode. If it can after all: TERM=xterm lotse",
	ThemeFaint:    "Warning: %s: “%s” does not stand out enough, contrast %s:1. Text is easy to read from 4.5:1.",
	AuditFine:     "The log is consistent: %s, texts erased %d.", ConfigFine: "Configuration fine: %s",
	StoreFine: "file undamaged: %s", OutboxFine: "no unclear or failed sends",
	TokenFine: "token readable from %s, fingerprint %s", LastTry: "last poll: %s, since %s", LastGood: "last good poll: %s",
	RereadLate: "posts that are kept were last all read again: %s", RereadKept: "posts that are kept and no longer shown by the channel: %d",
	Gaps: "gaps: %d, the latest %s to %s (%s)", TokenAsk: "Token for %s", TokenStored: "The token for %s is in the keyring.",
	ScreenNeedsTerminal: "the screen needs a terminal; “lotse --help” shows the commands",
	InitExists:          "there is a configuration already: %s; it stays as it is", InitWrote: "Configuration written: %s",
	LoginPage: "Open this page, log in with the town's account and allow access:\n\n%s\n\nThe browser then shows a page that cannot be opened. That is as it should be: copy its whole address here.",
	LoginAsk:  "Address from the browser", LoginDone: "Logged in. Check: lotse doctor %s · Log in anew: lotse config login %s",
	InitNext:  "Go on with: lotse config check, lotse doctor, then lotse. The templates are drafts: lotse template list",
	RulesFine: "rules of your own in order: %s", RulesNew: "rules of your own read again: %s", RulesOld: "until that is mended, the rules hold as before",
	RulesBuiltIn: "until that is mended, only the built-in rules hold",
	RulesTitle:   "Rules", RulesNone: "no rule has classified a comment yet",
	RuleRecord: "%s (%s): fired %d, of these judged %d, taken back %d", RuleLine: "; in triage.toml under [weaken]: %s",
	RuleAdvice: map[string]string{
		"too_few": "too few to say anything", "keep": "does well", "watch": "often taken back, but not surely so yet",
		"weaken": "fires too often, weaken it", "mute": "is wrong more often than right, mute it",
	},
	NoHandoverWaits: "No handover waits.",
	HandoverLate:    "The handover has been waiting for %s; at most %s are meant. Ask about it.",
	OtherAccount:    "The token belongs to %s, expected is %s.",
	InitVacant:      "These roles approve templates, and nobody holds them yet: %s. Give them to a person in the configuration.",
	InitNeeds:       "without a terminal it takes %s", AskTown: "Name of the town", AskLand: "Land (%s)", AskName: "Your name",
	AskAccount: "account you log in with at the channel (such as town.bsky.social)",
}
