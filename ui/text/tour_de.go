package text

var tourDE = TourWords{
	Title: "Rundgang %d von %d",
	Keys:  "Enter: weiter, Esc: beenden",
	Offer: "Willkommen bei Lotse. Ein Rundgang in sechs Schritten zeigt das Wichtigste, an dem, was hier gerade liegt. Geändert oder gesendet wird dabei nichts.",
	Begin: "Enter: beginnen, Esc: ohne Rundgang",
	Views: "Das sind die Ansichten mit ihren Zahlen; im Eingang liegt, was noch niemand angesehen hat. {view_3} zeigt alles, was offen ist, {view_1} wieder den Eingang.",
	Item:  "Der Cursor steht auf einem markierten Vorgang: Stufe E0 bis E3, Stand, Kanal, Alter, Name, Einstufung. {open} öffnet ihn; Lesen ändert nie etwas.",
	Why:   "Unter „Warum markiert“ steht, welche Worte zu welcher Einstufung führten. Die Nummern stehen auch im Text. Als Nächstes {reply}: antworten.",
	Reply: "Geantwortet wird mit freigegebenen Textbausteinen; was passt, steht oben, Tippen sucht. Gesendet wird erst nach einer Rückfrage, nie mit Enter.",
	Undo:  "{undo} nimmt die letzte Entscheidung zurück, auch eine Antwort, solange ihre Bedenkzeit läuft. (Im Rundgang bleibt {undo} ohne Wirkung.)",
	Help:  "{help} zeigt alle Tasten, die gerade gelten, mit Suche. {palette} findet jeden Befehl beim Namen, auch diesen Rundgang.",
	Done:  "Das war der Rundgang. Mit {palette} und „Rundgang“ beginnt er wieder.",
	Left:  "Rundgang beendet. Mit {palette} und „Rundgang“ beginnt er wieder.",
}

var storyDE = StoryWords{
	Now: "Gerade:",
	Beats: map[string]string{
		"hello":   "Sie haben Dienst in Neustadt am Fluss. In drei Minuten geschieht hier allerhand; diese Zeile sagt, was, und welche Taste hilft. {down} und {up} gehen durch die Liste.",
		"wave":    "Das Lichterfest ist abgesagt, auf Facebook läuft eine Welle ein. {load_new} lädt die neuen Kommentare; was Sie ausgewählt haben, bleibt ausgewählt.",
		"rumour":  "Ein Gerücht auf Mastodon: Das Wasser in der Südstadt sei verkeimt. {view_5} zeigt Behauptungen, {reply} antwortet mit einem Textbaustein zur Richtigstellung.",
		"edited":  "Jemand hat seinen Kommentar zum Fest nachträglich verschärft. In der Liste steht [geändert], im Vorgang stehen beide Fassungen Wort für Wort.",
		"insult":  "Eine Beleidigung ist eingetroffen. {view_6} zeigt Übergriffe, {open} öffnet; die markierten Worte nennen ihren Grund.",
		"thanks":  "Bernd am Platz nebenan dankt Heike Brandt mit einem Textbaustein. {outbox} zeigt den Ausgang: Bis die Bedenkzeit um ist, lässt sich die Antwort zurückholen.",
		"deleted": "Der Verfasser hat die Beleidigung gelöscht. Der Vorgang bleibt bei Ihnen, mit dem Hinweis, dass der Text nicht mehr auf dem Kanal steht.",
		"outside": "Das Kulturamt hat auf Instagram direkt in der App geantwortet. Lotse zeigt das im Gesprächsverlauf; {close} erledigt den Vorgang mit „schon beantwortet“.",
		"unclear": "Bernds Antwort ist raus, aber Facebook hat sie nicht bestätigt: unklar. Lotse sendet nie auf gut Glück noch einmal, sondern liest auf dem Kanal nach.",
		"found":   "Nachgelesen: Die Antwort steht auf dem Kanal, genau einmal. {outbox} zeigt, was noch offen ist.",
		"end":     "Jetzt sind Sie dran. {help} zeigt alle Tasten, {palette} findet jeden Befehl, {quit} beendet; aufbewahrt wird von alledem nichts.",
	},
}
