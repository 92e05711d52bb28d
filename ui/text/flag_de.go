package text

var flagsDE = map[string]string{ //nolint:gosec // words about tokens, none of which is one
	"completion.no-descriptions": "ohne Erläuterungen",
	"config":                     "Konfigurationsdatei", "home": "Konfiguration und Daten unter diesem Ordner", "as": "wer Sie sind (Kennung einer Person)",
	"lang": "Sprache: de oder en", "json": "ein JSON-Objekt je Zeile", "plain": "nur Worte: keine Linien, keine Fortschrittsbalken", "help": "Hilfe",
	"list.limit": "höchstens so viele (0: alle; ohne Angabe 50, mit --json alle)", "thread.limit": "höchstens so viele Beiträge",
	"show.reveal": "verdeckte personenbezogene Daten zeigen; steht im Protokoll", "label.topic": "Thema, zweistellig",
	"escalate.level": "E0 bis E3", "escalate.reason": "Grund; nötig ab E2", "escalate.to": "Rolle, die es zugleich bekommt", "assign.role": "zuständige Rolle", "assign.person": "zuständige Person",
	"assign.question": "Frage an das Fachamt", "assign.due": "fällig: 4h, „morgen 12:00“, 24.11.", "take.take-over": "auch von jemandem übernehmen, der gerade daran arbeitet",
	"note.answer": "beantwortet die gestellte Frage", "close.reason": "Grund", "close.lead": "Leitvorgang, dem dieser folgt (Grund bundled)",
	"snooze.until": "bis wann", "wait.external": "auf die Bürgerin oder den Bürger statt auf ein Amt",
	"reply.template": "Textbaustein, auch mit Fassung: T05 oder T05/2", "reply.variant": "Variante, mit Name oder Nummer", "reply.set": "Platzhalter: name=wert",
	"reply.block": "Freiraum-Block: name=text", "reply.text": "freier Text", "reply.item-version": "Fassung des Beitrags, die Sie gelesen haben",
	"reply.dry-run": "nur zeigen", "approve.yes": "ohne Nachfrage, nur zusammen mit --hash", "approve.hash": "Anfang der Prüfsumme des gelesenen Textes",
	"return.note": "Vermerk für die verfassende Person", "settle.stands": "die Antwort steht am Kanal", "settle.absent": "die Antwort steht nicht am Kanal",
	"settle.url": "Adresse der Antwort am Kanal", "template.all": "auch zurückgezogene und ersetzte", "template.from": "gültig ab", "template.until": "gültig bis",
	"withdraw.reason": "Grund", "handover.to": "wer übernimmt", "handover.until": "Ende des nächsten Dienstes", "handover.note": "Hinweise",
	"handover.format": "text oder markdown", "handover.ack": "bestätigte Zeilen: 1,2,5-7", "handover.hash": "Anfang der Prüfsumme des gelesenen Protokolls",
	"handover.reason": "Grund", "poll.once": "einmal abrufen", "send.once": "einmal senden", "import.channel": "Kanal für alle Zeilen",
	"import.dry-run": "nur prüfen", "import.partial": "gute Zeilen übernehmen, auch wenn andere fehlerhaft sind", "export.format": "jsonl oder csv",
	"export.output": "in eine neue Datei schreiben", "audit.limit": "höchstens so viele (0: alle)", "audit.since": "seit: 2h, 3d, gestern",
	"init.town": "Name der Stadt", "init.land": "Land, zweistellig (NW, BY …)", "init.time-zone": "Zeitzone", "init.person": "Person: kennung=Name:rolle,rolle (mehrfach)",
	"init.channel": "Kennung des ersten Kanals", "init.channel-kind": "Art des Kanals", "init.channel-server": "Adresse des Servers", "init.channel-account": "erwartetes Konto",
	"init.token-env": "Umgebungsvariable mit dem Zugangsschlüssel", "init.token-file": "Datei mit dem Zugangsschlüssel", "init.token-cmd": "Befehl, der den Zugangsschlüssel ausgibt",
	"init.token-keyring": "Zugangsschlüssel aus dem Schlüsselbund", "init.no-templates": "keine Textbausteine anlegen",
}

var rowsDE = map[string]string{
	"file_too_large": "Die Datei ist zu groß.", "too_many_rows": "Die Datei hat zu viele Zeilen.", "file_empty": "Die Datei ist leer.",
	"no_header": "Die erste Zeile nennt keine Spalte für den Text oder keine für das Datum.", "two_columns": "Zwei Spalten heißen nach demselben.",
	"columns": "Die Zeile hat mehr Felder als die Kopfzeile.", "bad_quote": "Ein Anführungszeichen ist nicht verdoppelt oder nicht geschlossen.",
	"bad_json": "Das ist kein JSON-Objekt.", "bad_type": "Das Feld hat die falsche Art von Wert.", "no_text": "Der Text fehlt.", "text_too_long": "Der Text ist zu lang.",
	"no_date": "Das Datum fehlt.", "bad_date": "Das Datum ist nicht lesbar. Gut sind 24.11.2026 14:30 und 2026-11-24T14:30:00+01:00.",
	"date_range": "Das Datum liegt vor dem Jahr 2000.", "date_future": "Das Datum liegt in der Zukunft.", "date_only": "Ohne Uhrzeit; es gilt 0 Uhr.",
	"dst_ambiguous": "Die Stunde gibt es bei der Zeitumstellung zweimal; es gilt die erste.", "dst_nonexistent": "Die Stunde gibt es bei der Zeitumstellung nicht; es gilt eine Stunde später.",
	"bad_byte": "Ein Zeichen ist nicht lesbar und wurde ersetzt.", "unknown_name": "Unbekannte Art oder unbekannter Empfängerkreis; es gilt die strengste Annahme.",
	"duplicate_id": "Die Kennung kam schon vor; die spätere Zeile gilt als Änderung.", "unknown_column": "Die Spalte wird nicht gebraucht.",
}

var findingsDE = map[string]string{ //nolint:gosec // words about tokens, none of which is one
	"token": "Der Zugangsschlüssel gilt[ für {account}][ auf {server}].", "token.error": "Der Zugangsschlüssel gilt nicht[: {problem:problem}][ (HTTP {status})].",
	"token_expires": "Der Zugangsschlüssel läuft in {days} Tagen ab.", "scope": "Die Rechte des Zugangsschlüssels genügen[: {scopes}].",
	"scope.warn": "Dem Zugangsschlüssel fehlen Rechte für Maßnahmen: {missing}.", "scope.error": "Dem Zugangsschlüssel fehlen Rechte: {missing}.",
	"read": "Gelesen: {what}.", "read.error": "Nicht lesbar: {what}[, {problem:problem}][ (HTTP {status})].", "window": "Der Server zeigt nur die letzten {shown} Benachrichtigungen.",
	"unparsed": "Nicht lesbare Beiträge: {count}.", "batch": "Sammelabruf möglich: {supported}.", "limit": "Antworten bis {max} Zeichen.",
	"policy": "Der Server filtert keine Benachrichtigungen weg[; zurückgehalten: {filtered}].", "policy.warn": "Der Server verwirft Benachrichtigungen: {dropped}.",
	"token.unreachable": "Der Server ist nicht erreichbar; der Zugangsschlüssel ist nicht geprüft.",
	"token.other":       "Der Zugangsschlüssel ließ sich nicht prüfen: {problem:problem}[ (HTTP {status})].",
	"imports_only":      "Dieser Kanal nimmt nur Dateien auf („lotse import“); hier wird weder abgerufen noch gesendet.",
	"filtered":          "Zurückgehaltene Benachrichtigungen: {count}.", "rate": "Abrufe übrig: {remaining} von {limit}.",
	"skew": "Die Uhren stimmen überein[ (Abweichung {skew})].", "skew.warn": "Die Uhr des Servers weicht ab: {skew}.", "skew.error": "Die Uhr geht falsch: Abweichung {skew}.",
}
