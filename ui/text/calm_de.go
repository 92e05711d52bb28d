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
}
