// Package text holds every sentence the program says, in German and English.
//
// German is the base: it is written first, in the words of the offices (Vorgang,
// Einstufung, Freigabe, Wiedervorlage, Textbaustein, Dienstübergabe), and English
// must be complete beside it; tests compare the two. The domain speaks in codes
// and facts only, so whatever a person reads is made here.
//
// Everything that came from outside (a server's words, a file's name, what
// somebody typed) passes package safetext before it becomes part of a sentence.
package text

import "lotse/inbox"

// Lang is a language of the program. Its methods give the words of the domain in
// that language; an unknown language speaks German.
type Lang string

// The languages.
const (
	DE Lang = "de"
	EN Lang = "en"
)

// Langs lists them, the base first.
func Langs() []Lang { return []Lang{DE, EN} }

// ParseLang reads "de" or "en", also as part of a locale such as "de_DE.UTF-8".
func ParseLang(s string) (Lang, bool) {
	for _, l := range Langs() {
		if s == string(l) || len(s) > 2 && s[:2] == string(l) && (s[2] == '_' || s[2] == '-' || s[2] == '.') {
			return l, true
		}
	}
	return "", false
}

func (l Lang) words() *words {
	if l == EN {
		return &english
	}
	return &german
}

// A Term is a word of the field in the three lengths a screen has room for.
type Term struct {
	Short   string // for a column, at most twelve cells
	Name    string // for a list or a form
	Meaning string // one line that explains it
}

// words are the words of the domain in one language.
type words struct {
	Work       map[inbox.WorkState]string
	Reply      map[inbox.ReplyState]string
	Visibility map[inbox.Visibility]string
	Retention  map[inbox.Retention]string
	Audience   map[inbox.Audience]string
	Kind       map[inbox.ItemKind]string
	Level      map[inbox.Level]Term
	Label      map[inbox.Label]Term
	Topic      map[string]string
	Reason     map[inbox.CloseReason]string
	Category   map[inbox.Category]Term
	Latitude   map[inbox.Latitude]Term
	Template   map[inbox.TemplateState]string
	Handover   map[inbox.HandoverState]string
	Section    map[inbox.Section]string
	Line       map[string]string // sentence of a handover line by its code
	Right      map[inbox.Right]string
	Input      map[inbox.PlaceholderType]string
	Problem    map[inbox.Problem]string // a channel's health in a word
	Gap        map[string]string
	Warning    map[string]string
	Grade      map[inbox.Grade]string
	Measure    map[inbox.Measure]string
	Order      map[inbox.OrderState]string
	Claim      map[inbox.ClaimState]string
	Found      map[inbox.ClaimVerdict]string
	ClaimBad   map[string]string // what is wrong with what was written about a claim
	Rule       map[string]string // default rules of the netiquette
	Milder     map[inbox.Milder]string
	Outcome    map[inbox.Outcome]string
	Verdict    map[inbox.Verdict]string
	Reopened   map[string]string
	Void       map[string]string
	ByHand     map[inbox.ReplyState]string // what a person posts
	Role       map[string]string           // default names of the known role ids
	Learned    map[string]string           // parts of what the triage learned
	Cue        map[string]string           // signs in the style of a text
	NameKind   map[string]string           // what an unknown name was meant to be
	Missing    map[string]string           // what an empty_text lacks
	Check      map[string]string           // what is wrong with a template
	Query      map[string]string           // what is wrong with a query
	Toml       map[string]string           // types of values in a file
	Want       map[string]string           // what a value in a file should be
	Event      map[inbox.Kind]string
	// PostedByHand is the sentence of a reply that a person took out to post it.
	PostedByHand string
	Act          map[inbox.Kind]string // what an undo takes back, as a noun
	Failure      map[inbox.Code]string
	Channel      map[inbox.Problem]string  // sentence of a ChannelError
	Lint         map[inbox.LintCode]string // what is odd about a text; the gap is the words at the place
	Severity     map[inbox.Severity]string
	Noun         map[Noun][2]string
	Date         dateWords
	Phrase       phrases
}

// phrases are fixed bits that sentences are put together from.
type phrases struct {
	StyleCue, HouseRaised, HouseLowered, HouseTookBack string // why a text is marked, beside its words
	System, Unknown, Remote, SentMaybe, RetryAt, Cause string
	NotFound, Denied, Exists, Cancelled, TimedOut      string
	ReleaseOf, ApprovedBy                              string
	WaitsFor                                           string
}
