package text

import "lotse/inbox"

var claimsEN = map[inbox.ClaimState]string{
	inbox.ClaimReported: "reported", inbox.ClaimExamined: "examined", inbox.ClaimProposed: "verdict waits for release",
	inbox.ClaimRuled: "judged", inbox.ClaimOvertaken: "overtaken", inbox.ClaimClosed: "closed",
}

var foundEN = map[inbox.ClaimVerdict]string{
	inbox.VerdictFalse: "false", inbox.VerdictMisleading: "misleading", inbox.VerdictUnproven: "unproven",
	inbox.VerdictPartly: "partly true", inbox.VerdictTrue: "true",
}

var claimCLIEN = ClaimCLI{
	None: "No claim is known.", Reported: "Claim %s is reported.", Edited: "Claim %s is changed.",
	Examined: "Claim %s is being examined.", Ruled: "Verdict on %s: %s.", Proposed: "The verdict on %s takes a second person: lotse claims release %s",
	Released: "The verdict on %s is in force.", Returned: "The verdict on %s is sent back.", Overtaken: "The verdict on %s no longer holds.",
	Closed: "Claim %s is closed.", Reopened: "Claim %s is open again.",
	Matched: "Matched with the claim", Unmatched: "Not this claim",
	Stopped:    "Stopped before it went out: %s.",
	RecallNone: "No answer stands under a verdict that no longer holds.",
	RecallHead: "%s under a verdict that no longer holds, of these not corrected: %s",
	RecallFix:  "To correct them: template %s", RecallNoFix: "There is no valid template to correct them with (usually %s).",
	RecallReopened: "Opened again: %s.",
	Imported:       "Other people's checks taken over: %s. None of them is a verdict of ours.", ImportBad: "Check %d cannot be read: %s.",
	ImportReported: "Newly reported: %s.", Exported: "Written: %s.",
	Sentence: "Claim", Variants: "Other wordings", Sources: "Sources", Owner: "Examined by", AsOf: "As of", Core: "What is so",
	Bound: "Templates", Verdict: "Verdict", Hash: "Checksum", Expired: "expired", Corrected: "corrected",
	Possible: "possible", Strong: "likely", Confirmed: "matched", Suggested: "Resembles", Silent: "silent",
}

var claimBadEN = map[string]string{
	"sentence": "The sentence is too long", "variants": "Too many other wordings", "sources": "Too many sources",
	"source": "A source is a web address with https://", "as_of": "The as-of time is missing or lies in the future", "until": "“Valid until” is missing or lies in the past",
	"no_source": "Without a checked source the only verdict is “unproven”",
}
