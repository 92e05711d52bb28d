package text

import (
	"strings"
	"time"

	"lotse/inbox"
	"lotse/inbox/safetext"
)

// ClaimState says where a known claim stands.
func (l Lang) ClaimState(s inbox.ClaimState) string { return l.words().Claim[s] }

// ClaimVerdict says what was found about a claim.
func (l Lang) ClaimVerdict(v inbox.ClaimVerdict) string { return known(l.words().Found, v) }

// ClaimSentence gives a claim's canonical wording for the screen.
func ClaimSentence(c *inbox.Claim) string { return safetext.Line(c.Sentence).String() }

// ClaimCLI is what the commands of claims say.
type ClaimCLI struct {
	None, Reported, Edited, Examined, Ruled, Proposed, Released, Returned, Overtaken, Closed, Reopened string
	Matched, Unmatched, Stopped, RecallNone, RecallHead, RecallFix, RecallNoFix, RecallReopened        string
	Imported, ImportBad, ImportReported, Exported                                                      string
	Sentence, Variants, Sources, Owner, AsOf, Core, Bound, Verdict, Hash, Expired, Corrected           string
	Possible, Strong, Confirmed, Suggested, Silent                                                     string
}

// ClaimCLIIn gives them in a language.
func ClaimCLIIn(l Lang) *ClaimCLI {
	if l == EN {
		return &claimCLIEN
	}
	return &claimCLIDE
}

// AsOf reads the Stand of a verdict: a moment that has passed, as a person types it.
// "now" and a time of day alone are the latest such moment.
func AsOf(s string, now time.Time, zone *time.Location) (time.Time, error) {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "", "now", "jetzt":
		return now, nil
	}
	t, err := When(s, now, zone)
	if err != nil || !t.After(now) {
		return t, err
	}
	words := strings.TrimSpace(strings.TrimSuffix(strings.ToLower(strings.TrimSpace(s)), "uhr"))
	switch {
	case strings.Trim(words, "0123456789:") == "": // a time of day alone: the last one, not the next
		return t.AddDate(0, 0, -1), nil
	case strings.Trim(words, "0123456789:. ") == "": // a day without its year
		return t.AddDate(-1, 0, 0), nil
	}
	return t, nil // a moment to come, which no Stand can be: whoever takes it says so
}

// ClaimStanding says in one line what may be said of a claim: the verdict with its
// Stand and how long it holds, or why there is none.
func ClaimStanding(l Lang, c *inbox.Claim, now time.Time, zone *time.Location) string {
	r := c.Ruling()
	if r == nil || c.State != inbox.ClaimRuled {
		return l.ClaimState(c.State)
	}
	w := ClaimCLIIn(l)
	s := l.ClaimVerdict(r.Verdict) + ", " + w.AsOf + " " + Stamp(l, r.AsOf, now, zone)
	if c.Expired(now) {
		return s + ", " + w.Expired
	}
	return s + ", " + CLIIn(l).UntilShort + " " + Stamp(l, r.Until, now, zone)
}
