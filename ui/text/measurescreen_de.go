package text

import "lotse/inbox"

var measureWordsDE = MeasureWords{
	Title: "Maßnahmen", None: "Keine Maßnahme ist offen.",
	AskWhich: "Was soll mit diesem Beitrag am Kanal geschehen?", AskRule: "Gegen welche Regel der Netiquette verstößt er?",
	Unchosen:  "Bitte mit einem Buchstaben wählen; die Antwort steht im Protokoll.",
	Consider:  "Zu prüfen mit {measure}: verbergen (%s)",
	AskMilder: "Würde etwas Milderes genügen?", AskReason: "Warum?", ReasonHint: "Der Grund bleibt intern und steht im Protokoll.",
	LastLook:  "„%s“ auf %s, Beitrag von %s: wirklich?",
	NeedsPair: "Das lässt sich nicht zurücknehmen; eine zweite Person muss zustimmen.",
	OneByOne:  "Jeder Beitrag wird einzeln beurteilt; bitte nur einen wählen.",
	Queued:    "Vorgemerkt: %s, in %s.", ToReview: "Wartet auf eine zweite Person: %s.",
	Ordered: "„%s“, angeordnet von %s, %s.", AskAgree: "Zustimmen? y stimmt zu, n lehnt mit Vermerk ab.", AskNo: "Warum nicht?",
	AskSettle: "Sehen Sie am Kanal nach: Ist „%s“ auf %s ausgeführt?", ItIsDone: "ja, ist ausgeführt", ItIsNot: "nein, ist nicht ausgeführt",
	Agreed: "Zugestimmt: %s.", Cancelled: "Zurückgezogen: %s.", Settled: "Festgehalten.", PulledBack: "zurückgezogen",
	AdviceQueued: "Wird gleich ausgeführt; b zieht sie zurück.", AdviceActing: "Der Kanal ist gerade gefragt.",
	AdviceUnclear: "Ob der Kanal es getan hat, ist unklar. Sehen Sie dort nach (o), und halten Sie es mit f fest.",
	AdviceRefused: "Der Kanal hat es nicht getan. Sie können die Maßnahme am Vorgang neu anordnen.",
	AdviceVoid:    "Beurteilen Sie den Beitrag neu.",
	Means: map[inbox.Measure]string{
		inbox.MeasureLike: "zeigt Zustimmung unter dem Namen der Stadt", inbox.MeasureUnhide: "alle sehen ihn wieder",
		inbox.MeasureHide:   "nur noch die Verfasserin oder der Verfasser sieht ihn",
		inbox.MeasureDelete: "endgültig; zwei Personen", inbox.MeasureBlock: "darf hier nicht mehr schreiben; zwei Personen",
		inbox.MeasureReport: "die Plattform soll prüfen",
	},
}
