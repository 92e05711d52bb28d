package text

import "lotse/inbox"

// The short names fit a column of twelve cells.
var labelsDE = map[inbox.Label]Term{
	inbox.LabelCriticism:    {"Kritik", "Kritik", "sachliche Kritik an der Verwaltung; geschützte Meinung, nie ein Grund zu verbergen"},
	inbox.LabelNegative:     {"Unmut", "Unmut", "ablehnender Ton ohne greifbaren Vorwurf"},
	inbox.LabelInsult:       {"Beleidigung", "Beleidigung", "Angriff auf eine Person oder Gruppe; möglicher Bezug zu § 185 StGB, Prüfung durch das Rechtsamt"},
	inbox.LabelHate:         {"Hetze", "Diskriminierung oder Hetze", "wertet Menschen wegen ihrer Gruppe ab; möglicher Bezug zu § 130 StGB"},
	inbox.LabelThreat:       {"Drohung", "Drohung", "kündigt Gewalt oder Schaden an; möglicher Bezug zu §§ 126, 241 StGB"},
	inbox.LabelCallToAction: {"Aufruf", "Aufruf", "ruft andere zum Handeln auf, etwa zu Protest oder Gewalt"},
	inbox.LabelDefamation:   {"Verleumdung", "üble Nachrede oder Verleumdung", "ehrverletzende Tatsachenbehauptung; möglicher Bezug zu §§ 186–188 StGB"},
	inbox.LabelProfanity:    {"Kraftwort", "Kraftausdruck", "derbes Wort, das niemanden angreift"},
	inbox.LabelClaim:        {"Behauptung", "Behauptung", "prüfbare Tatsachenbehauptung, die falsch sein kann"},
	inbox.LabelEngaging:     {"Beitrag", "bereichernder Beitrag", "bringt das Gespräch voran: Argument, Erfahrung, Hilfe"},
	inbox.LabelQuestion:     {"Frage", "Frage", "will etwas wissen"},
	inbox.LabelPraise:       {"Lob", "Lob", "Dank oder Zuspruch"},
	inbox.LabelSpam:         {"Spam", "Werbung oder Spam", "Werbung, Betrug oder massenhaft Gleiches"},
	inbox.LabelPrivateData:  {"Privatdaten", "personenbezogene Daten", "nennt Daten, die nicht öffentlich stehen sollten: Telefonnummer, IBAN, Anschrift, Aktenzeichen"},
	inbox.LabelEmergency:    {"Notlage", "Notlage oder Gefahr", "jemand ist in Gefahr oder kündigt an, sich etwas anzutun"},
	inbox.LabelComplaint:    {"Beschwerde", "Beschwerde", "verlangt Abhilfe für erlittenen Ärger"},
	inbox.LabelDefect:       {"Mangel", "Mangelmeldung", "meldet etwas Kaputtes: Schlagloch, Laterne, Müll"},
	inbox.LabelIdea:         {"Idee", "Idee oder Anregung", "schlägt etwas vor"},
	inbox.LabelPress:        {"Presse", "Presseanfrage", "fragt erkennbar für ein Medium"},
	inbox.LabelOffTopic:     {"themenfremd", "ohne Bezug zum Thema", "hat mit dem Beitrag nichts zu tun"},
	inbox.LabelStaffNamed:   {"Beschäftigte", "Beschäftigte genannt", "nennt Beschäftigte der Verwaltung beim Namen"},
}
