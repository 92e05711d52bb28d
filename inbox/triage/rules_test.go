package triage_test

import (
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"lotse/inbox"
	"lotse/inbox/safetext/poison"
	"lotse/inbox/triage"
)

func TestComments(t *testing.T) {
	rules := triage.New()
	for _, c := range comments {
		got := rules.Assess(c.text, inbox.AssessContext{})
		labels := got.Labels()
		if missing := c.must &^ labels; missing != 0 {
			t.Errorf("%q: %v is missing, got %v", c.text, missing, labels)
		}
		if wrong := c.never & labels; wrong != 0 {
			t.Errorf("%q: %v is wrong: %s", c.text, wrong, reasons(c.text, got, wrong))
		}
		if got.Level != c.level {
			t.Errorf("%q: level %v, want %v (%v)", c.text, got.Level, c.level, labels)
		}
		if c.topic != "-" && got.Topic != c.topic {
			t.Errorf("%q: topic %q, want %q", c.text, got.Topic, c.topic)
		}
		if c.lang != "-" && got.Language != c.lang {
			t.Errorf("%q: language %q, want %q", c.text, got.Language, c.lang)
		}
		checkAssessment(t, c.text, got)
	}
}

func reasons(text string, a inbox.Assessment, set inbox.LabelSet) string {
	var b strings.Builder
	for _, f := range a.Flags {
		for _, s := range f.Spans {
			if set.Has(f.Label) {
				b.WriteString(s.Rule + " " + text[s.Start:s.End] + "; ")
			}
		}
	}
	return b.String()
}

// checkAssessment holds what every assessment promises for any bytes.
func checkAssessment(t *testing.T, text string, a inbox.Assessment) {
	t.Helper()
	if !strings.HasPrefix(a.RuleSet, triage.RuleSet) {
		t.Errorf("rule set %q", a.RuleSet)
	}
	last := float32(1)
	for _, f := range a.Flags {
		if f.Score < 0.5 || f.Score > last || len(f.Spans) == 0 {
			t.Errorf("%q: flag %v %v after %v with %d spans", text, f.Label, f.Score, last, len(f.Spans))
		}
		last = f.Score
		for _, s := range f.Spans {
			if s.Start < 0 || s.Start >= s.End || s.End > len(text) {
				t.Fatalf("%q: %s spans [%d,%d) of %d", text, s.Rule, s.Start, s.End, len(text))
			}
			if !border(text, s.Start) || !border(text, s.End) {
				t.Errorf("%q: %s tears a rune at [%d,%d)", text, s.Rule, s.Start, s.End)
			}
			if !strings.HasPrefix(s.Rule, f.Label.String()+".") || s.Weight <= 0 || s.Weight > 1 {
				t.Errorf("%q: %v has rule %q with weight %v", text, f.Label, s.Rule, s.Weight)
			}
		}
	}
}

// border reports whether no rune of the text straddles off. Bytes that are no
// UTF-8 are runes of one byte each.
func border(text string, off int) bool {
	for i := max(off-utf8.UTFMax+1, 0); i < off && off < len(text); i++ {
		if r, size := utf8.DecodeRuneInString(text[i:]); (r != utf8.RuneError || size > 1) && i+size > off {
			return false
		}
	}
	return true
}

func TestSpansNameTheWords(t *testing.T) {
	const text = "Grüße! 😀 Der Bürgermeister ist ein Vollidiot, meine Nummer: 0171 2345678."
	a := triage.New().Assess(text, inbox.AssessContext{})
	found := map[string]string{}
	for _, f := range a.Flags {
		for _, s := range f.Spans {
			found[s.Rule] = text[s.Start:s.End]
		}
	}
	if found["insult.lexicon"] != "Vollidiot" || found["private_data.phone"] != "0171 2345678" {
		t.Errorf("spans: %v", found)
	}
}

func TestOwnPostGivesTheTopic(t *testing.T) {
	rules := triage.New()
	c := inbox.AssessContext{OwnPost: "Das Freibad bleibt am Montag geschlossen."}
	if got := rules.Assess("Warum denn das?", c).Topic; got != "03" {
		t.Errorf("topic from our post: %q", got)
	}
	if got := rules.Assess("Und wann wird der Sperrmüll geholt?", c).Topic; got != "06" {
		t.Errorf("the comment's own topic: %q", got)
	}
}

func TestHintHelpsShortTexts(t *testing.T) {
	rules := triage.New()
	if a := rules.Assess("stupid", inbox.AssessContext{Language: "de"}); a.Language != "" {
		t.Errorf("one word is no evidence for a language, got %q", a.Language)
	}
	if a := rules.Assess("", inbox.AssessContext{}); len(a.Flags) != 0 || a.Level != inbox.E0 || a.Topic != "" || a.Language != "" {
		t.Errorf("the empty text: %+v", a)
	}
}

func TestPoison(t *testing.T) {
	rules := triage.New()
	for _, s := range append(poison.Strings(), poison.All()) {
		checkAssessment(t, s, rules.Assess(s, inbox.AssessContext{OwnPost: s}))
	}
}

func TestConcurrentUse(t *testing.T) {
	rules := triage.New()
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for _, c := range comments {
				a := rules.Assess(c.text, inbox.AssessContext{})
				if got := a.Labels(); c.must&^got != 0 {
					t.Errorf("%q: %v", c.text, got)
				}
			}
		})
	}
	wg.Wait()
}

// TestQuality counts over the table, so that a change of the lexica shows what it
// costs. The table was made together with the rules: the numbers say that nothing
// broke, not how good the rules are on real comments.
func TestQuality(t *testing.T) {
	rules := triage.New()
	var right, missed, wrong int
	for _, c := range comments {
		a := rules.Assess(c.text, inbox.AssessContext{})
		got := a.Labels()
		right += (got & c.must).Len()
		missed += (c.must &^ got).Len()
		wrong += (got & c.never).Len()
	}
	precision := float64(right) / float64(right+wrong)
	recall := float64(right) / float64(right+missed)
	t.Logf("%d comments: precision %.2f, recall %.2f", len(comments), precision, recall)
	if precision < 0.95 || recall < 0.95 {
		t.Errorf("precision %.2f, recall %.2f", precision, recall)
	}
}

func FuzzAssess(f *testing.F) {
	for _, c := range comments {
		f.Add(c.text, "de")
	}
	for _, s := range poison.Strings() {
		f.Add(s, "")
	}
	rules := triage.New()
	f.Fuzz(func(t *testing.T, text, hint string) {
		checkAssessment(t, text, rules.Assess(text, inbox.AssessContext{Language: hint, OwnPost: text}))
	})
}
