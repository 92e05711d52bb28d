package claim

import "strings"

// stopWords say nothing about what a claim claims. "Nicht" and "kein" are among
// them on purpose: who denies a rumour writes about the same rumour.
var stopWords = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(`
		aber alle allem allen aller alles als also am an ander andere anderem anderen anderer anderes auch auf aus bei beim bin bis bist
		da dabei dadurch dafür dagegen daher dahin damit danach daneben dann daran darauf daraus darf darin darum darunter das dass davon dazu
		dein deine dem den denen denn der deren des deshalb dessen die dies diese diesem diesen dieser dieses doch dort du durch dürfen
		eben ein eine einem einen einer eines einfach einige einigen einiger einiges einmal er es etwa etwas euch euer eure für gar gegen gerade
		ganz genau gibt ging hab habe haben hat hatte hatten hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im immer in
		indem ins ist ja jede jedem jeden jeder jedes jemand jetzt kann kannst kein keine keinem keinen keiner können könnte
		lassen lässt ma machen macht mal man manche mehr mein meine meinem meinen meiner mich mir mit muss müssen
		nach nachdem nämlich neben nein nicht nichts noch nun nur ob oder ohne schon sehr sein seine seinem seinen seiner seit selbst
		sich sie sind so sogar solche soll sollen sollte sondern sonst über um und uns unser unsere unserem unseren unserer unter
		viel viele vielen vom von vor wann war waren warum was weg weil weiter welche welchem welchen welcher welches wenn wer werde werden
		wie wieder will wir wird wirklich wo wollen wollte worden wurde wurden würde würden zu zum zur zwar zwischen
		bitte echt halt eigentlich eh mega krass leute sagen sagt gesagt gehört gelesen heißt angeblich wohl laut stimmt
		a an and are as at be been but by do for from has have he i if in is it its no not of on or she that the their there they this to was we were what when which who will with you your`) {
		var b strings.Builder
		for _, r := range w {
			fold(&b, r)
		}
		m[squeeze(b.String())] = true
	}
	return m
}()
