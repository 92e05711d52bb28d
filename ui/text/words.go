package text

import (
	"strings"

	"lotse/inbox"
	"lotse/inbox/safetext"
)

// Work names a work state (Bearbeitungsstand).
func (l Lang) Work(w inbox.WorkState) string { return l.words().Work[w] }

// Reply names how far a reply has come.
func (l Lang) Reply(s inbox.ReplyState) string { return l.words().Reply[s] }

// Visibility names what the public sees.
func (l Lang) Visibility(v inbox.Visibility) string { return l.words().Visibility[v] }

// Retention names where an item stands on its way to erasure.
func (l Lang) Retention(r inbox.Retention) string { return l.words().Retention[r] }

// Audience names who could read a text.
func (l Lang) Audience(a inbox.Audience) string { return l.words().Audience[a] }

// Kind names what sort of text an item is.
func (l Lang) Kind(k inbox.ItemKind) string { return l.words().Kind[k] }

// Level gives the words of an escalation level (Eskalationsstufe).
func (l Lang) Level(v inbox.Level) Term { return l.words().Level[v] }

// Label gives the words of a triage label (Einstufung).
func (l Lang) Label(v inbox.Label) Term { return l.words().Label[v] }

// Labels joins the names of a set.
func (l Lang) Labels(s inbox.LabelSet) string {
	names := make([]string, 0, s.Len())
	for _, v := range s.List() {
		names = append(names, l.Label(v).Name)
	}
	return strings.Join(names, ", ")
}

// Topic names a code of the municipal topic list; "" for one that is not on it.
func (l Lang) Topic(code string) string { return l.words().Topic[code] }

// Topics lists the codes in their order.
func Topics() []string {
	return []string{
		"01", "02", "03", "04", "05", "06", "07", "08", "09", "10",
		"11", "12", "13", "14", "15", "16", "17", "18", "19", "99",
	}
}

// Reason names why an item was filed without an answer.
func (l Lang) Reason(r inbox.CloseReason) string { return l.words().Reason[r] }

// Category gives the words of a risk class.
func (l Lang) Category(c inbox.Category) Term { return l.words().Category[c] }

// Latitude gives the words of a level of free wording (Freiraumstufe).
func (l Lang) Latitude(v inbox.Latitude) Term { return l.words().Latitude[v] }

// TemplateState names the standing of a template version.
func (l Lang) TemplateState(s inbox.TemplateState) string { return l.words().Template[s] }

// HandoverState names the standing of a protocol.
func (l Lang) HandoverState(s inbox.HandoverState) string { return l.words().Handover[s] }

// Section gives the heading of a section of the handover protocol.
func (l Lang) Section(s inbox.Section) string { return l.words().Section[s] }

// Right names what a role may do. "release_B" is the release of a category.
func (l Lang) Right(r inbox.Right) string {
	if c, ok := strings.CutPrefix(string(r), "release_"); ok {
		return l.words().Phrase.ReleaseOf + " " + safetext.Line(c).String()
	}
	return known(l.words().Right, r)
}

// Input names what a placeholder takes.
func (l Lang) Input(t inbox.PlaceholderType) string { return known(l.words().Input, t) }

// Problem gives a channel's health in a word or two.
func (l Lang) Problem(p inbox.Problem) string { return known(l.words().Problem, p) }

// Gap says why a stretch of time could not be read.
func (l Lang) Gap(reason string) string { return known(l.words().Gap, reason) }

// Warning says what a channel's answer made doubtful.
func (l Lang) Warning(code string) string { return known(l.words().Warning, code) }

// Grade names how bad a finding is.
func (l Lang) Grade(g inbox.Grade) string { return l.words().Grade[g] }

// Measure names an act on someone else's text.
func (l Lang) Measure(m inbox.Measure) string { return known(l.words().Measure, m) }

// Outcome names what is known of an attempt to send.
func (l Lang) Outcome(o inbox.Outcome) string { return known(l.words().Outcome, o) }

// Verdict names what reading the channel told about an unclear reply.
func (l Lang) Verdict(v inbox.Verdict) string { return known(l.words().Verdict, v) }

// Reopened says why an item is open again.
func (l Lang) Reopened(why string) string { return known(l.words().Reopened, why) }

// Void says why a reply lost its ground. Whatever rule stopped it at the last
// moment gives its own sentence.
func (l Lang) Void(why string) string {
	if s, ok := l.words().Void[why]; ok {
		return s
	}
	if _, ok := l.words().Failure[inbox.Code(why)]; ok {
		return Sentence(l, inbox.Fail(inbox.Code(why)))
	}
	return safetext.Line(why).String()
}

// RoleName gives the usual name of a known role id, the id of another.
func (l Lang) RoleName(id string) string { return known(l.words().Role, id) }

// Act names a kind of decision as what an undo takes back.
func (l Lang) Act(k inbox.Kind) string { return known(l.words().Act, k) }

// known finds a word; what the program has no word for is shown as it is called,
// cleaned, because some codes come from channels.
func known[K ~string](m map[K]string, k K) string {
	if s, ok := m[k]; ok {
		return s
	}
	return safetext.Line(string(k)).String()
}
