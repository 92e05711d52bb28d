package text

import "lotse/inbox"

var wavesDE = WaveWords{
	Title:       "Wellen",
	None:        "Gerade läuft keine Welle.",
	Badge:       "Welle",
	Ask:         "Welche Welle? Ihre Vorgänge stehen dann zusammen in der Liste.",
	AskInside:   "Diese Welle – was soll mit ihr geschehen?",
	One:         "Welle %s: %s Beiträge",
	Several:     "%d Wellen",
	Items:       "%s Beiträge auf %s seit %s",
	People:      " von %s Personen",
	PeopleLeast: " von mindestens %s Personen",
	Critical:    ", %s davon kritisch",
	Rate:        "%s in %s, wo %s üblich sind",
	Copies:      "%s-mal fast derselbe Text in %s",
	Spread:      "%s-mal fast derselbe Text auf mehreren Kanälen in %s",
	Shared:      "Gemeinsame Wörter:",
	UnderPost:   ", das meiste unter „%s“",
	Under:       ", das meiste unter einem Beitrag",
	Others:      "wieder alle Vorgänge zeigen",
	Closed:      "Welle abgeschlossen: %s. Die Vorgänge bleiben, wie sie sind.",
	States: map[inbox.WaveState]string{
		inbox.WaveOpen: "läuft", inbox.WaveGrowing: "wächst", inbox.WaveCalming: "klingt ab", inbox.WaveClosed: "abgeschlossen",
	},
	Reasons: map[inbox.WaveReason]string{
		inbox.WaveEnded: "von selbst zu Ende", inbox.WaveHandled: "abgearbeitet", inbox.WaveOrdinary: "gewöhnlicher Andrang",
		inbox.WaveExpected: "war zu erwarten", inbox.WaveMistaken: "gehört nicht zusammen",
	},
}
