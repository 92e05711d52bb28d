package triage

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"lotse/inbox"
)

//go:embed lexicon/*.txt
var lexiconFiles embed.FS

// lexicon is everything the rules know, compiled once and only read afterwards.
type lexicon struct {
	words    map[string]int32 // whole words
	stems    map[string]int32 // beginnings of words
	tails    map[string]int32 // ends of words
	stemSize [256]uint64      // lengths of the stems that begin with this byte, as bits
	tailSize [256]uint64      // lengths of the tails that end with this byte
	terms    []term
	patterns []pattern
	byGroup  [64][]int32     // patterns that begin with a group
	maskable [256][]string   // strong words by first letter
	groups   map[string]uint // bit numbers
	own      own             // what a town has changed about the rules

	// Groups the code itself asks for, as masks.
	negation, targets, asking, fileWords, streets, living, persons, address, offices, town, folks, sorry, reproach uint64
}

// term is one word, stem or tail and all it stands for.
type term struct {
	groups   uint64
	patterns []int32 // patterns that begin with it
	topics   []uint8 // indexes of topicCodes
	function uint16  // languages it is a function word of
	lexical  uint16  // languages whose lexica hold it
}

// groupNumber is the group of digits-only words; the scanner sets it.
const groupNumber = 0

// compiled builds the lexicon on first use: it costs some milliseconds that a
// program which only shows help should not pay.
var compiled = sync.OnceValue(compile)

// compile reads the files that come with the program.
func compile() *lexicon {
	l := &lexicon{
		words: map[string]int32{}, stems: map[string]int32{}, tails: map[string]int32{},
		groups: map[string]uint{"zahl": groupNumber},
	}
	names, err := fs.Glob(lexiconFiles, "lexicon/*.txt")
	if err != nil {
		panic("triage: " + err.Error())
	}
	const groups = "lexicon/group.txt" // first: the others name them
	names = slices.DeleteFunc(names, func(n string) bool { return n == groups })
	for _, name := range append([]string{groups}, names...) {
		b, err := lexiconFiles.ReadFile(name)
		if err == nil {
			err = l.read(path.Base(name), string(b))
		}
		if err != nil {
			panic("triage: " + name + ": " + err.Error()) // shipped with the program: a test reads them all
		}
	}
	for name, mask := range map[string]*uint64{
		"nicht": &l.negation, "ziel": &l.targets, "frage": &l.asking, "akte": &l.fileWords,
		"strasse": &l.streets, "wohnt": &l.living, "person": &l.persons, "anrede": &l.address, "amt": &l.offices, "stadt": &l.town, "gruppe": &l.folks,
		"absage": &l.sorry, "vorwurf": &l.reproach,
	} {
		bit, ok := l.groups[name]
		if !ok {
			panic("triage: lexicon/group.txt lacks [" + name + "]")
		}
		*mask = 1 << bit
	}
	return l
}

// section is what the last header of a file said.
type section struct {
	file, lang, head string
	label            inbox.Label
	weight           float32
	rule             string
	block            bool
}

// read adds one file. Its name says what it holds: group.txt, language.txt,
// topic.<lang>.txt, <label>.<lang>.txt or <label>.txt; <label>.<lang>.<part>.txt
// is more of the same.
func (l *lexicon) read(name, content string) error {
	kind, lang, _ := strings.Cut(strings.TrimSuffix(name, ".txt"), ".")
	lang, _, _ = strings.Cut(lang, ".")
	sec := section{file: kind, lang: lang}
	if label, ok := inbox.ParseLabel(kind); ok {
		sec.label = label
	} else if kind != "group" && kind != "language" && kind != "topic" {
		return fmt.Errorf("no label is called %q", kind)
	}
	n := 0
	for line := range strings.Lines(content) {
		n++
		line, _, _ = strings.Cut(line, "#")
		line = strings.TrimSpace(line)
		var err error
		switch {
		case line == "":
		case line[0] == '[':
			err = sec.open(strings.Trim(line, "[]"))
		case sec.head == "":
			err = fmt.Errorf("%q stands before any [header]", line)
		default:
			err = l.entry(&sec, line)
		}
		if err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	return nil
}

func (sec *section) open(head string) error {
	sec.head = head
	if sec.file == "group" || sec.file == "language" || sec.file == "topic" {
		return nil
	}
	if sec.block = head == "not"; sec.block {
		return nil
	}
	weight, rule, ok := strings.Cut(head, " ")
	w, err := strconv.ParseFloat(weight, 32)
	if err != nil || !ok || w <= 0 || w > 1 {
		return fmt.Errorf("a header is [weight rule] or [not], not [%s]", head)
	}
	sec.weight, sec.rule = float32(w), sec.file+"."+rule
	return nil
}

func (l *lexicon) entry(sec *section, line string) error {
	switch sec.file {
	case "group":
		bit, ok := l.groups[sec.head]
		if !ok {
			bit = uint(len(l.groups))
			if bit >= maxGroups {
				return fmt.Errorf("more than %d groups", maxGroups)
			}
			l.groups[sec.head] = bit
		}
		return l.each(line, func(t *term) { t.groups |= 1 << bit })
	case "language":
		lang, ok := languageOf(sec.head)
		if !ok {
			return fmt.Errorf("unknown language %q", sec.head)
		}
		return l.each(line, func(t *term) { t.function |= 1 << lang })
	case "topic":
		topic, ok := topicIndex(sec.head)
		if !ok {
			return fmt.Errorf("unknown topic %q", sec.head)
		}
		return l.each(line, func(t *term) { t.topics = append(t.topics, topic) })
	}
	return l.pattern(sec, line)
}

// each does the same with every word of a line.
func (l *lexicon) each(line string, do func(*term)) error {
	for _, w := range strings.Fields(line) {
		t, err := l.term(w)
		if err != nil {
			return err
		}
		do(&l.terms[t])
	}
	return nil
}

// term finds or adds a word as it is written in a lexicon.
func (l *lexicon) term(w string) (int32, error) {
	table, key := l.words, w
	switch {
	case strings.HasSuffix(w, "*"):
		table, key = l.stems, w[:len(w)-1]
	case strings.HasPrefix(w, "*"):
		table, key = l.tails, w[1:]
	}
	key = foldWord(key)
	if key == "" || len(key) > 63 || strings.ContainsAny(key, "*<>[].,:;-'’ \u00AD") {
		return 0, &LineError{Word: w, Want: WantWord}
	}
	if t, ok := table[key]; ok {
		return t, nil
	}
	t := int32(len(l.terms))
	l.terms = append(l.terms, term{})
	table[key] = t
	switch {
	case strings.HasSuffix(w, "*"):
		l.stemSize[key[0]] |= 1 << len(key)
	case strings.HasPrefix(w, "*"):
		l.tailSize[key[len(key)-1]] |= 1 << len(key)
	}
	return t, nil
}
