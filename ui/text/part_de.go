package text

import "lotse/inbox"

// What sentences are made of: the parts that stand for an error's arguments.

var channelsDE = map[inbox.Problem]string{
	inbox.ProblemRetryable:   "Der Kanal ist gestört[ (HTTP {status})]. Es wird später noch einmal versucht.",
	inbox.ProblemThrottled:   "Der Kanal lässt gerade keine weiteren Abrufe zu[ (HTTP {status})].",
	inbox.ProblemAuth:        "Der Kanal nimmt den Zugangsschlüssel nicht an[ (HTTP {status})]. Hinterlegen Sie einen neuen.",
	inbox.ProblemPermission:  "Dem Zugangsschlüssel fehlt dafür ein Recht[ (HTTP {status})].",
	inbox.ProblemGone:        "Den Beitrag gibt es am Kanal nicht mehr[ (HTTP {status})].",
	inbox.ProblemDuplicate:   "Der Kanal sagt, dass er diesen Text schon hat[ (HTTP {status})].",
	inbox.ProblemInvalid:     "Der Kanal nimmt den Inhalt nicht an[ (HTTP {status})].",
	inbox.ProblemPolicy:      "Die Regeln der Plattform lassen das nicht zu[ (HTTP {status})].",
	inbox.ProblemBudget:      "Das eigene Abrufbudget für diesen Kanal ist verbraucht.",
	inbox.ProblemUnsupported: "Dieser Kanal kann das nicht.",
	inbox.ProblemDecode:      "Die Antwort des Kanals ist nicht lesbar[ (HTTP {status})]. Prüfen Sie die Adresse des Servers.",
	inbox.ProblemUnreachable: "Der Kanal ist nicht erreichbar. Prüfen Sie Netz und Adresse des Servers.",
}

var nameKindsDE = map[string]string{
	"state": "Bearbeitungsstand", "reply state": "Stand einer Antwort", "template state": "Stand eines Textbausteins",
	"visibility": "Sichtbarkeit", "retention": "Aufbewahrung", "audience": "Empfängerkreis", "kind": "Art", "price": "Preis",
	"label": "Einstufung", "level": "Eskalationsstufe", "latitude": "Freiraumstufe", "category": "Kategorie",
	"reason": "Grund", "role": "Rolle", "person": "Person", "right": "Recht", "placeholder": "Platzhalter",
	"block": "Freiraum-Block", "choice": "Vorgabe", "variant": "Variante", "outcome": "Ausgang", "claim state": "Stand einer Behauptung", "verdict": "Verdikt", "order state": "Stand einer Maßnahme", "measure": "Maßnahme", "milder": "Abwägung", "rule": "Regel", "decision": "Entscheidung",
	"channel": "Kanal", "topic": "Thema", "format": "Format", "field": "Feld",
	"address": "Anrede", "calendar": "Dienstkalender", "land": "Land", "language": "Sprache", "action": "Aktion", "theme": "Farbschema", "style": "Stil", "color": "Farbe", "view": "Ansicht", "time_zone": "Zeitzone",
}

var missingDE = map[string]string{
	"sentence": "der Satz der Behauptung", "verdict": "das Verdikt", "": "der Text", "reason": "der Grund", "rule": "die Regel der Netiquette", "question": "die Frage an das Fachamt", "note": "der Vermerk", "name": "der Name",
}

var checksDE = map[string]string{
	"no_as_of": "Ein Textbaustein der Kategorie K braucht einen Platzhalter für den Stand (as_of)",
	"key":      "Der Schlüssel besteht aus Buchstaben, Ziffern, - und _", "title": "Der Titel fehlt",
	"category": "Die Kategorie ist A, B, C, D oder K", "approver": "Es fehlt, wer freigibt",
	"validity":         "Die Gültigkeit ist zum Beispiel 12M, 14d oder 6h",
	"placeholder":      "Ein Platzhalter hat keinen brauchbaren oder einen doppelten Namen",
	"placeholder_type": "Einen solchen Platzhalter gibt es nicht", "choices": "Einem Auswahl-Platzhalter fehlen die Vorgaben",
	"block":               "Ein Freiraum-Block hat keinen brauchbaren Namen, keine Länge oder einen zu langen Vorgabetext",
	"unknown_placeholder": "Ein Platzhalter oder Block im Text ist nicht beschrieben", "variants": "Es fehlt der Text",
	"variant_name": "Eine Variante hat keinen oder einen doppelten Namen", "unused_placeholder": "Ein Platzhalter kommt in keinem Text vor",
	"brackets": "Eine Klammer ist nicht geschlossen oder enthält keinen Namen", "empty": "Der Text ist leer",
	"exclamation": "Mehr als ein Ausrufezeichen", "capitals": "Ein Wort steht ganz in Großbuchstaben",
	"as_of": "Der Platzhalter für den Stand fehlt im Text",
}

var queriesDE = map[string]string{
	"control": "ein Steuerzeichen oder beschädigter Text", "long": "die Suche ist zu lang", "quote": "ein Anführungszeichen wird nicht geschlossen",
	"after_quote": "nach dem schließenden Anführungszeichen steht noch etwas", "empty": "hier fehlt ein Wort",
	"single": "das Feld nimmt nur einen Wert", "not": "das lässt sich nicht verneinen",
	"either": "diese Werte lassen sich nicht mit Komma verbinden", "twice": "das Feld darf nur einmal vorkommen",
}

var tomlDE = map[string]string{
	"string": "ein Text in Anführungszeichen", "integer": "eine Zahl", "float": "eine Kommazahl", "boolean": "true oder false", "array": "eine Liste in []", "table": "ein Abschnitt", "datetime": "ein Zeitpunkt",
}

var wantsDE = map[string]string{
	"percent":      "eine ganze Zahl Prozent: Gewichte 1 bis 100, Schwellen 20 bis 95",
	"triage_word":  "ein Wort aus Buchstaben oder Ziffern, ein * nur am Anfang oder am Ende; statt eines Bindestrichs ein Leerzeichen",
	"triage_group": "der Name einer Gruppe, die es gibt oder die unter [[group]] steht", "triage_gap": "ein Wort vor und nach .., und .. höchstens zweimal in einer Zeile",
	"triage_short": "eine Zeile von höchstens 12 Wörtern", "triage_fewer": "eine Datei mit höchstens 2000 Zeilen und Wörtern", "triage_groups": "eine Gruppe weniger; es gibt höchstens 64",
	"free_key": "eine Taste, die Terminal und Tastatur freilassen",
	"":         "etwas anderes", "env": "der Name einer Umgebungsvariablen", "graph_version": "eine Fassung wie v25.0", "https": "eine Adresse mit https://", "id": "eine Kennung aus Buchstaben, Ziffern, - _ .", "host": "der Name eines Servers wie neustadt.example", "unreserved": "ein Wort, das in der Suche nichts anderes bedeutet", "theme": "ein Farbschema oder der Name einer Datei aus Buchstaben, Ziffern, - _", "hours": "Dienstzeiten wie \"08:00-12:00, 13:00-16:00\", jede für sich und nicht über Mitternacht", "date": "ein Tag wie 2026-12-24", "duration": "eine Dauer wie 20s, 30m, 4h oder 14d", "integer": "eine ganze Zahl", "money": "ein Betrag in Anführungszeichen wie \"12.50\"",
}
