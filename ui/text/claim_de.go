package text

import "lotse/inbox"

var claimsDE = map[inbox.ClaimState]string{
	inbox.ClaimReported: "gemeldet", inbox.ClaimExamined: "in Prüfung", inbox.ClaimProposed: "Verdikt wartet auf Freigabe",
	inbox.ClaimRuled: "beurteilt", inbox.ClaimOvertaken: "überholt", inbox.ClaimClosed: "geschlossen",
}

var foundDE = map[inbox.ClaimVerdict]string{
	inbox.VerdictFalse: "falsch", inbox.VerdictMisleading: "irreführend", inbox.VerdictUnproven: "unbelegt",
	inbox.VerdictPartly: "teilweise richtig", inbox.VerdictTrue: "richtig",
}

var claimCLIDE = ClaimCLI{
	None: "Keine Behauptung ist bekannt.", Reported: "Behauptung %s ist gemeldet.", Edited: "Behauptung %s ist geändert.",
	Examined: "Behauptung %s ist in Prüfung.", Ruled: "Verdikt zu %s: %s.", Proposed: "Das Verdikt zu %s braucht eine zweite Person: lotse claims release %s",
	Released: "Das Verdikt zu %s gilt.", Returned: "Das Verdikt zu %s ist zurückgegeben.", Overtaken: "Das Verdikt zu %s gilt nicht mehr.",
	Closed: "Behauptung %s ist geschlossen.", Reopened: "Behauptung %s ist wieder offen.",
	Matched: "Der Behauptung zugeordnet", Unmatched: "Nicht diese Behauptung",
	Stopped:    "Gestoppt, bevor es hinausging: %s.",
	RecallNone: "Keine Antwort steht unter einem überholten Verdikt.",
	RecallHead: "%s unter einem überholten Verdikt, davon nicht berichtigt: %s",
	RecallFix:  "Zum Berichtigen: Textbaustein %s", RecallNoFix: "Zum Berichtigen gibt es keinen gültigen Textbaustein (üblich: %s).",
	RecallReopened: "Wieder geöffnet: %s.",
	Imported:       "Fremde Prüfungen übernommen: %s. Ein eigenes Verdikt ist keine davon.", ImportBad: "Prüfung %d ist nicht lesbar: %s.",
	ImportReported: "Neu gemeldet: %s.", Exported: "Ausgegeben: %s.",
	Sentence: "Behauptung", Variants: "Andere Fassungen", Sources: "Quellen", Owner: "Prüft", AsOf: "Stand", Core: "Richtig ist",
	Bound: "Textbausteine", Verdict: "Verdikt", Hash: "Prüfsumme", Expired: "abgelaufen", Corrected: "berichtigt",
	Possible: "möglich", Strong: "naheliegend", Confirmed: "zugeordnet", Suggested: "Ähnelt", Silent: "schweigt",
}

var claimBadDE = map[string]string{
	"sentence": "Der Satz ist zu lang", "variants": "Zu viele andere Fassungen", "sources": "Zu viele Quellen",
	"source": "Eine Quelle ist eine Internetadresse mit https://", "as_of": "Der Stand fehlt oder liegt in der Zukunft", "until": "„Gültig bis“ fehlt oder liegt in der Vergangenheit",
	"no_source": "Ohne geprüfte Quelle gibt es nur das Verdikt „unbelegt“",
}
