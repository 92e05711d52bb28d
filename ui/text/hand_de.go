package text

var handDE = HandWords{
	Counting:        "Anzahl %s – jetzt eine Taste wie j, k, Leertaste, l oder n; Esc bricht ab",
	NoCount:         "%s: eine Anzahl gilt hier nicht",
	NothingToRepeat: "es gibt noch keine Entscheidung zum Wiederholen",
	AskEscalate:     "Eskalieren: auf welche Stufe?",
	AskHandUp:       "Wer kümmert sich jetzt darum?",
	NamedForLevel:   "für %s vorgesehen",
	HandedUp:        "Eskaliert auf %s, an %s.",
}
