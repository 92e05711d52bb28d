package text

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"lotse/inbox"
)

// Both languages have the same entries, and none is empty.
func TestNothingIsEmptyAndBothLanguagesAgree(t *testing.T) {
	de, en := reflect.ValueOf(german), reflect.ValueOf(english)
	for i := range de.NumField() {
		name := de.Type().Field(i).Name
		noneEmpty(t, "german."+name, de.Field(i))
		noneEmpty(t, "english."+name, en.Field(i))
		if de.Field(i).Kind() != reflect.Map {
			continue
		}
		for _, k := range de.Field(i).MapKeys() {
			if !en.Field(i).MapIndex(k).IsValid() {
				t.Errorf("english.%s lacks %v", name, k)
			}
		}
		for _, k := range en.Field(i).MapKeys() {
			if !de.Field(i).MapIndex(k).IsValid() {
				t.Errorf("german.%s lacks %v", name, k)
			}
		}
	}
}

func noneEmpty(t *testing.T, path string, v reflect.Value) {
	t.Helper()
	switch v.Kind() {
	case reflect.String:
		if strings.TrimSpace(v.String()) == "" {
			t.Errorf("%s is empty", path)
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			noneEmpty(t, path+"["+k.String()+"]", v.MapIndex(k))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			noneEmpty(t, path+"."+v.Type().Field(i).Name, v.Field(i))
		}
	case reflect.Array:
		for i := range v.Len() {
			noneEmpty(t, path+"["+strconv.Itoa(i)+"]", v.Index(i))
		}
	}
}

// Every value that the domain can name has a word.
func TestEveryEnumHasWords(t *testing.T) {
	w := &german
	for _, l := range inbox.Labels() {
		must(t, w.Label, l)
	}
	for _, s := range inbox.WorkStates() {
		must(t, w.Work, s)
	}
	for _, c := range inbox.Codes() {
		must(t, w.Failure, c)
	}
	for _, c := range Topics() {
		must(t, w.Topic, c)
	}
	for _, id := range inbox.DefaultRoleIDs() {
		must(t, w.Role, id)
	}
	for _, c := range HandoverCodes() {
		must(t, w.Line, c)
	}
	named(t, w.Reply)
	named(t, w.Visibility)
	named(t, w.Retention)
	named(t, w.Audience)
	named(t, w.Kind)
	named(t, w.Level)
	named(t, w.Latitude)
	named(t, w.Template)
	for n := range nounCount {
		must(t, w.Noun, n)
	}
	for _, g := range []inbox.Grade{inbox.GradeOK, inbox.GradeWarn, inbox.GradeError} {
		must(t, w.Grade, g)
	}

	consts := domainStrings(t)
	covers(t, consts, "Kind", w.Event)
	covers(t, consts, "Kind", w.Act)
	covers(t, consts, "Problem", w.Problem)
	covers(t, consts, "Problem", w.Channel)
	covers(t, consts, "Measure", w.Measure)
	covers(t, consts, "Milder", w.Milder)
	covers(t, consts, "Outcome", w.Outcome)
	for _, r := range inbox.DefaultRules() {
		must(t, w.Rule, r.ID)
	}
	named(t, w.Order)
	named(t, w.Claim)
	covers(t, consts, "ClaimVerdict", w.Found)
	covers(t, consts, "Verdict", w.Verdict)
	covers(t, consts, "Section", w.Section)
	covers(t, consts, "HandoverState", w.Handover)
	covers(t, consts, "Right", w.Right)
	covers(t, consts, "PlaceholderType", w.Input)
	covers(t, consts, "CloseReason", w.Reason)
	covers(t, consts, "Category", w.Category)
	covers(t, consts, "LintCode", w.Lint)
	covers(t, consts, "Code", w.Failure)
}

func must[K comparable, V any](t *testing.T, m map[K]V, k K) {
	t.Helper()
	if _, ok := m[k]; !ok {
		t.Errorf("no word for %T %v", k, k)
	}
}

// named checks an enum of small numbers: its String is "unknown" or "E?" beyond
// its end.
func named[K interface {
	~uint8
	String() string
}, V any](t *testing.T, m map[K]V) {
	t.Helper()
	for v := K(0); v < 64; v++ {
		if s := v.String(); s == "unknown" && int(v) >= len(m) || s == "E?" {
			return
		}
		must(t, m, v)
	}
}

func covers[K ~string, V any](t *testing.T, consts map[string][]string, of string, m map[K]V) {
	t.Helper()
	if len(consts[of]) == 0 {
		t.Fatalf("the domain has no constants of type %s any more", of)
	}
	for _, v := range consts[of] {
		must(t, m, K(v))
	}
}

// domainStrings reads the typed string constants of package inbox by their type.
func domainStrings(t *testing.T) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	eachDomainFile(t, func(f *ast.File) {
		for _, d := range f.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.CONST {
				continue
			}
			for _, s := range g.Specs {
				v := s.(*ast.ValueSpec)
				typ, ok := v.Type.(*ast.Ident)
				if !ok || len(v.Values) != 1 {
					continue
				}
				if lit, ok := v.Values[0].(*ast.BasicLit); ok && lit.Kind == token.STRING {
					s, _ := strconv.Unquote(lit.Value)
					out[typ.Name] = append(out[typ.Name], s)
				}
			}
		}
	})
	return out
}

// The names that errors carry as facts have words too: what an unknown name was
// meant to be, what a template or a query has wrong, what a handover line says.
func TestFactsInErrorsHaveWords(t *testing.T) {
	eachDomainFile(t, func(f *ast.File) {
		ast.Inspect(f, func(n ast.Node) bool {
			switch x := n.(type) {
			case *ast.CallExpr:
				fn, first := calls(x)
				switch {
				case (fn == "unknownName" || fn == "parseEnum") && first != "":
					must(t, german.NameKind, first)
				case fn == "bad" && first != "":
					must(t, german.Check, first)
				case fn == "bad" && len(x.Args) == 3:
					if what := literal(x.Args[1]); what != "" {
						must(t, german.Query, what)
					}
				case fn == "Fail" && len(x.Args) == 3 && literal(x.Args[1]) == "what":
					if id, ok := x.Args[0].(*ast.Ident); ok && id.Name == "CodeEmptyText" {
						must(t, german.Missing, literal(x.Args[2]))
					}
				}
			case *ast.KeyValueExpr:
				if k, ok := x.Key.(*ast.Ident); ok && k.Name == "Code" && literal(x.Value) != "" {
					must(t, german.Line, literal(x.Value))
				}
			}
			return true
		})
	})
}

func calls(x *ast.CallExpr) (fn, first string) {
	switch f := x.Fun.(type) {
	case *ast.Ident:
		fn = f.Name
	case *ast.IndexExpr:
		if id, ok := f.X.(*ast.Ident); ok {
			fn = id.Name
		}
	case *ast.SelectorExpr:
		fn = f.Sel.Name
	}
	if len(x.Args) > 0 {
		first = literal(x.Args[0])
	}
	return fn, first
}

func literal(e ast.Expr) string {
	if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING {
		s, _ := strconv.Unquote(lit.Value)
		return s
	}
	return ""
}

func eachDomainFile(t *testing.T, visit func(*ast.File)) {
	t.Helper()
	names, err := filepath.Glob("../../inbox/*.go")
	if err != nil || len(names) == 0 {
		t.Fatalf("no source of the domain: %v", err)
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		visit(f)
	}
}

var gap = regexp.MustCompile(`\{([a-z_]+)(?::([a-z]+))?\}`)

// Patterns are well formed and use the same arguments in both languages.
func TestPatternsAreWellFormed(t *testing.T) {
	forms := []string{
		"", "work", "reply", "template", "handover", "latitude", "right", "measure", "visibility", "order", "claim", "verdict", "claimbad", "input", "name",
		"missing", "learned", "check", "query", "act", "time", "toml", "want", "problem",
	}
	patterns := func(w *words) map[string]string {
		out := map[string]string{}
		for k, v := range w.Failure {
			out["failure "+string(k)] = v
		}
		for k, v := range w.Channel {
			out["channel "+string(k)] = v
		}
		for k, v := range w.Event {
			out["event "+string(k)] = v
		}
		for k, v := range w.Line {
			out["line "+k] = v
		}
		return out
	}
	de, en := patterns(&german), patterns(&english)
	for name, p := range de {
		if a, b := gapsOf(p), gapsOf(en[name]); !slices.Equal(a, b) {
			t.Errorf("%s: German uses %v, English %v", name, a, b)
		}
	}
	for _, all := range []map[string]string{de, en} {
		for name, p := range all {
			if strings.Count(p, "{") != len(gap.FindAllString(p, -1)) || strings.Count(p, "[") != strings.Count(p, "]") {
				t.Errorf("%s: a bracket is not closed: %s", name, p)
			}
			for _, m := range gap.FindAllStringSubmatch(p, -1) {
				if !slices.Contains(forms, m[2]) {
					t.Errorf("%s: no form %q", name, m[2])
				}
			}
		}
	}
}

func gapsOf(p string) []string {
	set := map[string]bool{}
	for _, m := range gap.FindAllString(p, -1) {
		set[m] = true
	}
	return slices.Sorted(maps.Keys(set))
}

func TestLabelColumnsFit(t *testing.T) {
	for _, l := range Langs() {
		for _, v := range inbox.Labels() {
			if n := len([]rune(l.Label(v).Short)); n > 12 {
				t.Errorf("%s: %q takes %d cells", l, l.Label(v).Short, n)
			}
		}
	}
}
