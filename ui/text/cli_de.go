package text

const usageDE = `Aufruf:
  {{if .HasAvailableSubCommands}}{{.CommandPath}} [Befehl]{{else}}{{.UseLine}}{{end}}
{{- if .HasAvailableSubCommands}}{{$cmds := .Commands}}{{if eq (len .Groups) 0}}

Befehle:{{range $cmds}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{else}}{{range $group := .Groups}}

{{.Title}}:{{range $cmds}}{{if and (eq .GroupID $group.ID) .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

Angaben:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

Angaben für alle Befehle:
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}
`

var cliDE = CLI{ //nolint:gosec // words about tokens, none of which is one
	Learn:     learnDE,
	Usage:     "Der Aufruf ist nicht verständlich: %s. Hilfe gibt „lotse --help“.",
	WhoHint:   "Sagen Sie mit --as KENNUNG oder mit der Umgebungsvariablen LOTSE_PERSON, wer Sie sind.",
	AtChannel: "Kanal %s: %s", UsageTemplate: usageDE,
	NoFlag: "die Angabe --%s gibt es hier nicht", NoShorthand: "die Angabe -%s gibt es hier nicht",
	FlagNeedsValue: "nach --%s fehlt ein Wert", FlagBadValue: "„%s“ passt nicht zu --%s", FlagsMissing: "es fehlt %s",
	FlagsOneOf: "es fehlt eine dieser Angaben: %s", FlagsNotBoth: "diese Angaben schließen einander aus: %s", NoCommand: "den Befehl „%s“ gibt es nicht",
	ArgsAtLeast: "dahinter fehlen Werte, mindestens: %s", ArgsAtMost: "dahinter stehen zu viele Werte, höchstens: %s", ArgsExactly: "die Zahl der Werte dahinter stimmt nicht, nötig: %s",
	CompletionFor: "Vervollständigung für %s ausgeben", FlagsWord: "[Angaben]", ManCommand: "[Befehl]",
	ManUsage: "AUFRUF", ManDescription: "BESCHREIBUNG", ManFlags: "ANGABEN",
	GroupLook: "Lesen", GroupDecide: "Entscheiden", GroupReply: "Antworten", GroupDuty: "Dienst", GroupSetup: "Einrichten",
	GroupMeasure: "Maßnahmen", MeasureQueued: "Maßnahme „%s“ ist vorgemerkt und wird in %s ausgeführt. Zurückziehen: lotse measures cancel %s",
	MeasureInReview: "Maßnahme „%s“ braucht eine zweite Person: lotse measures agree %s", NoMeasures: "Keine Maßnahme ist offen.",
	YesNo: "[j/N]", NothingDone: "Es wurde nichts geändert.",
	NeedsYesAndHash: "Ohne Terminal kann niemand gefragt werden. Sagen Sie mit --yes zu, und nennen Sie mit --hash den Anfang der Prüfsumme des gelesenen Textes (mindestens acht Zeichen).",

	NothingFound: "Darauf passt kein Vorgang.", MoreItems: "Gezeigt: %s. Mehr mit --limit.",
	Channel: "Kanal", Author: "Von", Posted: "Geschrieben", Version: "Fassungen", Visibility: "Sichtbarkeit", Labels: "Einstufung",
	Topic: "Thema", Responsible: "Zuständig", Due: "Fällig", ReactBy: "Sichten bis", Snoozed: "Wiedervorlage", Promised: "Zugesagt bis", Reopened: "Wieder offen",
	Link: "Adresse", History: "Verlauf der Bearbeitung", Why: "Warum eingestuft", Reply: "Antwort", Note: "Hinweis",
	Covered:  "Personenbezogene Daten sind verdeckt; --reveal zeigt sie und hält das im Protokoll fest.",
	Category: "Kategorie", Latitude: "Freiraum", Length: "Länge", Release: "Freigabe", Template: "Textbaustein", Hash: "Prüfsumme",
	State: "Stand", Valid: "Gültigkeit", Approvers: "Freigabe durch", UntilShort: "bis", Expired: "abgelaufen",
	From: "Von", To: "An", Prepared: "Vorbereitet", Until: "Dienst bis", ID: "Kennung",

	Done: map[string]string{
		"label": "Eingestuft: %s.", "escalate": "Eskalationsstufe gesetzt: %s.", "assign": "Zugewiesen: %s.", "take": "Übernommen: %s.",
		"release": "Abgegeben: %s.", "note": "Vermerkt: %s.", "close": "Erledigt: %s. Zurücknehmen mit „lotse undo“.",
		"snooze": "Auf Wiedervorlage: %s.", "wait": "Auf Warten gestellt: %s.", "reopen": "Wieder geöffnet: %s.",
	},
	ReplyDone: map[string]string{
		"outbox cancel": "Antwort %s ist zurückgezogen und liegt als Entwurf bereit.",
		"outbox retry":  "Antwort %s liegt wieder im Ausgang.",
		"outbox settle": "Der Ausgang von Antwort %s ist festgehalten.",
	},
	TookBack: "Zurückgenommen: %s (%s).",

	WillBePosted: "So erscheint die Antwort auf %s an %s:", NoReleaseNeeded: "nicht nötig",
	ReleaseNeeded: "nötig, durch %s",
	ToPost:        "Antwort %s liegt im Ausgang. Von Hand senden, mit Text und Seite: lotse outbox post %s",
	PostHere:      "Auf dieser Seite einfügen und senden: %s\nSobald der Kanal die Antwort zeigt, ist der Vorgang beantwortet. Was Sie dort sehen, hält fest: lotse outbox settle %s",
	ToReview:      "Antwort %s wartet auf Freigabe: lotse approve %s",
	ToOutbox:      "Antwort %s liegt im Ausgang und geht in %s hinaus. Bis dahin zurückziehen: lotse outbox cancel %s",

	ReleaseQuestion: "Genau diesen Text freigeben?", Released: "Antwort %s ist freigegeben und geht in %s hinaus.",
	Returned: "Antwort %s ist zurückgegeben.", OutboxEmpty: "Keine Antwort ist unterwegs.", OutboxLeaves: "in %s",

	TemplatesFine: "In Ordnung: %s.", TemplatesMade: "Als Entwurf angelegt: %s; schon vorhanden: %d.", TemplatesWritten: "Geschrieben: %s nach %s.",
	TemplateSubmitted: "%s: %s.", TemplateApproved: "%s: %s.", TemplateWithdrawn: "%s: %s.",
	TemplateVoided: "Verfallen, weil der Textbaustein zurückgezogen ist: %s.", ApproveQuestion: "Genau diese Fassung freigeben?",
	OnDuty: "Im Dienst", NobodyOnDuty: "niemand eingetragen", Handover: "Dienstübergabe",
	HandoverWaits: "von %s an %s, vorbereitet %s, wartet auf Annahme", HandoverPrepared: "Die Übergabe wartet auf %s: lotse --as %s duty handover accept (%d Zeilen). Bis dahin bleiben Sie zuständig.",
	HandoverAccepted: "Der Dienst ist übergeben: von %s an %s.", HandoverRefused: "Die Dienstübergabe von %s an %s ist abgelehnt.",

	Polled: "%s: %d neu, %d geändert, %d bekannt, %d verschwunden", PollAgain: "%s: Es gibt noch mehr. Rufen Sie noch einmal ab.",
	Sent: "%s: %d zugestellt, %d abgelehnt, %d unklar", SentVoid: "%s: Vor dem Senden verfallen: %s.",
	SentUnclear: "%s: Unklar, bitte am Kanal nachsehen: %s.", Running: "Es wird abgerufen und gesendet (Kanäle: %d). Ende mit Strg+C.",
	NothingToPoll: "Es gibt nichts abzurufen und nichts zu senden: Kein eingeschalteter Kanal hat ein Konto. Dateien liest „lotse import“ ein.",
	Importing:     "Einlesen", ImportNothing: "Nichts eingelesen: %s. Mit --partial werden die guten Zeilen übernommen.",
	ImportWould: "Probelauf: %s, davon lesbar %d, Fehler %d, Hinweise %d. Es wurde nichts geändert.",
	Imported:    "Eingelesen: %s, neu %d, geändert %d, bekannt %d, Fehler %d.", Exported: "Ausgegeben: %s nach %s.",
	ExportToFile: "Tabellen gehen nicht auf den Bildschirm; nehmen Sie --output DATEI", TriageLine: "%s, Zeile %d: kein JSON-Objekt mit „id“ und „text“",
	LinesByItself: "Dieses Terminal (TERM=dumb) kann den Cursor nicht setzen, deshalb der Zeilenmodus. Kann es doch mehr: TERM=xterm lotse",
	ThemeFaint:    "Hinweis: %s: „%s“ hebt sich zu wenig ab, Kontrast %s:1. Gut lesbar ist Text ab 4,5:1.",
	AuditFine:     "Das Protokoll ist schlüssig: %s, davon Texte gelöscht %d.", ConfigFine: "Konfiguration in Ordnung: %s",
	StoreFine: "Datei unbeschädigt: %s", OutboxFine: "keine unklaren oder gescheiterten Sendungen",
	TokenFine: "Zugangsschlüssel lesbar aus %s, Kennzeichen %s", LastTry: "letzter Abruf: %s, seit %s", LastGood: "letzter guter Abruf: %s",
	RereadLate: "aufbewahrte Beiträge zuletzt vollständig aufgefrischt: %s", RereadKept: "aufbewahrte Beiträge, die der Kanal nicht mehr zeigt: %d",
	Gaps: "Lücken: %d, zuletzt %s bis %s (%s)", TokenAsk: "Zugangsschlüssel für %s", TokenStored: "Der Zugangsschlüssel für %s liegt im Schlüsselbund.",
	ScreenNeedsTerminal: "der Bildschirm braucht ein Terminal; die Befehle zeigt „lotse --help“",
	InitExists:          "es gibt schon eine Konfiguration: %s; sie bleibt unverändert", InitWrote: "Konfiguration geschrieben: %s",
	LoginPage: "Öffnen Sie diese Seite, melden Sie sich mit dem Konto der Stadt an und erlauben Sie den Zugriff:\n\n%s\n\nDanach zeigt der Browser eine Seite, die sich nicht öffnen lässt. Das ist richtig so: Kopieren Sie ihre ganze Adresse hierher.",
	LoginAsk:  "Adresse aus dem Browser", LoginDone: "Angemeldet. Prüfen: lotse doctor %s · Neu anmelden: lotse config login %s",
	InitNext:  "Weiter mit: lotse config check, lotse doctor, dann lotse. Die Textbausteine sind Entwürfe: lotse template list",
	RulesFine: "Eigene Regeln in Ordnung: %s", RulesNew: "Eigene Regeln neu gelesen: %s", RulesOld: "Bis das behoben ist, gelten die Regeln wie vorher.",
	RulesBuiltIn: "Bis das behoben ist, gelten nur die mitgelieferten Regeln.",
	RulesTitle:   "Regeln", RulesNone: "Noch hat keine Regel einen Kommentar eingestuft.",
	RuleRecord: "%s (%s): angeschlagen %d, davon gesichtet %d, zurückgenommen %d", RuleLine: "; in triage.toml unter [weaken]: %s",
	RuleAdvice: map[string]string{
		"too_few": "zu wenige, um etwas zu sagen", "keep": "bewährt sich", "watch": "oft zurückgenommen, aber noch nicht sicher",
		"weaken": "schlägt zu oft an, abschwächen", "mute": "liegt öfter falsch als richtig, abschalten",
	},
	NoHandoverWaits: "Es wartet keine Dienstübergabe.",
	HandoverLate:    "Die Übergabe wartet schon %s auf Annahme; vorgesehen sind höchstens %s. Fragen Sie nach.",
	OtherAccount:    "Der Zugangsschlüssel gehört zu %s, erwartet wird %s.",
	InitVacant:      "Diese Rollen geben Textbausteine frei, und noch hat sie niemand: %s. Tragen Sie sie bei einer Person in der Konfiguration ein.",
	InitNeeds:       "ohne Terminal braucht es %s", AskTown: "Name der Stadt oder Gemeinde", AskLand: "Land (%s)", AskName: "Ihr Name",
	AskAccount: "Konto, mit dem Sie sich am Kanal anmelden (etwa stadt.bsky.social)",
}
