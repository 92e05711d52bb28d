package text

import "lotse/inbox"

var english = words{
	Work: map[inbox.WorkState]string{
		inbox.WorkNew: "new", inbox.WorkTriaged: "triaged", inbox.WorkAssigned: "assigned",
		inbox.WorkInProgress: "in progress", inbox.WorkWaitingInternal: "waiting for an office",
		inbox.WorkWaitingExternal: "waiting for the citizen", inbox.WorkInReview: "in review",
		inbox.WorkReturned: "returned", inbox.WorkReleased: "released",
		inbox.WorkOutbox: "in the outbox", inbox.WorkAnswered: "answered",
		inbox.WorkClosed: "closed", inbox.WorkBundled: "bundled",
	},
	Reply: map[inbox.ReplyState]string{
		inbox.ReplyNone: "none", inbox.ReplyInReview: "in review", inbox.ReplyReturned: "returned",
		inbox.ReplyReleased: "released", inbox.ReplyQueued: "queued", inbox.ReplySending: "being sent",
		inbox.ReplyDelivered: "delivered", inbox.ReplyRefused: "refused", inbox.ReplyUnclear: "unclear",
		inbox.ReplyCancelled: "cancelled", inbox.ReplyVoid: "void",
	},
	Visibility: map[inbox.Visibility]string{
		inbox.Public: "public", inbox.HiddenByUs: "hidden (by us)", inbox.DeletedByUs: "deleted (by us)",
		inbox.DeletedByAuthor: "deleted (by the author)", inbox.RemovedByChannel: "removed (by the platform)",
		inbox.VisibilityUnknown: "unknown",
	},
	Retention: map[inbox.Retention]string{
		inbox.RetentionActive: "active", inbox.RetentionExpiring: "period running", inbox.RetentionHeld: "on hold",
		inbox.RetentionOffered: "offered to the archive", inbox.RetentionErased: "erased",
	},
	Audience: map[inbox.Audience]string{
		inbox.AudiencePublic: "public", inbox.AudienceUnlisted: "public, unlisted",
		inbox.AudienceFollowers: "followers only", inbox.AudienceDirect: "private",
	},
	Kind: map[inbox.ItemKind]string{
		inbox.KindComment: "comment", inbox.KindMention: "mention", inbox.KindDirect: "direct message",
		inbox.KindOwnPost: "own post", inbox.KindUnparsed: "unreadable",
	},
	Level: map[inbox.Level]Term{
		inbox.E0: {"routine", "E0 routine", "question or praise; answer within 24 service hours"},
		inbox.E1: {"attentive", "E1 attentive", "factual criticism or a defect; within 4 hours"},
		inbox.E2: {"delicate", "E2 delicate", "press, politics, staff named, rumour; within 2 hours"},
		inbox.E3: {"critical", "E3 critical", "threat, danger to life, wave; at once, on-call included"},
	},
	Label: labelsEN,
	Topic: map[string]string{
		"01": "events & culture", "02": "tourism & townscape", "03": "leisure, sports, pools",
		"04": "traffic & roadworks", "05": "parking & public order", "06": "cleanliness, waste, parks",
		"07": "building & urban planning", "08": "housing", "09": "childcare, schools, youth", "10": "social affairs & health",
		"11": "migration & accommodation", "12": "citizen services & identity papers", "13": "fees, taxes, budget",
		"14": "climate, energy, environment, animals", "15": "safety, fire service, disasters", "16": "politics, council, elections",
		"17": "participation", "18": "staff & jobs", "19": "digital services & administration", "99": "other",
	},
	Reason: map[inbox.CloseReason]string{
		inbox.ReasonOpinion: "pure opinion, needs no answer", inbox.ReasonAnswered: "answered already",
		inbox.ReasonAmongUsers: "a talk among users that runs well", inbox.ReasonDuplicate: "duplicate",
		inbox.ReasonBundled: "answered in its lead item", inbox.ReasonSpam: "advertising or spam",
		inbox.ReasonAuthorGone: "deleted by its author", inbox.ReasonFiled: "read and filed",
	},
	Category: map[inbox.Category]Term{
		inbox.CategoryA: {"service", "A service, events, thanks", "information without dispute"},
		inbox.CategoryB: {"criticism", "B criticism, complaints, defects", "displeasure with the administration"},
		inbox.CategoryC: {"disputed", "C disputed politics, procedures, rumours", "what council, court or public are settling"},
		inbox.CategoryD: {"law", "D law, staff, personal data, crime", "only with the legal office"},
		inbox.CategoryK: {"crisis", "K crisis wording", "approved wording with an as-of time only"},
	},
	Latitude: map[inbox.Latitude]Term{
		inbox.L0: {"L0 wording", "L0 wording", "the approved text unchanged"},
		inbox.L1: {"L1 gaps", "L1 placeholders", "fill in placeholders"},
		inbox.L2: {"L2 frame", "L2 frame", "fill in placeholders and edit the free blocks"},
		inbox.L3: {"L3 four eyes", "L3 free with four eyes", "free text that another person releases"},
		inbox.L4: {"L4 free", "L4 free", "free text on one's own responsibility"},
	},
	Template: map[inbox.TemplateState]string{
		inbox.TemplateDraft: "draft", inbox.TemplateSubmitted: "submitted for approval",
		inbox.TemplateApproved: "approved", inbox.TemplateWithdrawn: "withdrawn",
		inbox.TemplateSuperseded: "replaced by a newer version",
	},
	Handover: map[inbox.HandoverState]string{
		inbox.HandoverPrepared: "waits for acceptance", inbox.HandoverAccepted: "accepted", inbox.HandoverRefused: "refused",
	},
	Section: map[inbox.Section]string{
		inbox.SectionCritical: "Critical", inbox.SectionDue: "Due before the shift ends",
		inbox.SectionUnclear: "Unclear and failed sends", inbox.SectionWaiting: "Waiting for release or an office",
		inbox.SectionClaims: "Claims and waves", inbox.SectionChannels: "Health of the channels",
		inbox.SectionPromises: "Promises", inbox.SectionMeasures: "Measures to be reviewed",
		inbox.SectionNotes: "Notes of the outgoing person", inbox.SectionPhase: "Situation phase and agreed wordings",
	},
	Right: map[inbox.Right]string{
		inbox.RightRead: "read all items", inbox.RightReadAssigned: "read assigned items",
		inbox.RightTriage: "triage", inbox.RightAssign: "assign", inbox.RightTake: "work on items",
		inbox.RightDraft: "compose replies", inbox.RightTemplateDraft: "write templates",
		inbox.RightTemplateApprove: "approve templates", inbox.RightImport: "import files",
		inbox.RightExport: "export items", inbox.RightAudit: "check the log",
		inbox.RightDuty: "hand over duty", inbox.RightChannels: "poll and check channels",
		inbox.RightMeasure: "order measures", inbox.RightMeasureAgree: "agree to measures",
	},
	Input: map[inbox.PlaceholderType]string{
		inbox.PlaceholderText: "a short text", inbox.PlaceholderDate: "a date", inbox.PlaceholderTime: "a time of day",
		inbox.PlaceholderDateTime: "a date and time", inbox.PlaceholderPlace: "a place",
		inbox.PlaceholderLink: "a web address with https://", inbox.PlaceholderOffice: "an office",
		inbox.PlaceholderContact: "a mail address, phone number or web address",
		inbox.PlaceholderAmount:  "an amount or number", inbox.PlaceholderChoice: "one of the choices",
	},
	Problem: map[inbox.Problem]string{
		inbox.ProblemRetryable: "disturbed", inbox.ProblemThrottled: "throttled", inbox.ProblemAuth: "access refused",
		inbox.ProblemPermission: "permission missing", inbox.ProblemGone: "not found", inbox.ProblemDuplicate: "duplicate",
		inbox.ProblemInvalid: "content refused", inbox.ProblemPolicy: "forbidden by the platform",
		inbox.ProblemBudget: "call budget used up", inbox.ProblemUnsupported: "not possible",
		inbox.ProblemDecode: "answer unreadable", inbox.ProblemUnreachable: "unreachable",
	},
	Gap: map[string]string{
		"page_cap": "more posts than the channel shows at once", "window": "older than the channel reaches back",
		"undecodable": "posts could not be read", "retention": "deleted by the channel already",
	},
	Warning: map[string]string{
		"unparsed": "a post could not be read and is kept as it came", "repeated_page": "the channel repeated a page",
		"out_of_order": "posts came out of order", "clock_skew": "the channel's clock differs",
		"cursor_unknown": "the channel no longer knew where reading had stopped",
		"thread_unread":  "the comments of a post could not be read", "visitors_unread": "visitors' posts on the page could not be read",
		"token_not_renewed": "the token could not be renewed; it will be tried again",
	},
	Grade: map[inbox.Grade]string{
		inbox.GradeOK: "ok", inbox.GradeWarn: "warning", inbox.GradeError: "error",
	},
	Measure: map[inbox.Measure]string{
		inbox.MeasureHide: "hide", inbox.MeasureUnhide: "unhide", inbox.MeasureDelete: "delete",
		inbox.MeasureBlock: "block", inbox.MeasureReport: "report to the platform", inbox.MeasureLike: "like",
	},
	Order: ordersEN, Rule: rulesEN, Milder: mildersEN,
	Outcome: map[inbox.Outcome]string{
		inbox.OutcomeDelivered: "delivered", inbox.OutcomeRefused: "refused, certainly not posted", inbox.OutcomeUnclear: "unclear",
	},
	Verdict: map[inbox.Verdict]string{
		inbox.VerdictFound: "stands on the channel", inbox.VerdictAbsent: "is not on the channel", inbox.VerdictUndecidable: "cannot be decided",
	},
	Reopened: map[string]string{
		"edited": "the text was edited", "answered": "a new answer", "asked": "reopened by hand",
	},
	PostedByHand: "{who} took text and page to send the reply by hand.",
	ByHand:       map[inbox.ReplyState]string{inbox.ReplyQueued: "by hand", inbox.ReplyUnclear: "by hand?", inbox.ReplyCancelled: "replaced"},
	Void: map[string]string{
		"item_edited": "The post was edited after the reply was written.", "item_gone": "The post is no longer there.",
		inbox.OtherWords:     "An answer in other words stands on the channel in its place.",
		"template_withdrawn": "The template was withdrawn.",
	},
	Role: map[string]string{
		"editor": "Social media desk", "trainee": "Trainee", "lead": "Head of social media",
		"press": "Press office", "oncall": "On-call duty", "office": "Specialist office", "legal": "Legal office",
		"privacy": "Data protection", "order": "Public order office", "crisis": "Crisis staff", "head": "Head of administration",
		"participation": "Citizen participation", "council": "Staff council", "archive": "Town archive",
		"admin": "IT administration", "audit": "Audit", inbox.RoleSystem: "System",
	},
	Lint: lintEN, Severity: severityEN,
	Line: linesEN, NameKind: nameKindsEN, Missing: missingEN, Check: checksEN, Query: queriesEN, Toml: tomlEN, Want: wantsEN,
	Event: eventsEN, Act: actsEN, Failure: failuresEN, Channel: channelsEN,
	Noun: map[Noun][2]string{
		NounItem: {"item", "items"}, NounReply: {"reply", "replies"}, NounTemplate: {"template", "templates"},
		NounRow: {"row", "rows"}, NounProblem: {"problem", "problems"}, NounWarning: {"warning", "warnings"},
		NounEntry: {"log entry", "log entries"}, NounVersion: {"version", "versions"},
		NounNote: {"note", "notes"}, NounChar: {"character", "characters"}, NounHidden: {"hidden character", "hidden characters"},
		NounMinute: {"minute", "minutes"}, NounHour: {"hour", "hours"}, NounDay: {"day", "days"},
	},
	Date: dateWords{
		Weekday: [7]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"},
		Month:   [12]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
		Today:   "today", Yesterday: "yesterday", Tomorrow: "tomorrow", Now: "just now", Soon: "any moment",
		Ago: "%s ago", In: "in %s", Over: "overdue by %s",
		Units: [4][2]string{{"min", "min"}, {"h", "h"}, {"day", "days"}, {"week", "weeks"}}, OverUnits: [4][2]string{{"min", "min"}, {"h", "h"}, {"day", "days"}, {"week", "weeks"}},
		DayMonth: "%[2]s %02[3]d %[1]s", FullDay: "%[2]s %02[3]d %[1]s %[5]d", DayYear: "%02[3]d %[1]s %[5]d", Thousands: ",",
	},
	Phrase: phrases{
		System: "The program", Unknown: "Unexpected error: %s", Remote: " The channel says: “%s”",
		SentMaybe: " It is unclear whether the post stands there already.", RetryAt: " Possible again from %s.", Cause: " (%s)",
		NotFound: "There is no file “%s”.", Denied: "No access to “%s”. Check the permissions of the file.",
		Exists:    "The file “%s” exists already; it stays unchanged.",
		Cancelled: "Cancelled.", TimedOut: "That took too long and was stopped.",
		ReleaseOf: "release of category", ApprovedBy: "approved already by", WaitsFor: "waits for",
	},
}
