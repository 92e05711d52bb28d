package triage

import (
	"maps"
	"slices"
	"strings"

	"lotse/inbox"
)

// own is what a town has changed about the built-in rules. Its own words and
// patterns are no different from the others once they are compiled.
type own struct {
	mark      string             // names the version, "" when nothing was changed
	factor    map[string]float32 // by rule; 0 mutes it
	threshold map[inbox.Label]float32
}

func (o *own) weigh(rule string, weight float32) float32 {
	if o.factor == nil {
		return weight
	}
	if f, ok := o.factor[rule]; ok {
		return weight * f
	}
	return weight
}

// from gives the score from which a label is suggested.
func (o *own) from(l inbox.Label) float32 {
	if t, ok := o.threshold[l]; ok {
		return t
	}
	return threshold
}

// The limits of a town's own rules. They keep the file readable and the time of a
// comment bounded; no line of the built-in lexica comes near them.
const (
	maxGroups   = 64
	maxOwnLines = 2000
	maxElements = 12
	maxGaps     = 2
)

// LineError says what is wrong with a word of a line.
type LineError struct {
	Word string
	Want Want
	Last bool // it is the last of the line, otherwise the first that is written so
}

func (e *LineError) Error() string { return inbox.Quote(e.Word) + ": want " + string(e.Want) }

// Want is what should stand in the place of a word.
type Want string

// What a line may lack.
const (
	WantWord   Want = "triage_word"   // letters and digits, a star at one end only
	WantGroup  Want = "triage_group"  // a group that is known
	WantNoGap  Want = "triage_gap"    // a gap stands between words, and two in a line at most
	WantShort  Want = "triage_short"  // a line has maxElements words at most
	WantFewer  Want = "triage_fewer"  // there are more than maxOwnLines lines
	WantGroups Want = "triage_groups" // there are more than maxGroups groups
)

// Builder compiles the built-in rules together with those of a town. An error
// leaves it unfit to give rules; it goes on to check what follows.
type Builder struct {
	lex   *lexicon
	lines int
	bad   bool
}

// NewBuilder begins with the built-in rules.
func NewBuilder() *Builder {
	l := compile()
	l.own = own{factor: map[string]float32{}, threshold: map[inbox.Label]float32{}}
	return &Builder{lex: l}
}

// Line is one line of a town's own, in the notation of lexicon/README.md.
type Line struct {
	ID       string // of the rule it belongs to
	Label    inbox.Label
	Weight   float32
	Language string // "" for every language
	Not      bool   // what it matches does not count for the label
	Text     string
}

// OwnRule names a rule of a town's own as it stands in the reasons of a flag.
func OwnRule(l inbox.Label, id string) string { return l.String() + ".own_" + id }

// Add compiles a line; the error is a *LineError.
func (b *Builder) Add(line Line) error {
	words := strings.Fields(line.Text)
	gaps := 0
	for _, w := range words {
		if w == ".." {
			gaps++
		}
	}
	b.lines++
	var err error
	switch {
	case len(words) == 0:
		err = &LineError{Want: WantWord}
	case b.lines > maxOwnLines:
		err = &LineError{Word: words[0], Want: WantFewer}
	case len(words) > maxElements:
		err = &LineError{Word: words[maxElements], Want: WantShort}
	case gaps > maxGaps:
		err = &LineError{Word: "..", Want: WantNoGap, Last: true}
	default:
		err = b.words(words)
	}
	if err == nil {
		err = b.lex.pattern(&section{
			file: line.Label.String(), lang: line.Language, head: line.ID, label: line.Label, weight: line.Weight,
			rule: OwnRule(line.Label, line.ID), block: line.Not,
		}, line.Text)
	}
	b.bad = b.bad || err != nil
	return err
}

// words checks every word, not only the first, which the lexicon keeps.
func (b *Builder) words(words []string) error {
	for _, w := range words {
		if w == ".." || strings.HasPrefix(w, "<") && strings.HasSuffix(w, ">") {
			continue
		}
		if _, err := b.lex.term(w); err != nil {
			return err
		}
	}
	return nil
}

// Group adds a word to a group, which may be a new one.
func (b *Builder) Group(name, word string) error {
	bit, ok := b.lex.groups[name]
	if !ok {
		bit = uint(len(b.lex.groups))
		if bit >= maxGroups {
			b.bad = true
			return &LineError{Word: name, Want: WantGroups}
		}
		b.lex.groups[name] = bit
	}
	return b.each(word, func(t *term) { t.groups |= 1 << bit })
}

// Topic adds a seed word to a topic.
func (b *Builder) Topic(code, word string) error {
	topic, ok := topicIndex(code)
	if !ok {
		b.bad = true
		return &LineError{Word: code, Want: WantWord}
	}
	return b.each(word, func(t *term) { t.topics = append(t.topics, topic) })
}

func (b *Builder) each(word string, do func(*term)) error {
	b.lines++
	var err error
	if words := strings.Fields(word); len(words) != 1 {
		err = &LineError{Word: word, Want: WantWord}
	} else if b.lines > maxOwnLines {
		err = &LineError{Word: word, Want: WantFewer}
	} else {
		err = b.lex.each(word, do)
	}
	b.bad = b.bad || err != nil
	return err
}

// Weaken changes the weight of a rule; a factor of 0 mutes it.
func (b *Builder) Weaken(rule string, factor float32) { b.lex.own.factor[rule] = factor }

// From sets the score from which a label is suggested.
func (b *Builder) From(l inbox.Label, score float32) { b.lex.own.threshold[l] = score }

// Rules gives the assessor. mark names the version of the town's rules; it stands
// behind the name of the rule set.
func (b *Builder) Rules(mark string) *Rules {
	if b.bad {
		panic("triage: rules of a builder that met an error")
	}
	b.lex.own.mark = mark
	return with(b.lex)
}

// codedRules are the rules that are no lines of a lexicon.
var codedRules = []string{
	"claim.link", "claim.model", "criticism.model", "criticism.question", "engaging.model", "hate.model", "insult.model",
	"negative.model", "praise.model", "profanity.model", "private_data.address", "private_data.file_number", "private_data.iban", "private_data.mail",
	"private_data.phone", "private_data.plate", "question.mark", "spam.link", "staff_named.address",
}

// RuleNames lists the built-in rules, sorted.
func RuleNames() []string {
	names := map[string]bool{}
	for i := range compiled().patterns {
		if p := &compiled().patterns[i]; !p.block {
			names[p.rule] = true
		}
	}
	for _, n := range codedRules {
		names[n] = true
	}
	return slices.Sorted(maps.Keys(names))
}

// Groups lists the groups that lines can refer to, sorted.
func Groups() []string { return slices.Sorted(maps.Keys(compiled().groups)) }

// Topics lists the topics that can have seed words.
func Topics() []string { return topicCodes[:] }

// LanguageCodes lists the languages that a line can be limited to.
func LanguageCodes() []string { return languageCodes[:] }
