package text

import (
	"fmt"

	"lotse/inbox"
	"lotse/inbox/safetext"
)

// Lint says what is odd about a text somebody wrote, and what to do about it.
func (l Lang) Lint(f inbox.LintFinding) string {
	return fmt.Sprintf(known(l.words().Lint, f.Code), safetext.Line(f.Got))
}

// Severity names how much a finding matters.
func (l Lang) Severity(s inbox.Severity) string { return l.words().Severity[s] }

var severityDE = map[inbox.Severity]string{inbox.LintHint: "Hinweis", inbox.LintWarn: "Achtung", inbox.LintError: "Fehler"}

var severityEN = map[inbox.Severity]string{inbox.LintHint: "note", inbox.LintWarn: "careful", inbox.LintError: "mistake"}

var lintDE = map[inbox.LintCode]string{
	inbox.LintLong:      "Zu lang ab „%s“. Kürzen Sie, was unterstrichen ist.",
	inbox.LintLeftover:  "„%s“ sieht nach einer Lücke aus, die noch niemand gefüllt hat.",
	inbox.LintShout:     "„%s“ in Großbuchstaben liest sich wie Schreien.",
	inbox.LintMarks:     "„%s“: ein Ausrufezeichen im ganzen Text genügt.",
	inbox.LintAddress:   "„%s“ passt nicht zur Anrede des Hauses.",
	inbox.LintInsecure:  "%s ist nicht verschlüsselt. Nehmen Sie die Adresse mit https://.",
	inbox.LintShortener: "%s verrät nicht, wohin es führt. Nehmen Sie die volle Adresse.",
	inbox.LintHost:      "%s ist keine Adresse des Hauses. Wollen Sie dorthin verweisen?",
	inbox.LintPhone:     "%s: Ist das die Nummer einer Stelle und nicht die eines Menschen?",
	inbox.LintMobile:    "%s ist eine Mobilnummer. Persönliche Nummern gehören nicht in einen Kommentar.",
	inbox.LintMail:      "%s nennt eine Person. Nehmen Sie das Postfach der Stelle.",
	inbox.LintColleague: "„%s“ arbeitet hier. Namen von Beschäftigten gehören nicht in einen Kommentar.",
	inbox.LintInternal:  "„%s“ versteht draußen niemand, oder es geht niemanden an.",
	inbox.LintSpaces:    "Zwei Leerzeichen hintereinander.%.0s",
	inbox.LintEmoji:     "Ab %s sind es viele Bildzeichen; zwei genügen.",
}

var lintEN = map[inbox.LintCode]string{
	inbox.LintLong:      "Too long from “%s” on. Shorten what is underlined.",
	inbox.LintLeftover:  "“%s” looks like a gap that nobody has filled.",
	inbox.LintShout:     "“%s” in capitals reads like shouting.",
	inbox.LintMarks:     "“%s”: one exclamation mark is enough for the whole text.",
	inbox.LintAddress:   "“%s” does not go with the house's form of address.",
	inbox.LintInsecure:  "%s is not encrypted. Take the address with https://.",
	inbox.LintShortener: "%s does not tell where it leads. Take the full address.",
	inbox.LintHost:      "%s is no address of the house. Do you want to point there?",
	inbox.LintPhone:     "%s: is that the number of an office and not of a person?",
	inbox.LintMobile:    "%s is a mobile number. Personal numbers do not belong in a comment.",
	inbox.LintMail:      "%s names a person. Take the mailbox of the office.",
	inbox.LintColleague: "“%s” works here. Names of staff do not belong in a comment.",
	inbox.LintInternal:  "“%s”: nobody outside understands that, or it is nobody's business.",
	inbox.LintSpaces:    "Two spaces in a row.%.0s",
	inbox.LintEmoji:     "From %s on there are many pictures; two are enough.",
}
