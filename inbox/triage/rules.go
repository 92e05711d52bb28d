package triage

import (
	"sync"
	"unicode/utf8"

	"lotse/inbox"
	"lotse/inbox/learn"
	"lotse/inbox/triage/model"
)

// RuleSet is the version written into every assessment. It changes when the
// rules or the lexica change what they find.
const RuleSet = "rules-2"

// maxText is how many bytes of a text are read. No channel allows longer
// comments; what comes from a broken import stays within bounded time.
const maxText = 64 << 10

// Rules is the assessor of the desk: rules, and beside them the trained model. It is safe for concurrent use and keeps no text.
type Rules struct {
	lex   *lexicon
	model *model.Model
	set   string // RuleSet, the model's name and the mark of the town's own
	pool  sync.Pool
}

var _ inbox.Assessor = (*Rules)(nil)

// New gives the assessor. The first call compiles the lexica and checks the
// model's file.
func New() *Rules { return with(compiled()) }

// On gives the assessor on another model than the one that is shipped, to measure it.
func On(m *model.Model) *Rules {
	r := New()
	r.model = m
	return r
}

func with(l *lexicon) *Rules {
	r := &Rules{lex: l, model: model.Default()}
	r.set = RuleSet + "+" + r.model.Info().Name
	if l.own.mark != "" {
		r.set += "+" + l.own.mark
	}
	r.pool.New = func() any { return new(work) }
	return r
}

// work is the scratch space of one assessment.
type work struct {
	scanner
	post     scanner
	matches  []match
	evidence []evidence
	topics   topics
	reading  model.Reading
	revised  learn.Reading
	denied   inbox.LabelSet // labels of which a word was found and denied
	bad      bool           // our own post tells bad news
	probed   model.Reading
	without  []without
}

// Assess reads the text and gives labels, language, topic and level. It takes
// any bytes and its time grows with their number, up to maxText.
func (r *Rules) Assess(text string, c inbox.AssessContext) inbox.Assessment {
	return r.AssessWith(text, c, nil)
}

// AssessWith is Assess with a second layer that may change the scores before they
// become flags; nil is none.
func (r *Rules) AssessWith(text string, c inbox.AssessContext, second learn.Second) inbox.Assessment {
	w := r.pool.Get().(*work)
	defer r.putBack(w)
	w.reset(r.lex, clip(text, maxText))
	w.matches, w.evidence, w.without, w.topics, w.denied = w.matches[:0], w.evidence[:0], w.without[:0], topics{}, 0
	w.scan()
	r.model.Read(w.text, &w.reading)
	code, lexica := w.guess(c.Language)
	w.bad = w.badNews(c.OwnPost)
	w.match(lexica)
	w.weigh()
	w.askedFor()
	w.staffNamed()
	w.privateData()
	w.promoted()
	w.sourced()
	w.learned(lexica, w.bad)
	flags, lowered := w.flags(r, second)
	return inbox.Assessment{
		Language: code,
		Topic:    w.topic(c.OwnPost),
		Flags:    flags,
		Level:    w.level(flags),
		RuleSet:  r.set,
		Lowered:  lowered,
		Scores:   w.reading.Scores,
	}
}

// putBack wipes what is left of the text before the space is used again.
func (r *Rules) putBack(w *work) {
	w.reading.Forget()
	w.probed.Forget()
	clear(w.folded)
	clear(w.post.folded)
	w.reset(r.lex, "")
	w.post.reset(r.lex, "")
	r.pool.Put(w)
}

// topic names what the comment is about; a comment that does not say so is
// about what our own post is about.
func (w *work) topic(post string) string {
	w.topics.count(&w.scanner, 2)
	if code := w.topics.best(); code != "" || post == "" {
		return code
	}
	w.topics.count(&w.post, 1)
	return w.topics.best()
}

// clip cuts a text to n bytes on a rune border.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
