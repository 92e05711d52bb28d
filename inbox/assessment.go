package inbox

// Span is a stretch of a text that caused a label.
type Span struct {
	Start, End int     // byte offsets into the text as it came, always on rune borders, Start < End
	Rule       string  // stable id of the rule or feature, e.g. "insult.lexicon" or "private_data.iban"
	Weight     float32 // share of this span in the score, 0..1
}

// Flag is one label the machine suggests, with its reasons.
type Flag struct {
	Label Label
	Score float32 // 0..1
	Spans []Span
	Cue   string  // stable id of the strongest sign in the style, "" when none weighs
	House float32 // how far the desk's own layer moved the score, -1..1
}

// Assessment is what the machine thinks of one text. It is a suggestion: it
// orders and marks, it never hides, deletes or answers.
type Assessment struct {
	Language string   // ISO 639-1, "" when it cannot be told
	Topic    string   // two-digit code of the municipal topic list, "" when none fits
	Flags    []Flag   // highest score first
	Level    Level    // suggested escalation level
	RuleSet  string   // version of the rules or the model, e.g. "rules-1"
	Lowered  LabelSet // suggested by what was shipped and taken back by the desk's own layer
	Scores   Scores   // what the model's heads say; not stored, only passed on
}

// Labels gives the suggested labels as a set.
func (a *Assessment) Labels() LabelSet {
	var s LabelSet
	for _, f := range a.Flags {
		s = s.With(f.Label)
	}
	return s
}

// AssessContext is what an assessor may know besides the text.
type AssessContext struct {
	Language string // hint of the channel, often wrong
	OwnPost  string // text of our own post the item answers, "" when unknown
}

// Assessor is the triage port: it reads a text and says what it finds.
// Implementations are safe for concurrent use, keep no text, and answer in
// bounded time for any bytes.
type Assessor interface {
	Assess(text string, c AssessContext) Assessment
}
