package text

var byHandDE = ByHandWords{
	Answer:   "Antwort",
	Only:     "nur von Hand im Browser. %s Schreiben Sie sie hier wie sonst.",
	Will:     "{send} legt die Antwort in den Ausgang. Gesendet wird sie dort von Hand: {post_by_hand} kopiert den Text und öffnet die Seite des Kanals.",
	Queued:   "Im Ausgang ({outbox}), wartet auf Sie: dort {post_by_hand} für Text und Seite. {undo} nimmt zurück.",
	Wait:     "bitte senden",
	Opened:   "wird gesucht seit %s",
	Advice:   "Diese Antwort senden Sie selbst: {post_by_hand} kopiert den Text und öffnet die Seite des Kanals. Das Programm sendet sie nie. {pull_back} holt sie als Entwurf zurück.",
	Look:     "Sie senden gerade selbst: Text in der Zwischenablage, Seite im Browser. Sobald der Kanal die Antwort zeigt, ist der Vorgang beantwortet. {post_by_hand} öffnet die Seite noch einmal, {settle} hält fest, was Sie dort sehen.",
	Left:     "Am Kanal wurde die Antwort nicht gefunden. Sehen Sie dort nach ({browse}), dann {settle}: von Hand klären. {post_by_hand} öffnet die Seite noch einmal.",
	Copied:   "Text kopiert, Seite geöffnet: %s. Dort einfügen und senden.",
	NoOpener: "Text kopiert. Der Browser lässt sich von hier aus nicht öffnen; antworten Sie unter %s",
	Again:    "Sie wurde schon einmal zum Senden geöffnet (%s). Steht die Antwort vielleicht schon dort? Noch einmal öffnen?",
	Task:     "Die Antwort von %s ist fertig und wartet im Ausgang ({outbox}) darauf, dass jemand sie von Hand sendet.",
	TaskLook: "Die Antwort von %s wird von Hand gesendet; sobald sie am Kanal steht, ist der Vorgang beantwortet.",
	ToSend:   "%d von Hand zu senden",
	Stands:   "Hier geschrieben [-so-], am Kanal [+so+]:",
}
