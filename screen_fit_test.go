package main_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"lotse/inbox"
	"lotse/ui"
	"lotse/ui/text"
)

// No word of ours is cut on 80 columns, in no picture and no dialog, in German and
// in English. What strangers wrote may be: it stands whole in the item.
//
// "…" is where something was cut. What stands before it is held against all the
// sentences of the language files; a match means that words of ours, or what
// follows right behind them, do not fit. Shorten them, or wrap them.
func TestScreenCutsNoWordOfOurs(t *testing.T) {
	for _, l := range text.Langs() {
		own := ownWords(t, l)
		for _, c := range pictures() {
			t.Run(string(l)+"/"+c.name, func(t *testing.T) {
				for _, plain := range []bool{false, true} {
					p := c.open(t, small, unsalted, func(o *ui.Options) { o.Lang, o.Plain = l, plain })
					others := p.othersWords()
					for _, line := range strings.Split(p.frame(), "\n") {
						if words := cutWords(line, own, others); words != "" {
							t.Errorf("cut behind %q:\n%s", words, line)
						}
					}
				}
			})
		}
	}
}

// cutWords gives the words of ours behind which a line is cut; "" when none is.
func cutWords(line, own, others string) string {
	for at := range line {
		before := line[:at]
		if !strings.HasPrefix(line[at:], "…") {
			continue
		}
		tail := strings.TrimSpace(lastRunes(before, 10))
		if strings.Contains(own, lastRunes(before, 5)+"…") || strings.Contains(own, lastRunes(before, 2)+firstRunes(line[at:], 3)) && !strings.HasSuffix(before, " ") || strings.HasPrefix(line[at:], "… ") && strings.TrimSpace(before) == "" { // a sentence of ours that has the sign
			continue
		}
		if tail == "" || strings.Contains(others, tail) {
			continue
		}
		// The longest piece that begins with a word.
		for from, r := range before {
			prev, _ := utf8.DecodeLastRuneInString(before[:from])
			if !unicode.IsLetter(r) || from > 0 && unicode.IsLetter(prev) {
				continue
			}
			piece := strings.TrimRight(before[from:], " ·,;:–()")
			if utf8.RuneCountInString(piece) < 3 {
				break
			}
			if strings.Contains(own, piece) {
				return piece
			}
		}
	}
	return ""
}

func lastRunes(s string, n int) string {
	rs := []rune(s)
	return string(rs[max(0, len(rs)-n):])
}

func firstRunes(s string, n int) string {
	rs := []rune(s)
	return string(rs[:min(n, len(rs))])
}

var ownGap = regexp.MustCompile(`%[a-z]|\{[^}]*\}|\n|\[|\]`)

// ownWords are all the sentences in the files of a language.
func ownWords(t *testing.T, l text.Lang) string {
	t.Helper()
	names, err := filepath.Glob("ui/text/*_" + string(l) + ".go")
	if err != nil || len(names) < 10 {
		t.Fatalf("the files of the language: %v %v", names, err)
	}
	var out []string
	for _, name := range names {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				s, err := strconv.Unquote(lit.Value)
				if err != nil {
					t.Fatal(err)
				}
				out = append(out, ownGap.Split(s, -1)...)
			}
			return true
		})
	}
	return strings.Join(out, "\n")
}

// othersWords are what strangers and our colleagues wrote on this desk.
func (p *play) othersWords() string {
	p.Helper()
	var out []string
	page, err := p.store.Page(p.Context(), inbox.Filter{}, "", 500)
	p.must(err)
	for i := range page.Items {
		out = append(out, page.Items[i].Content.Text, page.Items[i].Content.Author.Name)
	}
	vs, err := p.store.Templates(p.Context())
	p.must(err)
	for i := range vs {
		out = append(out, vs[i].Title)
		for _, v := range vs[i].Variants {
			out = append(out, ownGap.Split(v.Text, -1)...)
		}
	}
	for _, person := range p.desk.House.Persons {
		out = append(out, person.Name)
	}
	return strings.Join(slices.Compact(out), "\n")
}

// The test above sees what it should.
func TestCutWordsAreSeen(t *testing.T) {
	own := "Frage oder Lob; Antwort binnen 24 Stunden\nOhne Antwort erledigen, weil …\n… noch\nFrist\nFrist in"
	for line, want := range map[string]string{
		" > 0  Routine   Frage oder Lob; Antw…":   "Frage oder Lob; Antw",
		" Frist in 3 h · …":                       "",
		" Ohne Antwort erledigen, weil …":         "",
		" … noch 15 Zeilen":                       "",
		" Cem Kaya: Die Frist in der Post war z…": "",
		" mastodon · Frist …":                     "Frist",
	} {
		if got := cutWords(line, own, "Die Frist in der Post war zu kurz"); got != want {
			t.Errorf("%q: %q, want %q", line, got, want)
		}
	}
}
