package text

var replyDE = ReplyWords{
	FitsBecause: "passt: %s",
	Lately:      "zuletzt benutzt",
	AllStand:    "jede Variante steht schon in diesem Gespräch",
	Stands:      "steht so schon in diesem Gespräch",
	VariantOf:   "Variante %d von %d: %s",
	OtherKey:    "{variant} zeigt die nächste",
	Account:     "Kanal %s, Konto %s.",
	NoAccount:   "Kanal %s.",
	Answering:   "Antwort auf den Kommentar von %s.",
	MoreLint:    "… und %d weitere Hinweise bei der letzten Durchsicht",

	NoEditor:    "Es ist kein Textprogramm eingestellt. Setzen Sie die Umgebungsvariable VISUAL oder EDITOR, etwa EDITOR=nano.",
	EditorField: "Im Textprogramm lassen sich nur Freitext und Freiraum-Blöcke schreiben.",
	EditorBad:   "Das Textprogramm ist gescheitert: %s. Ihr Text steht hier wie zuvor.",
	EditorSame:  "Nichts geändert.",
	EditorTaken: "Text übernommen.",

	SiblingThread:   "Im selben Gespräch wartet auch eine Antwort auf: %s.",
	SiblingTemplate: "Mit demselben Textbaustein warten auch Antworten auf: %s.",

	OutTo:     "Kanal %s, Antwort auf den Kommentar von %s, geschrieben von %s %s.",
	OutLeaves: "Geht hinaus in %s.",
	OutTries:  "%d Versuche, zuletzt %s.",
	OutRead:   "Der Kanal wurde %d-mal nachgelesen, zuletzt %s; der Text stand dort nicht.",
	OutAgain:  "Nächster Versuch %s.",
	OutCan:    "Sie können:",
	Barred:    "geht hier nicht",
}
