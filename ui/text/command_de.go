package text

var commandsDE = map[string]string{ //nolint:gosec // words about tokens, none of which is one
	"": "Moderation für Social-Media-Redaktionen der Städte und Gemeinden", "list": "Vorgänge auflisten", "show": "einen Vorgang mit allem zeigen",
	"thread": "den Gesprächsverlauf zeigen", "counts": "zählen, was in jeder Ansicht liegt", "report": "Zahlen eines Zeitraums: Eingang, Tempo, Gründe; nie je Person",
	"waves": "zeigen, was als Welle hereinkommt", "waves show": "eine Welle mit ihren Vorgängen zeigen", "waves close": "eine Welle mit Grund abschließen; ihre Vorgänge bleiben, wie sie sind",
	"export": "Vorgänge als Datei ausgeben",
	"label":  "Einstufung setzen (+) und aufheben (-)", "escalate": "Eskalationsstufe setzen", "assign": "einer Rolle oder Person zuweisen",
	"take": "in Bearbeitung nehmen", "release": "die Bearbeitung abgeben", "note": "einen internen Vermerk schreiben",
	"close": "ohne Antwort erledigen", "snooze": "auf Wiedervorlage legen", "wait": "auf Warten stellen", "reopen": "wieder öffnen",
	"undo": "die letzte eigene Entscheidung zurücknehmen", "redo": "die letzte Rücknahme aufheben",
	"reply": "mit Textbaustein oder freiem Text antworten", "approve": "die Antwort einer anderen Person freigeben",
	"return": "eine Antwort mit Vermerk zurückgeben", "outbox": "Antworten auf dem Weg nach draußen", "outbox list": "Antworten auflisten",
	"outbox cancel": "vor dem Senden zurückziehen", "outbox retry": "noch einmal senden, was sicher nicht draußen ist",
	"outbox post":   "eine Antwort von Hand senden: Text und Seite",
	"outbox settle": "eine unklare Antwort nach Ansehen des Kanals klären",
	"like":          "gefällt mir", "hide": "einen Beitrag am Kanal verbergen", "unhide": "einen verborgenen Beitrag wieder einblenden",
	"delete": "einen Beitrag am Kanal löschen (zwei Personen)", "block": "eine Verfasserin oder einen Verfasser sperren (zwei Personen)",
	"claims":         "bekannte Behauptungen: was umgeht und was das Haus dazu sagt",
	"claims list":    "die Behauptungen mit Verdikt, Stand und Gültigkeit",
	"claims show":    "eine Behauptung mit allem",
	"claims add":     "eine Behauptung melden",
	"claims edit":    "Satz, Fassungen, Quellen, Textbausteine ändern",
	"claims examine": "ein Fachamt prüfen lassen",
	"claims verdict": "ein Verdikt geben oder vorschlagen",
	"claims release": "ein vorgeschlagenes Verdikt freigeben",
	"claims return":  "ein vorgeschlagenes Verdikt zurückgeben",
	"claims stop":    "das Verdikt gilt nicht mehr: alles stoppen, was darauf beruht",
	"claims close":   "eine Behauptung schließen",
	"claims reopen":  "eine Behauptung wieder öffnen",
	"claims match":   "Vorgänge einer Behauptung zuordnen",
	"claims unmatch": "Vorgänge sind nicht diese Behauptung",
	"claims recall":  "die Antworten unter einem überholten Verdikt",
	"claims import":  "fremde Prüfungen (ClaimReview) als Quellen einlesen",
	"claims export":  "die geltenden Verdikte als ClaimReview ausgeben",
	"measures":       "offene Maßnahmen", "measures agree": "als zweite Person zustimmen",
	"measures cancel": "zurückziehen oder als zweite Person ablehnen", "measures settle": "eine unklare Maßnahme nach Ansehen des Kanals klären",
	"template": "Textbausteine", "template list": "auflisten", "template show": "eine Fassung zeigen", "template check": "Dateien prüfen",
	"template import": "Dateien als Entwürfe einlesen", "template export": "die neuesten Fassungen als Dateien schreiben",
	"template submit": "einen Entwurf zur Freigabe einreichen", "template approve": "eine Fassung freigeben", "template withdraw": "eine Fassung sofort zurückziehen",
	"duty": "Dienst und Dienstübergabe", "duty show": "zeigen, wer im Dienst ist", "duty handover": "Dienstübergabe",
	"duty handover prepare": "eine Übergabe vorbereiten", "duty handover show": "das Protokoll zeigen", "duty handover accept": "den Dienst übernehmen",
	"duty handover refuse": "die Übergabe ablehnen", "poll": "Kanäle jetzt abrufen", "send": "jetzt senden, was fällig ist", "run": "abrufen und senden ohne Bildschirm",
	"import": "Kommentare aus einer Datei einlesen", "audit": "Protokoll", "audit show": "Einträge zeigen", "audit verify": "prüfen, ob das Protokoll schlüssig ist",
	"demo": "mit einer erfundenen Stadt ausprobieren", "init": "einrichten", "config": "Konfiguration", "config check": "die Konfiguration streng prüfen",
	"config example": "eine Konfiguration ausgeben, in der alles erklärt ist", "config path": "zeigen, wo alles liegt", "config login": "im Browser anmelden (X mit client_id)",
	"config token": "einen Zugangsschlüssel in den Schlüsselbund legen", "doctor": "prüfen, ob alles in Ordnung ist",
	"help": "Hilfe zu einem Befehl", "completion": "Vervollständigung für eine Shell ausgeben",
	"triage stats": "zeigen, wie gut die Einstufung die Linie des Hauses kennt", "triage export": "Gelerntes ohne Texte in eine Datei schreiben", "triage import": "Gelerntes aus einem anderen Haus übernehmen", "triage forget": "Gelerntes vergessen",
	"triage rules": "zeigen, welche Regeln zu oft anschlagen", "triage example": "eine Datei eigener Regeln ausgeben, in der alles erklärt ist",
	"triage": "Texte einstufen, ohne etwas zu speichern", "man": "die Handbuchseite ausgeben", "version": "die Fassung des Programms zeigen",
}

var longDE = map[string]string{ //nolint:gosec // words about tokens, none of which is one
	"": `Lotse holt Kommentare und Erwähnungen aller Kanäle in eine Datei auf diesem Rechner,
stuft sie ein, verteilt sie und beantwortet sie mit freigegebenen Textbausteinen.

Ohne Befehl öffnet sich der Bildschirm. Mit „lotse demo“ lässt sich alles ohne Konto
ausprobieren.

Ergebnis: 0 in Ordnung, 1 Fehler, 2 Aufruf oder Konfiguration, 3 Datei in Benutzung,
4 von einer Regel abgelehnt, 5 ein Kanal ist gestört, 130 abgebrochen.`,
	"list": `Zeigt Vorgänge, die neuesten zuerst; ohne Suche die offenen (ist:offen), mit "" alle.

Beispiele: lotse list ist:offen kanal:mastodon einstufung:kritik
           lotse list rolle:press seit:2d -einstufung:spam "Schlagloch"`,
	"show":  `Zeigt Text, Fassungen, Einstufung mit Gründen, Antworten und Verlauf. Personenbezogene Daten sind verdeckt, außer mit --reveal; das steht dann im Protokoll.`,
	"label": `Beispiel: lotse label 4K7QZM +criticism -claim --topic 04`,
	"assign": `Ein Fachamt braucht eine Frage, sonst weiß es nicht, was gewünscht ist.

Beispiel: lotse assign 4K7QZM --role office --question "Seit wann ist das Schlagloch bekannt?" --due 4h`,
	"snooze": `Zeitpunkte: 2h, 3d, "morgen 9:00", Montag, 24.11. 14:30, 2026-11-24T09:00.`,
	"reply": `Zeigt genau den Text, der erscheinen wird, seine Länge und ob eine Freigabe nötig ist, und reicht ihn dann ein.
Mit --dry-run bleibt es beim Zeigen. Bis zum Ende der Rücknahmefrist lässt sich die Antwort zurückziehen.

Beispiel: lotse reply 4K7QZM --template T05 --set link=https://www.neustadt.example/maengel`,
	"hide": `Nur ein Mensch verbirgt, nie das Programm: mit Regel, Grund und der Abwägung, ob etwas Milderes genügt hätte.
Der Grund bleibt intern. Die Abwägung: tried (Milderes half nicht), unfit (würde nicht helfen), urgent (keine Zeit), mildest (es gibt nichts Milderes).

Beispiel: lotse hide 4K7QZM --rule insult --milder unfit --reason "beschimpft die Kollegin"`,
	"delete":       `Löschen lässt sich nicht zurücknehmen. Deshalb stimmt eine zweite Person zu: lotse measures agree.`,
	"approve":      `Zeigt den Text neben dem Beitrag und fragt nach. In Skripten: --yes --hash ANFANG, mit der Prüfsumme aus „lotse outbox --json“.`,
	"config login": `Für Kanäle, die im Browser angemeldet werden. Der Zugang liegt danach im Ordner für den Zustand (0600) und erneuert sich von selbst.`,
	"outbox post": `Für Antworten, die der Kanal von keinem Programm annimmt. Hält fest, dass Sie jetzt senden, druckt den Text und nennt die Seite. Das Programm sendet sie nie; der nächste Abruf findet sie dort.

Beispiel: lotse outbox post KQ4M2Z | wl-copy`,
	"outbox settle":         `Sehen Sie am Kanal nach und sagen Sie, was Sie gefunden haben: --stands, wenn die Antwort dort steht, sonst --absent.`,
	"template approve":      `Die Freigabe gilt genau dieser Fassung. Gebraucht werden alle Rollen, die der Textbaustein nennt; eigene Entwürfe gibt eine andere Person frei.`,
	"duty handover accept":  `Kritisches, Fälliges und Unklares (Abschnitte A bis C) wird einzeln bestätigt: am Terminal Zeile für Zeile, sonst mit --ack 1,2,5-7. Mit der Annahme geht die Verantwortung über.`,
	"duty handover prepare": `Stellt zusammen, was offen, kritisch, fällig, unklar, wartend und zugesagt ist. Sie bleiben zuständig, bis die andere Person annimmt.`,
	"import":                `Liest JSON-Zeilen oder CSV, wie Tabellenprogramme sie schreiben. Dieselbe Datei zweimal einlesen ändert nichts. Ohne --partial wird bei einem Fehler nichts übernommen.`,
	"report": `Mit einer Kennung und --rule: meldet den Beitrag der Plattform (lotse report 4K7QZM --rule insult --milder unfit --reason …).
Sonst: Zählt, was in einem Zeitraum eingegangen ist und was daraus wurde: je Kanal, Einstufung, Stufe, Thema und Zeit,
wie schnell reagiert und geantwortet wurde, was aus welchem Grund erledigt oder verborgen wurde. Es gibt keine Zahl
je Person. Zahlen von 1 bis 4 sind verdeckt. Ohne Angabe: die letzten 30 Tage.

Zeiträume: 2026, 2026-Q3, 2026-09, 2026-W47 (auch 2026-K47), gestern, 7d; --from und --to nehmen dasselbe, beide Tage zählen mit.

Beispiele: lotse report 2026-Q3 --html bericht.html
           lotse report --from 1.9.2026 --to 15.9.2026 --channel mastodon`,
	"export":        `Schreibt JSON-Zeilen wie „lotse list --json“ oder eine Tabelle, die kein Tabellenprogramm für Formeln hält. Jede Ausgabe steht im Protokoll.`,
	"triage stats":  `Gelernt wird aus Einstufungen, die Menschen setzen, aufheben oder stehen lassen. Gemessen wird an Entscheidungen, die beim Raten noch nicht bekannt waren. Es gibt keine Zahl je Person.`,
	"triage export": `Schreibt Gewichte und gehashte Wörter, keine Texte und keine Namen. Wörter, die in weniger als fünf Beiträgen standen, fehlen. Wer die Datei hat, kann trotzdem vermuten, worauf dieses Haus achtet.`,
	"triage import": `Das Übernommene zählt höchstens so viel wie 50 eigene Entscheidungen und tritt zurück, je mehr hier entschieden wird. Rückgängig: lotse triage forget --imported`,
	"triage forget": `Entscheidungen bis jetzt zählen nicht mehr, und es gilt die ausgelieferte Einstufung. Gesetzte Einstufungen an Vorgängen bleiben. Steht im Protokoll.`,
	"triage rules":  `Zählt je Regel, wie viele Kommentare sie eingestuft hat, wie viele davon jemand gesichtet hat und bei wie vielen die Einstufung zurückgenommen wurde. Wo es genug sind, steht dahinter, was in triage.toml hilft. Keine Zahl gilt einer Person.`,
	"triage": `Liest JSON-Zeilen {"id","text"} aus einer Datei oder der Standardeingabe und schreibt zu jeder die Einstufung, in derselben Reihenfolge. Mit --home oder --config gelten auch die eigenen Regeln aus triage.toml in diesem Ordner.

Mit --restore: stuft den ganzen Bestand neu ein, die neuesten Vorgänge zuerst. Abgebrochen geht es dort weiter, wo es stehen blieb. Was Menschen gesetzt oder aufgehoben haben, bleibt.`,
	"demo": `Öffnet eine erfundene Stadt mit vier Kanälen und freigegebenen Textbausteinen. Nichts wird gespeichert. --story wählt, womit sie beginnt. Mit einem Befehl dahinter läuft dieser: lotse demo list ist:offen`,
	"init": `Fragt nach Stadt, Land und Namen, schreibt die Konfiguration, legt die Textbausteine als Entwürfe an und führt dann durch jeden Kanal: was wo anzulegen ist, welche Rechte, was es kostet. Abgebrochen? Das nächste „lotse init“ macht weiter. Gibt es schon eine Konfiguration, kommen nur Kanäle hinzu. Alles lässt sich auch als Angabe mitgeben.

Beispiele: lotse init --channel facebook
           lotse init --channel website --channel-kind feed --channel-server https://ihre-stadt.example/comments/feed/`,
	"config token": `Liest den Zugangsschlüssel von der Tastatur oder der Standardeingabe. Er gehört nie in die Konfiguration und nie auf die Befehlszeile.`,
	"completion": `Gibt ein Skript aus, mit dem die Shell Befehle, Angaben und Namen ergänzt.

Beispiel für bash: source <(lotse completion bash)
Dauerhaft: lotse completion bash > ~/.local/share/bash-completion/completions/lotse`,
	"doctor": `Prüft Konfiguration, Datei, Ausgang und je Kanal Zugangsschlüssel, Rechte, Grenzen und Uhr mit einem Abruf. Es wird nichts geändert.`,
}
