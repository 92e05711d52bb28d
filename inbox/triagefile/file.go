// Package triagefile reads triage.toml: the words, patterns, topics and thresholds
// of a town's own, and the built-in rules it mutes or weakens. Reading is strict and
// finds every mistake at once.
package triagefile

import (
	_ "embed"
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
	"strconv"
	"strings"

	"lotse/inbox"
	"lotse/inbox/config/strict"
	"lotse/inbox/triage"
)

// Name is what the file is called, beside the config.
const Name = "triage.toml"

// Example is a file with everything explained and nothing switched on.
//
//go:embed example.toml
var Example []byte

// Problem is one mistake in the file, Problems are all of them; see package strict.
type (
	Problem  = strict.Problem
	Problems = strict.Problems
)

// document is the file as it stands. Its fields are all there is to say: a test
// wants each of them in example.toml.
type document struct {
	Mute      []string                  `toml:"mute" accept:"string"`
	Weaken    map[string]map[string]int `toml:"weaken"`
	Threshold map[string]int            `toml:"threshold"`
	Rules     []ruleDoc                 `toml:"rule"`
	Excepts   []exceptDoc               `toml:"except"`
	Groups    []groupDoc                `toml:"group"`
	Topics    []topicDoc                `toml:"topic"`
}

type ruleDoc struct {
	ID       string   `toml:"id"`
	Label    string   `toml:"label"`
	Weight   int      `toml:"weight"`
	Language string   `toml:"language"`
	Lines    []string `toml:"lines" accept:"string"`
}

type exceptDoc struct {
	Label    string   `toml:"label"`
	Language string   `toml:"language"`
	Lines    []string `toml:"lines" accept:"string"`
}

type groupDoc struct {
	Name  string   `toml:"name"`
	Words []string `toml:"words" accept:"string"`
}

type topicDoc struct {
	Code  string   `toml:"code"`
	Words []string `toml:"words" accept:"string"`
}

// Parse reads a file and compiles it with the built-in rules; name is for messages.
// The error is *Problems: the codes of package strict, unknown_name for labels,
// rules, languages and topics, file_needs, file_twice and file_value, whose arg want
// is one of triage's for a word of a line.
func Parse(name string, data []byte) (*triage.Rules, error) {
	f, err := strict.Read(name, data)
	if err != nil {
		return nil, err
	}
	r := reader{File: f, b: triage.NewBuilder()}
	f.Decode(&r.doc, nil)
	r.changes()
	r.groups() // before the lines, which name them
	r.rules()
	r.excepts()
	r.topics()
	if err := f.Err(); err != nil {
		return nil, err
	}
	h := fnv.New32a()
	h.Write(data)
	return r.b.Rules(fmt.Sprintf("%08x", h.Sum32())), nil
}

type reader struct {
	*strict.File
	doc document
	b   *triage.Builder
}

// changes reads what becomes of the built-in rules.
func (r *reader) changes() {
	known := triage.RuleNames()
	for i, rule := range r.doc.Mute {
		if r.oneOf(join("mute", i), "rule", rule, known) {
			r.b.Weaken(rule, 0)
		}
	}
	for _, label := range slices.Sorted(maps.Keys(r.doc.Weaken)) {
		for _, name := range slices.Sorted(maps.Keys(r.doc.Weaken[label])) {
			percent, path := r.doc.Weaken[label][name], "weaken."+label+"."+name
			if !r.Has(path) || !r.oneOf(path, "rule", label+"."+name, known) {
				continue
			}
			if r.within(path, percent, 0, 100) {
				r.b.Weaken(label+"."+name, float32(percent)/100)
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(r.doc.Threshold)) {
		path := "threshold." + name
		if l, ok := r.label(path, name); ok && r.within(path, r.doc.Threshold[name], 20, 95) {
			r.b.From(l, float32(r.doc.Threshold[name])/100)
		}
	}
}

func (r *reader) groups() {
	seen := map[string]int{}
	for i, g := range r.doc.Groups {
		in := join("group", i)
		if !r.id(in, "name", g.Name, seen) {
			continue
		}
		r.each(in, "words", g.Words, func(w string) error { return r.b.Group(strings.ToLower(g.Name), w) })
	}
}

func (r *reader) rules() {
	seen := map[string]int{}
	for i, doc := range r.doc.Rules {
		in := join("rule", i)
		named := r.id(in, "id", doc.ID, seen)
		l, ok := r.needsLabel(in, doc.Label)
		if !r.Has(in + ".weight") {
			r.Fail(in, inbox.Fail(inbox.CodeFileNeeds, "key", "weight", "in", "rule"))
		} else if !r.within(in+".weight", doc.Weight, 1, 100) {
			ok = false
		}
		if ok = r.language(in, doc.Language) && ok && named; !ok {
			doc.Weight = 50 // its lines are checked all the same
		}
		r.each(in, "lines", doc.Lines, func(w string) error {
			return r.b.Add(triage.Line{ID: doc.ID, Label: l, Weight: float32(doc.Weight) / 100, Language: doc.Language, Text: w})
		})
	}
}

func (r *reader) excepts() {
	for i, doc := range r.doc.Excepts {
		in := join("except", i)
		l, _ := r.needsLabel(in, doc.Label)
		r.language(in, doc.Language)
		r.each(in, "lines", doc.Lines, func(w string) error {
			return r.b.Add(triage.Line{Label: l, Language: doc.Language, Not: true, Text: w})
		})
	}
}

func (r *reader) topics() {
	for i, doc := range r.doc.Topics {
		in := join("topic", i)
		if doc.Code == "" && !r.Has(in+".code") {
			r.Fail(in, inbox.Fail(inbox.CodeFileNeeds, "key", "code", "in", "topic"))
			continue
		}
		if r.oneOf(in+".code", "topic", doc.Code, triage.Topics()) {
			r.each(in, "words", doc.Words, func(w string) error { return r.b.Topic(doc.Code, w) })
		}
	}
}

func join(path string, i int) string { return path + "." + strconv.Itoa(i) }
