package triage_test

import "lotse/inbox"

// comment is an invented comment as it could stand below a town's post. must are
// labels that have to be suggested, never those that must not.
type comment struct {
	text  string
	must  inbox.LabelSet
	never inbox.LabelSet
	level inbox.Level
	topic string // "-" when it does not matter
	lang  string // "-" when it does not matter
}

func is(l ...inbox.Label) inbox.LabelSet { return inbox.SetOf(l...) }

const (
	criticism   = inbox.LabelCriticism
	insult      = inbox.LabelInsult
	hate        = inbox.LabelHate
	threat      = inbox.LabelThreat
	callTo      = inbox.LabelCallToAction
	defamation  = inbox.LabelDefamation
	profanity   = inbox.LabelProfanity
	claim       = inbox.LabelClaim
	question    = inbox.LabelQuestion
	praise      = inbox.LabelPraise
	spam        = inbox.LabelSpam
	privateData = inbox.LabelPrivateData
	emergency   = inbox.LabelEmergency
	complaint   = inbox.LabelComplaint
	defect      = inbox.LabelDefect
	idea        = inbox.LabelIdea
	press       = inbox.LabelPress
	staffNamed  = inbox.LabelStaffNamed
)

// harm is what ordinary talk must never be taken for.
var harm = is(insult, hate, threat, defamation, profanity, emergency, privateData, spam)

var comments = []comment{
	// Routine.
	{"Wann öffnet das Freibad am Wochenende?", is(question), harm.With(criticism), inbox.E0, "03", "de"},
	{"Hallo, weiß jemand, ob das Bürgerbüro am Freitag auf hat", is(question), harm, inbox.E0, "12", "de"},
	{"Muss ich für den Reisepass ein neues Foto mitbringen?", is(question), harm.With(criticism), inbox.E0, "12", "de"},
	{"Gibt es beim Stadtfest auch einen Flohmarkt für Kinder?", is(question), harm, inbox.E0, "01", "de"},
	{"Vielen Dank an das Team vom Bürgerbüro, in zehn Minuten war alles erledigt!", is(praise), harm.With(criticism), inbox.E0, "12", "de"},
	{"Das Konzert gestern im Park war wunderschön, macht weiter so 👏", is(praise), harm, inbox.E0, "-", "de"},
	{"Großes Lob an die Stadtreinigung, so schnell war der Sperrmüll noch nie weg.", is(praise), harm.With(claim), inbox.E0, "06", "de"},
	{"Ein dickes Lob an Frau Schulze vom Standesamt, sie war sehr freundlich.", is(praise, staffNamed), harm, inbox.E0, "12", "de"},
	{"Schöner Beitrag, gefällt mir.", is(praise), harm, inbox.E0, "-", "de"},
	{"Mein Vorschlag: mehr Bänke im Schatten am Marktplatz.", is(idea), harm.With(praise), inbox.E0, "-", "de"},
	{"Wie wäre es mit einem Trinkbrunnen in der Fußgängerzone?", is(idea, question), harm, inbox.E0, "02", "de"},
	{"Wir sehen uns um 18 Uhr am Brunnen.", 0, harm.With(criticism).With(claim).With(defect), inbox.E0, "-", "de"},
	{"Der Weihnachtsmarkt beginnt am 01.12.2025 um 08.00 Uhr.", 0, harm.With(claim), inbox.E0, "01", "de"},
	{"Guten Morgen zusammen", 0, harm.With(criticism).With(praise), inbox.E0, "", "-"},

	// Factual criticism: never an insult.
	{"Seit Wochen ist die Hauptstraße gesperrt und niemand sagt, wie es weitergeht.", is(criticism), harm, inbox.E1, "04", "de"},
	{"Die Parkgebühren sind viel zu hoch, das ist reine Abzocke.", is(criticism), harm, inbox.E1, "05", "de"},
	{"Warum gibt es immer noch keine Termine? Seit Monaten geht niemand ans Telefon.", is(criticism, question), harm, inbox.E1, "12", "de"},
	{"Völlig unverständlich, dass die Kita ab 14 Uhr schließt. Wer soll da arbeiten gehen.", is(criticism), harm, inbox.E1, "09", "de"},
	{"Das ist eine Frechheit und reine Steuerverschwendung.", is(criticism), harm, inbox.E1, "13", "de"},
	{"Na toll, schon wieder eine Baustelle direkt vor der Schule.", is(criticism), harm.With(praise), inbox.E1, "-", "de"},
	{"Danke für nichts, liebe Stadt.", is(criticism), harm.With(praise), inbox.E1, "-", "de"},
	{"Der neue Bahnhofsplatz ist eine Fehlplanung, kein Schatten, keine Bänke.", is(criticism), harm, inbox.E1, "-", "de"},
	{"Ich bin wirklich enttäuscht, wie die Verwaltung mit uns umgeht.", is(criticism), harm, inbox.E1, "-", "de"},
	{"Nicht schlecht, was ihr da gebaut habt.", 0, harm.With(criticism), inbox.E0, "-", "de"},
	{"Kein Problem, ich komme einfach morgen noch mal.", 0, harm.With(criticism), inbox.E0, "-", "de"},
	{"Hiermit lege ich offiziell Beschwerde gegen den Bescheid ein.", is(complaint), harm, inbox.E1, "-", "de"},
	{"Frau Krause vom Ordnungsamt ist eine Zumutung, völlig überfordert.", is(criticism, staffNamed), is(threat, emergency), inbox.E2, "05", "de"},

	// Defects.
	{"In der Gartenstraße ist seit Tagen die Straßenlaterne kaputt.", is(defect), harm, inbox.E1, "04", "de"},
	{"Riesiges Schlagloch in der Ringstraße, bitte mal reparieren.", is(defect), harm, inbox.E1, "04", "de"},
	{"Der Mülleimer am Spielplatz quillt über und überall liegen Glasscherben.", is(defect), harm, inbox.E1, "-", "de"},
	{"Die Ampel an der Kreuzung funktioniert nicht.", is(defect), harm, inbox.E1, "04", "de"},
	{"Unsere Biotonne wurde nicht geleert.", is(defect), harm, inbox.E1, "06", "de"},
	{"Am Waldrand wurde Müll abgeladen, eine wilde Müllkippe.", is(defect), harm, inbox.E1, "06", "de"},
	{"Der Aufzug am Bahnhof ist defekt, mit dem Rollstuhl kommt man nicht hoch.", is(defect), harm, inbox.E1, "-", "de"},

	// Insults.
	{"Der Bürgermeister ist ein Vollidiot.", is(insult), is(threat, emergency), inbox.E2, "16", "de"},
	{"Ihr seid alle unfähig und dumm", is(insult), is(threat), inbox.E2, "-", "de"},
	{"Halt die Fresse du Penner", is(insult), is(threat, emergency), inbox.E2, "-", "de"},
	{"Was für Arschlöcher im Ordnungsamt!!!", is(insult), is(threat), inbox.E2, "05", "de"},
	{"Iiiidiooot", is(insult), 0, inbox.E2, "-", "-"},
	{"So ein 1d10t, der Dezernent", is(insult), 0, inbox.E2, "-", "de"},
	{"ihr seid solche A*schlöcher", is(insult), 0, inbox.E2, "-", "de"},
	{"du I D I O T", is(insult), 0, inbox.E2, "-", "-"},
	{"Du bist ein I\u200Bd\u200Biot", is(insult), 0, inbox.E2, "-", "de"},
	{"Die haben doch nicht alle Tassen im Schrank da oben", is(insult), is(threat), inbox.E2, "-", "de"},
	{"Sesselfurzer und Bloedmaenner im Rathaus", is(insult), is(threat), inbox.E2, "-", "de"},
	{"Du bist kein Idiot, die Formulare sind einfach kompliziert.", is(criticism), is(insult, threat), inbox.E1, "-", "de"},
	{"Ich Idiot habe die Frist verpasst, kann ich den Antrag noch abgeben?", is(question), is(insult), inbox.E0, "-", "de"},
	{"Heute ist Arschbomben-Wettbewerb im Freibad!", 0, harm, inbox.E0, "03", "de"},
	{"Eine idiotensichere Anleitung wäre super.", 0, harm, inbox.E0, "-", "de"},
	{"Die Flaschen bitte in den Glascontainer, nicht daneben.", 0, harm, inbox.E0, "06", "de"},
	{"Mein Kind ist krank, bekomme ich den Kursbeitrag zurück?", is(question), harm, inbox.E0, "-", "de"},
	{"Blöde Frage, aber wo finde ich das Formular?", is(question), harm, inbox.E0, "19", "de"},

	// Profanity is aimed at nobody.
	{"So eine Scheiße, schon wieder Stau.", is(profanity), is(insult, threat), inbox.E1, "04", "de"},
	{"Das Wetter ist einfach nur zum Kotzen", is(profanity), is(insult), inbox.E1, "-", "de"},

	// Hate and threats.
	{"Ausländer raus!!!", is(hate), is(emergency), inbox.E2, "-", "-"},
	{"Alle Flüchtlinge sind Verbrecher", is(hate), is(emergency), inbox.E2, "11", "de"},
	{"Die Flüchtlinge aus der Unterkunft helfen beim Stadtfest mit, tolle Aktion!", is(praise), harm, inbox.E0, "-", "de"},
	{"Ich weiß wo du wohnst, pass bloß auf.", is(threat), 0, inbox.E3, "-", "de"},
	{"Man sollte euch alle an die Wand stellen", is(threat), 0, inbox.E3, "-", "de"},
	{"Den Bürgermeister sollte man aufhängen.", is(threat), 0, inbox.E3, "16", "de"},
	{"Ich komme morgen mit dem Messer ins Rathaus", is(threat), 0, inbox.E3, "-", "de"},
	{"Ich bring dich um", is(threat), 0, inbox.E3, "-", "de"},
	{"Wer erlaubt eigentlich, dass hier Laub verbrannt wird? Verbrennen von Müll ist verboten.", is(question), is(threat), inbox.E0, "06", "de"},
	{"Darf man Plakate am Zaun aufhängen?", is(question), harm, inbox.E0, "-", "de"},
	{"Bitte langsam fahren, gestern wurde hier fast ein Igel überfahren.", 0, harm, inbox.E0, "-", "de"},

	// Emergencies.
	{"Ich will nicht mehr leben, mir hilft ja doch keiner.", is(emergency), is(threat), inbox.E3, "-", "de"},
	{"Hier riecht es nach Gas im Treppenhaus, was sollen wir tun? Gasgeruch im ganzen Haus", is(emergency), is(insult), inbox.E3, "-", "de"},
	{"Am Stausee ist eine Person im Wasser, schnell Hilfe!", is(emergency), is(insult), inbox.E3, "-", "de"},
	{"Ich kann nicht mehr vor Lachen", 0, harm, inbox.E0, "-", "de"},

	{"Die Kreuzung am Bahnhof ist für Radfahrer gefährlich, ja lebensgefährlich.", 0, harm, inbox.E1, "04", "de"},
	{"Die Ampel ist so geschaltet, dass man im steilen Hang stehen bleiben muss.", 0, harm, inbox.E0, "04", "de"},
	{"Ich finde euch spitze, Grüße vom Schützenaufmarsch!", is(praise), harm, inbox.E0, "-", "de"},

	// Claims and rumours, accusations, calls.
	{"Ich habe gehört, dass das Hallenbad geschlossen werden soll. Angeblich ist der Vertrag schon unterschrieben.", is(claim), harm, inbox.E2, "03", "de"},
	{"Laut Haushaltsplan hat der Umbau 12 Millionen Euro gekostet.", is(claim), harm, inbox.E0, "-", "de"},
	{"Das wird doch alles vertuscht und verheimlicht.", is(claim), is(threat), inbox.E2, "-", "de"},
	{"Der Dezernent ist korrupt und steckt sich unser Geld in die eigene Tasche.", is(defamation), is(threat), inbox.E2, "-", "de"},
	{"Kommt alle zur Demo am Samstag, wehrt euch!", is(callTo), is(threat, insult), inbox.E1, "-", "de"},
	{"Unterschreibt die Petition gegen den Parkplatz.", is(callTo), harm, inbox.E1, "05", "de"},
	{"Wo ist der Treffpunkt für die Stadtführung?", is(question), harm.With(callTo), inbox.E0, "02", "de"},

	// Heard in a town that has no such officers: what must not stay unmarked.
	{"Die Neue vom Bauamt soll bloß aufpassen, ich weiß, wo sie wohnt.", is(threat), 0, inbox.E3, "-", "de"},
	{"Irgendwann erwischt den einer alleine in der Tiefgarage.", is(threat), 0, inbox.E3, "-", "de"},
	{"Die Kinder sollen auf dem Schulweg bitte aufpassen.", 0, harm, inbox.E0, "-", "de"},
	{"Weiß jemand, wo die Dame wohnt, der die Katze gehört?", is(question), harm.With(claim), inbox.E0, "-", "de"},
	{"Am Steg liegt ein Mann, der reagiert kaum. Kann bitte jemand kommen?", is(emergency), is(threat, insult), inbox.E3, "-", "de"},
	{"Das Bürgerbüro reagiert nicht auf meine Mails.", is(criticism), harm, inbox.E1, "-", "de"},
	{"Die Mauer am Spielplatz hat Risse, ein Bauingenieur hat es bestätigt.", is(claim), harm, inbox.E2, "-", "de"},
	{"Im Leitungswasser sind Bakterien, und die Stadt verschweigt es!", is(claim), harm, inbox.E2, "-", "de"},
	{"My neighbour says there are germs in the water", is(claim), harm, inbox.E2, "-", "en"},
	{"Komşum suda bakteri var diyor", is(claim), harm, inbox.E2, "-", "tr"},
	{"Die Karten gibt es an der Abendkasse für 12 Euro.", 0, harm.With(claim).With(criticism), inbox.E0, "-", "de"},
	{"zwanzig Beamte und keiner hebt ab, Hauptsache neue Büros", is(criticism), harm, inbox.E1, "-", "de"},
	{"Für wen macht ihr eigentlich diese Politik?", is(criticism, question), harm, inbox.E1, "16", "de"},
	{"Gelernt hat man im Rathaus daraus offenbar nichts.", is(criticism), harm, inbox.E1, "-", "de"},
	{"Ich weiß leider nicht, wo das neue Bürgerbüro ist.", 0, harm.With(criticism), inbox.E0, "12", "de"},
	{"Wir waren gestern mit der Klasse 4b im Museum.", 0, harm.With(praise), inbox.E0, "01", "de"},
	{"Der Rückgabekasten an der Bücherei ist defekt, die Klappe lässt sich nicht mehr öffnen.", is(defect), harm, inbox.E1, "-", "de"},
	{"Der ganze Krisenstab besteht doch aus Hohlköpfen, das weiß jeder.", is(insult), 0, inbox.E2, "-", "de"},
	{"So blöd muss man erst einmal sein, ihr Pfeifen.", is(insult), 0, inbox.E2, "-", "de"},
	{"Unfähiges Pack! Ihr könnt nur kassieren.", is(insult), 0, inbox.E2, "-", "de"},
	{"Die App stürzt ab, schade, eigentlich eine gute Idee.", is(defect), harm.With(praise), inbox.E1, "-", "de"},
	{"Am Weiher sind zwei Bretter vom Steg morsch.", is(defect), harm, inbox.E1, "-", "de"},
	{"Die Lampe am Eingang ist seit Montag aus.", is(defect), harm, inbox.E1, "-", "de"},
	{"Vorschlag: Tempo 30 vor der Kita.", is(idea), harm.With(criticism), inbox.E0, "-", "de"},
	{"Nice page! Follow us for 70% OFF", is(spam), is(insult), inbox.E0, "-", "en"},
	{"Seither verdiene ich 2.000 € in der Woche von zu Hause!", is(spam), is(insult, threat), inbox.E0, "-", "de"},
	{"Heute stand etwas darüber in der Zeitung: https://zeitung.example/rathaus-umbau, lest das bitte alle einmal in Ruhe.", 0, harm, inbox.E0, "-", "de"},

	// Private data.
	{"Meine IBAN ist DE89 3704 0044 0532 0130 00, bitte überweisen.", is(privateData), is(insult, spam), inbox.E2, "-", "de"},
	{"Ruft mich an: 0171 2345678", is(privateData), is(insult), inbox.E2, "-", "de"},
	{"Tel. 0228/775533-12 ist immer besetzt", is(privateData), is(insult), inbox.E2, "-", "de"},
	{"Schreiben Sie mir an petra.muster@mail.example wegen der Wohnung", is(privateData), is(insult), inbox.E2, "08", "de"},
	{"Mein Aktenzeichen lautet 51-2024/0815, wann kommt der Bescheid?", is(privateData, question), is(insult), inbox.E2, "-", "de"},
	{"Der Typ wohnt in der Lindenstraße 12, da steht auch sein Auto.", is(privateData), is(threat), inbox.E2, "-", "de"},
	{"Der Falschparker hat das Kennzeichen NF-AB 1234", is(privateData), is(insult), inbox.E2, "05", "de"},
	{"Das Bürgerbüro am Rathausplatz 1 hat neue Öffnungszeiten.", 0, harm, inbox.E0, "12", "de"},
	{"Die IBAN DE89 3704 0044 0532 0130 01 gibt es gar nicht", 0, is(privateData, insult), inbox.E0, "-", "de"},
	{"Folgt uns auf @stadt@social.example", 0, harm, inbox.E0, "-", "de"},

	// Advertising and the press.
	{"Schnell reich mit Bitcoin! Klick hier: https://bit.ly/abc", is(spam), is(insult, threat), inbox.E0, "-", "-"},
	{"Great post! Check my profile and earn money from home", is(spam), is(insult), inbox.E0, "-", "en"},
	{"Mehr Infos unter https://www.stadt.example/bad", 0, harm, inbox.E0, "-", "de"},
	{"Ich recherchiere für die Lokalzeitung und bitte um Stellungnahme bis Freitag.", is(press), harm, inbox.E2, "-", "de"},

	// Other languages.
	{"You are all idiots and the mayor is a liar", is(insult), is(threat), inbox.E2, "16", "en"},
	{"Thank you so much, the new playground is amazing!", is(praise), harm, inbox.E0, "03", "en"},
	{"When does the swimming pool open?", is(question), harm, inbox.E0, "03", "en"},
	{"I know where you live", is(threat), 0, inbox.E3, "-", "en"},
	{"Belediye ne zaman çöp toplayacak?", is(question), harm, inbox.E0, "06", "tr"},
	{"Çok teşekkürler, elinize sağlık", is(praise), harm, inbox.E0, "-", "tr"},
	{"Şerefsizler, yazıklar olsun size", is(insult), 0, inbox.E2, "-", "tr"},
	{"Seni öldürürüm", is(threat), 0, inbox.E3, "-", "-"},
	{"Où est la mairie s'il vous plaît ? Merci pour votre aide", 0, harm, inbox.E0, "-", "fr"},
	{"Когда откроется бассейн?", 0, harm, inbox.E0, "-", "ru"},
	{"متى يفتح المسبح؟", 0, harm, inbox.E0, "-", "ar"},
}
