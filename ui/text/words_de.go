package text

import "lotse/inbox"

var german = words{
	Work: map[inbox.WorkState]string{
		inbox.WorkNew: "neu", inbox.WorkTriaged: "gesichtet", inbox.WorkAssigned: "zugewiesen",
		inbox.WorkInProgress: "in Bearbeitung", inbox.WorkWaitingInternal: "wartet auf Fachamt",
		inbox.WorkWaitingExternal: "wartet auf Rückmeldung", inbox.WorkInReview: "zur Freigabe",
		inbox.WorkReturned: "zurückgegeben", inbox.WorkReleased: "freigegeben",
		inbox.WorkOutbox: "im Ausgang", inbox.WorkAnswered: "beantwortet",
		inbox.WorkClosed: "erledigt", inbox.WorkBundled: "gebündelt",
	},
	Reply: map[inbox.ReplyState]string{
		inbox.ReplyNone: "keine", inbox.ReplyInReview: "zur Freigabe", inbox.ReplyReturned: "zurückgegeben",
		inbox.ReplyReleased: "freigegeben", inbox.ReplyQueued: "vorgemerkt", inbox.ReplySending: "in Zustellung",
		inbox.ReplyDelivered: "zugestellt", inbox.ReplyRefused: "abgelehnt", inbox.ReplyUnclear: "unklar",
		inbox.ReplyCancelled: "zurückgezogen", inbox.ReplyVoid: "verfallen",
	},
	Visibility: map[inbox.Visibility]string{
		inbox.Public: "öffentlich", inbox.HiddenByUs: "verborgen (wir)", inbox.DeletedByUs: "gelöscht (wir)",
		inbox.DeletedByAuthor: "gelöscht (Verfasser)", inbox.RemovedByChannel: "entfernt (Plattform)",
		inbox.VisibilityUnknown: "unbekannt",
	},
	Retention: map[inbox.Retention]string{
		inbox.RetentionActive: "laufend", inbox.RetentionExpiring: "Frist läuft", inbox.RetentionHeld: "gesperrt",
		inbox.RetentionOffered: "dem Archiv angeboten", inbox.RetentionErased: "gelöscht",
	},
	Audience: map[inbox.Audience]string{
		inbox.AudiencePublic: "öffentlich", inbox.AudienceUnlisted: "öffentlich, nicht gelistet",
		inbox.AudienceFollowers: "nur für Folgende", inbox.AudienceDirect: "privat",
	},
	Kind: map[inbox.ItemKind]string{
		inbox.KindComment: "Kommentar", inbox.KindMention: "Erwähnung", inbox.KindDirect: "Direktnachricht",
		inbox.KindOwnPost: "eigener Beitrag", inbox.KindUnparsed: "nicht lesbar",
	},
	Level: map[inbox.Level]Term{
		inbox.E0: {"Routine", "E0 Routine", "Frage oder Lob; Antwort binnen 24 Stunden Servicezeit"},
		inbox.E1: {"Aufmerksam", "E1 Aufmerksam", "sachliche Kritik oder Mangel; binnen 4 Stunden"},
		inbox.E2: {"Heikel", "E2 Heikel", "Presse, Politik, Beschäftigte genannt, Gerücht; binnen 2 Stunden"},
		inbox.E3: {"Kritisch", "E3 Kritisch", "Drohung, Gefahr für Leib und Leben, Welle; sofort, auch im Bereitschaftsdienst"},
	},
	Label: labelsDE,
	Topic: map[string]string{
		"01": "Veranstaltungen & Kultur", "02": "Tourismus & Stadtbild", "03": "Freizeit, Sport, Bäder",
		"04": "Verkehr & Baustellen", "05": "Parken & Ordnung", "06": "Sauberkeit, Abfall, Grün",
		"07": "Bauen & Stadtentwicklung", "08": "Wohnen", "09": "Kita, Schule, Jugend", "10": "Soziales & Gesundheit",
		"11": "Migration & Unterbringung", "12": "Bürgerservice & Ausweise", "13": "Gebühren, Steuern, Haushalt",
		"14": "Klima, Energie, Umwelt, Tiere", "15": "Sicherheit, Feuerwehr, Katastrophe", "16": "Politik, Rat, Wahlen",
		"17": "Beteiligung", "18": "Personal & Stellen", "19": "Digitales & Verwaltung", "99": "Sonstiges",
	},
	Reason: map[inbox.CloseReason]string{
		inbox.ReasonOpinion: "reine Meinung, braucht keine Antwort", inbox.ReasonAnswered: "schon beantwortet",
		inbox.ReasonAmongUsers: "Gespräch unter Nutzenden, läuft gut", inbox.ReasonDuplicate: "Duplikat",
		inbox.ReasonBundled: "im Leitvorgang beantwortet", inbox.ReasonSpam: "Werbung oder Spam",
		inbox.ReasonAuthorGone: "Verfasser hat gelöscht", inbox.ReasonFiled: "gelesen, z. d. A.",
	},
	Category: map[inbox.Category]Term{
		inbox.CategoryA: {"Service", "A Service, Veranstaltung, Dank", "Auskunft ohne Streit"},
		inbox.CategoryB: {"Kritik", "B Kritik, Beschwerde, Mangel", "Unmut über die Verwaltung"},
		inbox.CategoryC: {"Strittig", "C strittige Politik, Verfahren, Gerücht", "was Rat, Gericht oder Öffentlichkeit gerade klären"},
		inbox.CategoryD: {"Recht", "D Recht, Personal, Personenbezogenes, Strafbares", "nur mit dem Rechtsamt"},
		inbox.CategoryK: {"Krise", "K Krise, Sprachregelung", "nur freigegebene Sprachregelung mit Stand"},
	},
	Latitude: map[inbox.Latitude]Term{
		inbox.L0: {"L0 Wortlaut", "L0 Wortlaut", "freigegebener Text unverändert"},
		inbox.L1: {"L1 Lücken", "L1 Platzhalter", "Platzhalter ausfüllen"},
		inbox.L2: {"L2 Rahmen", "L2 Rahmen", "Platzhalter ausfüllen und Freiraum-Blöcke ändern"},
		inbox.L3: {"L3 Vier Augen", "L3 frei mit Vier-Augen-Prinzip", "freier Text, den eine andere Person freigibt"},
		inbox.L4: {"L4 frei", "L4 frei", "freier Text in eigener Verantwortung"},
	},
	Template: map[inbox.TemplateState]string{
		inbox.TemplateDraft: "Entwurf", inbox.TemplateSubmitted: "zur Freigabe eingereicht",
		inbox.TemplateApproved: "freigegeben", inbox.TemplateWithdrawn: "zurückgezogen",
		inbox.TemplateSuperseded: "durch neue Fassung ersetzt",
	},
	Handover: map[inbox.HandoverState]string{
		inbox.HandoverPrepared: "wartet auf Annahme", inbox.HandoverAccepted: "angenommen", inbox.HandoverRefused: "abgelehnt",
	},
	Section: map[inbox.Section]string{
		inbox.SectionCritical: "Kritisch", inbox.SectionDue: "Fällig vor Dienstende",
		inbox.SectionUnclear: "Unklare und gescheiterte Sendungen", inbox.SectionWaiting: "Wartet auf Freigabe oder Fachamt",
		inbox.SectionClaims: "Behauptungen und Wellen", inbox.SectionChannels: "Zustand der Kanäle",
		inbox.SectionPromises: "Zusagen", inbox.SectionMeasures: "Maßnahmen zur Überprüfung",
		inbox.SectionNotes: "Hinweise der übergebenden Person", inbox.SectionPhase: "Lagephase und Sprachregelungen",
	},
	Right: map[inbox.Right]string{
		inbox.RightRead: "alle Vorgänge lesen", inbox.RightReadAssigned: "zugewiesene Vorgänge lesen",
		inbox.RightTriage: "sichten und einstufen", inbox.RightAssign: "zuweisen", inbox.RightTake: "bearbeiten",
		inbox.RightDraft: "Antworten verfassen", inbox.RightTemplateDraft: "Textbausteine verfassen",
		inbox.RightTemplateApprove: "Textbausteine freigeben", inbox.RightImport: "Dateien einlesen",
		inbox.RightExport: "Vorgänge ausgeben", inbox.RightAudit: "Protokoll prüfen",
		inbox.RightDuty: "Dienst übergeben", inbox.RightChannels: "Kanäle abrufen und prüfen",
		inbox.RightMeasure: "Maßnahmen anordnen", inbox.RightMeasureAgree: "Maßnahmen zustimmen",
	},
	Input: map[inbox.PlaceholderType]string{
		inbox.PlaceholderText: "ein kurzer Text", inbox.PlaceholderDate: "ein Datum", inbox.PlaceholderTime: "eine Uhrzeit",
		inbox.PlaceholderDateTime: "Datum und Uhrzeit", inbox.PlaceholderPlace: "ein Ort",
		inbox.PlaceholderLink: "eine Internetadresse mit https://", inbox.PlaceholderOffice: "ein Amt oder eine Stelle",
		inbox.PlaceholderContact: "eine E-Mail-Adresse, Telefonnummer oder Internetadresse",
		inbox.PlaceholderAmount:  "ein Betrag oder eine Zahl", inbox.PlaceholderChoice: "eine der Vorgaben",
	},
	Problem: map[inbox.Problem]string{
		inbox.ProblemRetryable: "gestört", inbox.ProblemThrottled: "gedrosselt", inbox.ProblemAuth: "Zugang abgelehnt",
		inbox.ProblemPermission: "Recht fehlt", inbox.ProblemGone: "nicht gefunden", inbox.ProblemDuplicate: "doppelt",
		inbox.ProblemInvalid: "Inhalt abgelehnt", inbox.ProblemPolicy: "von der Plattform untersagt",
		inbox.ProblemBudget: "Abrufbudget verbraucht", inbox.ProblemUnsupported: "nicht möglich",
		inbox.ProblemDecode: "Antwort unlesbar", inbox.ProblemUnreachable: "nicht erreichbar",
	},
	Gap: map[string]string{
		"page_cap": "mehr Beiträge, als der Kanal auf einmal zeigt", "window": "älter, als der Kanal zurückreicht",
		"undecodable": "Beiträge waren nicht lesbar", "retention": "vom Kanal schon gelöscht",
	},
	Warning: map[string]string{ //nolint:gosec // words about tokens, none of which is one
		"unparsed": "ein Beitrag war nicht lesbar und liegt im Rohzustand vor", "repeated_page": "der Kanal hat eine Seite wiederholt",
		"out_of_order": "Beiträge kamen in falscher Reihenfolge", "clock_skew": "die Uhr des Kanals weicht ab",
		"cursor_unknown": "der Kanal kannte die letzte Lesestelle nicht mehr",
		"thread_unread":  "die Kommentare eines Beitrags waren nicht lesbar", "visitors_unread": "Beiträge von Besuchern der Seite waren nicht lesbar",
		"token_not_renewed": "der Zugangsschlüssel ließ sich nicht erneuern; der nächste Versuch folgt",
	},
	Grade: map[inbox.Grade]string{
		inbox.GradeOK: "in Ordnung", inbox.GradeWarn: "Hinweis", inbox.GradeError: "Fehler",
	},
	Measure: map[inbox.Measure]string{
		inbox.MeasureHide: "verbergen", inbox.MeasureUnhide: "wieder einblenden", inbox.MeasureDelete: "löschen",
		inbox.MeasureBlock: "sperren", inbox.MeasureReport: "der Plattform melden", inbox.MeasureLike: "gefällt mir",
	},
	Order: ordersDE, Rule: rulesDE, Milder: mildersDE,
	Outcome: map[inbox.Outcome]string{
		inbox.OutcomeDelivered: "zugestellt", inbox.OutcomeRefused: "abgelehnt, sicher nicht gesendet", inbox.OutcomeUnclear: "unklar",
	},
	Verdict: map[inbox.Verdict]string{
		inbox.VerdictFound: "steht am Kanal", inbox.VerdictAbsent: "steht nicht am Kanal", inbox.VerdictUndecidable: "nicht zu entscheiden",
	},
	Reopened: map[string]string{
		"edited": "Text wurde geändert", "answered": "neue Antwort", "asked": "von Hand wieder geöffnet",
	},
	PostedByHand: "{who} hat Text und Seite genommen, um die Antwort von Hand zu senden.",
	ByHand:       map[inbox.ReplyState]string{inbox.ReplyQueued: "von Hand", inbox.ReplyUnclear: "von Hand?", inbox.ReplyCancelled: "ersetzt"},
	Void: map[string]string{
		"item_edited": "Der Beitrag wurde nach der Antwort geändert.", "item_gone": "Der Beitrag ist nicht mehr da.",
		inbox.OtherWords:     "Am Kanal steht an ihrer Stelle eine Antwort in anderen Worten.",
		"template_withdrawn": "Der Textbaustein wurde zurückgezogen.",
	},
	Role: map[string]string{
		"editor": "Social-Media-Redaktion", "trainee": "Redaktion in Einarbeitung", "lead": "Leitung Social Media",
		"press": "Pressestelle", "oncall": "Bereitschaftsdienst", "office": "Fachamt", "legal": "Rechtsamt",
		"privacy": "Datenschutz", "order": "Ordnungsamt", "crisis": "Krisenstab", "head": "Verwaltungsspitze",
		"participation": "Bürgerbeteiligung", "council": "Personalrat", "archive": "Stadtarchiv",
		"admin": "IT-Administration", "audit": "Revision", inbox.RoleSystem: "System",
	},
	Lint: lintDE, Severity: severityDE,
	Line: linesDE, NameKind: nameKindsDE, Missing: missingDE, Check: checksDE, Query: queriesDE, Toml: tomlDE, Want: wantsDE,
	Event: eventsDE, Act: actsDE, Failure: failuresDE, Channel: channelsDE,
	Noun: map[Noun][2]string{
		NounItem: {"Vorgang", "Vorgänge"}, NounReply: {"Antwort", "Antworten"}, NounTemplate: {"Textbaustein", "Textbausteine"},
		NounRow: {"Zeile", "Zeilen"}, NounProblem: {"Fehler", "Fehler"}, NounWarning: {"Hinweis", "Hinweise"},
		NounEntry: {"Protokolleintrag", "Protokolleinträge"}, NounVersion: {"Fassung", "Fassungen"},
		NounNote: {"Vermerk", "Vermerke"}, NounChar: {"Zeichen", "Zeichen"}, NounHidden: {"unsichtbares Zeichen", "unsichtbare Zeichen"},
		NounMinute: {"Minute", "Minuten"}, NounHour: {"Stunde", "Stunden"}, NounDay: {"Tag", "Tage"},
	},
	Date: dateWords{
		Weekday: [7]string{"So", "Mo", "Di", "Mi", "Do", "Fr", "Sa"},
		Month:   [12]string{"Jan", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez"},
		Today:   "heute", Yesterday: "gestern", Tomorrow: "morgen", Now: "gerade eben", Soon: "gleich",
		Ago: "vor %s", In: "in %s", Over: "seit %s überfällig",
		Units: [4][2]string{{"min", "min"}, {"h", "h"}, {"Tag", "Tagen"}, {"Woche", "Wochen"}}, OverUnits: [4][2]string{{"min", "min"}, {"h", "h"}, {"Tag", "Tagen"}, {"Woche", "Wochen"}},
		DayMonth: "%[2]s %02[3]d.%02[4]d.", FullDay: "%[2]s %02[3]d.%02[4]d.%[5]d", DayYear: "%02[3]d.%02[4]d.%[5]d", Thousands: ".",
	},
	Phrase: phrases{
		System: "Das Programm", Unknown: "Unerwarteter Fehler: %s", Remote: " Der Kanal sagt: „%s“",
		SentMaybe: " Es ist unklar, ob der Beitrag dort schon steht.", RetryAt: " Wieder möglich ab %s.", Cause: " (%s)",
		NotFound: "Die Datei „%s“ gibt es nicht.", Denied: "Auf „%s“ besteht kein Zugriff. Prüfen Sie die Rechte der Datei.",
		Exists:    "Die Datei „%s“ gibt es schon; sie bleibt unverändert.",
		Cancelled: "Abgebrochen.", TimedOut: "Das hat zu lange gedauert und wurde abgebrochen.",
		ReleaseOf: "Freigabe der Kategorie", ApprovedBy: "schon freigegeben durch", WaitsFor: "wartet auf",
	},
}
