package text

var calmDE = CalmWords{
	NoRoom:        "Für eine Vorschau ist kein Platz: Sie braucht 100 Spalten oder 24 Zeilen.",
	Overdue:       "%d Fristen überschritten",
	NothingUrgent: "Nichts ist dringend.",
	Channels:      "Kanäle",
	NoChannels:    "Es ist kein Kanal eingerichtet, der abgerufen wird.",
	LastGood:      "zuletzt gelesen %s",
	AdviceAccess:  "Der Zugangsschlüssel wird nicht angenommen. Der Kanal braucht einen neuen; „lotse doctor“ prüft ihn.",
	AdviceGaps:    "Aus diesem Zeitraum fehlen vielleicht Kommentare. Bitte auf dem Kanal selbst nachsehen.",
	AdviceRetry:   "Nächster Versuch %s. {poll} ruft sofort ab.",
	AdviceWait:    "Wird von selbst wieder versucht. {poll} ruft sofort ab.",

	Quiet:       "seit %s nichts, üblich wären %d",
	AdviceQuiet: "Bitte auf dem Kanal selbst nachsehen, ob dort etwas steht.",
	SeenLate:    "spät gesehen, erst %s",

	OrderUnclear: "1 Maßnahme unklar", OrdersUnclear: "%d Maßnahmen unklar",
	OrderFailed: "1 Maßnahme gescheitert", OrdersFailed: "%d Maßnahmen gescheitert",
	OrderWaits: "1 Maßnahme wartet auf Zustimmung", OrdersWait: "%d Maßnahmen warten auf Zustimmung",
	AccessEndsDay: "Zugang endet in 1 Tag", AccessEndsDays: "Zugang endet in %d Tagen",
	AccessEndsToday: "Zugang endet in weniger als einem Tag", AccessEnded: "Zugang ist abgelaufen",
	AccessUntil: "Zugang bis %s", AdviceRenew: "Bitte vorher erneuern, sonst wird weder gelesen noch gesendet.",
	Budgets:    map[string]string{"calls": "Abrufe", "units": "Einheiten", "usd": "US-Dollar", "share": "Kontingent", "posts": "gelesene Beiträge"},
	BudgetUsed: "%s von %s verbraucht (%d %%)", BudgetShare: "zu %d %% verbraucht", BudgetResets: "neu ab %s",
	RereadLate:    "Aufbewahrte Beiträge sind nur bis zum Stand von %s aufgefrischt; die Bedingungen der Plattform verlangen mehr.",
	RereadKept:    "%d aufbewahrte Beiträge zeigt der Kanal nicht mehr. Die Bedingungen der Plattform verlangen, solche Texte zu löschen.",
	RereadKeptOne: "Einen aufbewahrten Beitrag zeigt der Kanal nicht mehr. Die Bedingungen der Plattform verlangen, solche Texte zu löschen.",
	BudgetSlows:   "es wird seltener gelesen.", BudgetStops: "gelesen wird erst danach wieder; Antworten und Maßnahmen gehen weiter.",
}
