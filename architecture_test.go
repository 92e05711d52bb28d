package main_test

import (
	"bytes"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// The house rules, as far as a machine can check them. They read the tree with
// the os package, not through git or the go command: so the test cache sees
// every file they depend on, and they hold in a source archive too.

const (
	module       = "lotse"
	maxFileLines = 500
	maxTestLines = 800
	medianBudget = 120
)

// topLevel is all that may stand beside the tests and the dot files at the top.
var topLevel = []string{
	"main.go", "go.mod", "go.sum", "config.example.toml",
	"README.md", "LICENSE", "publiccode.yml", "Makefile",
	"inbox", "adapters", "store", "ui", "docs",
}

// mayImport names, for each tree of the project, the trees its packages and
// their tests may import. The top level, where everything is wired, may import
// them all.
var mayImport = map[string][]string{
	"inbox":    {"inbox"},
	"adapters": {"inbox", "adapters"},
	"store":    {"inbox", "store"},
	"ui":       {"inbox", "ui"},
}

// confined names the libraries that stay behind one tree, so that none of their
// types gets into a port. The top level is free here as well.
var confined = map[string]string{
	"go.etcd.io/bbolt":                     "store",
	"charm.land/bubbletea/v2":              "ui",
	"charm.land/bubbles/v2":                "ui",
	"charm.land/lipgloss/v2":               "ui",
	"github.com/NimbleMarkets/ntcharts/v2": "ui",
	"github.com/spf13/cobra":               "ui",
	"github.com/mattn/go-mastodon":         "adapters",
	"github.com/huandu/facebook/v2":        "adapters",
	"github.com/bluesky-social/indigo":     "adapters",
}

// namelessFolders say nothing about what lives in them.
var namelessFolders = []string{"util", "utils", "helper", "helpers", "common", "misc"}

// A sourceFile is one Go file of the project.
type sourceFile struct {
	path      string // from the top, with slashes
	lines     int
	test      bool
	generated bool
	imports   []string
}

// tree is the first folder of the file's path, empty at the top.
func (f sourceFile) tree() string {
	first, _, found := strings.Cut(f.path, "/")
	if !found {
		return ""
	}
	return first
}

func TestEachTreeImportsOnlyWhatItMay(t *testing.T) {
	for _, file := range goFiles(t) {
		tree := file.tree()
		if tree == "" {
			continue
		}
		for _, imported := range file.imports {
			rest, ours := strings.CutPrefix(imported, module+"/")
			if !ours {
				continue
			}
			target, _, _ := strings.Cut(rest, "/")
			if !slices.Contains(mayImport[tree], target) {
				t.Errorf("%s imports %s: %s may import only %v", file.path, imported, tree, mayImport[tree])
			}
		}
	}
}

func TestLibrariesStayBehindTheirTree(t *testing.T) {
	for _, file := range goFiles(t) {
		for _, imported := range file.imports {
			for library, home := range confined {
				if within(imported, library) && file.tree() != "" && file.tree() != home {
					t.Errorf("%s imports %s, which belongs to %s only", file.path, imported, home)
				}
			}
		}
	}
}

func TestTopLevelIsFixed(t *testing.T) {
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	ignored := ignoreRules(t)
	for _, entry := range entries {
		name := entry.Name()
		allowed := slices.Contains(topLevel, name) || strings.HasPrefix(name, ".") ||
			!entry.IsDir() && strings.HasSuffix(name, "_test.go")
		if !allowed && !ignored.match(name) {
			t.Errorf("%s does not belong to the top level", name)
		}
	}
}

func TestFilesStayShort(t *testing.T) {
	var sizes []int
	for _, file := range goFiles(t) {
		limit := maxFileLines
		if file.test {
			limit = maxTestLines
		}
		switch {
		case file.generated:
			continue
		case file.lines > limit:
			t.Errorf("%s has %d lines, more than %d: split it by what its parts do", file.path, file.lines, limit)
		}
		if !file.test {
			sizes = append(sizes, file.lines)
		}
	}
	slices.Sort(sizes)
	median := sizes[len(sizes)/2]
	// Only reported: one more line in any file moves it, and .ci/run shows it.
	t.Logf("%d files, longest %d lines, median %d (budget %d)",
		len(sizes), sizes[len(sizes)-1], median, medianBudget)
}

func TestFoldersSayWhatLivesInThem(t *testing.T) {
	for _, name := range projectFiles(t) {
		for folder := range strings.SplitSeq(path.Dir(name), "/") {
			if slices.Contains(namelessFolders, strings.ToLower(folder)) {
				t.Errorf("%s: a folder named %q does not say what lives in it", name, folder)
			}
		}
	}
}

func TestNoPostponedWork(t *testing.T) {
	// Put together here, or the test would find itself.
	postponed := regexp.MustCompile(`\b(TO` + `DO|FIX` + `ME)\b`)
	eachLine(t, func(name string, number int, line []byte) {
		if strings.HasSuffix(name, ".go") && postponed.Match(line) {
			t.Errorf("%s:%d: finish it or write it down as an issue: %s", name, number, line)
		}
	})
}

func TestNoPathOfOneMachine(t *testing.T) {
	machine := regexp.MustCompile(`(^|[^\w.-])/(wo` + `rk|ro` + `ot)/`)
	eachLine(t, func(name string, number int, line []byte) {
		if machine.Match(line) {
			t.Errorf("%s:%d: holds a path of one machine: %s", name, number, line)
		}
	})
}

// Every module that the project's own code imports is required in a fixed
// version and explained in docs/dependencies.md, and nothing else is.
func TestDependenciesAreExplained(t *testing.T) {
	required := requirements(t)
	explained := explainedModules(t)
	for _, name := range explained {
		if _, ok := required[name]; !ok {
			t.Errorf("docs/dependencies.md explains %s, which go.mod does not require", name)
		}
	}
	// A commit by its time and hash is as fixed as a tag; some modules have no tags.
	fixed := regexp.MustCompile(`^v\d+\.\d+\.\d+(-[\w.-]+)?(\+incompatible)?$`)
	seen := map[string]bool{}
	for _, file := range goFiles(t) {
		for _, imported := range file.imports {
			first, _, _ := strings.Cut(imported, "/")
			if !strings.Contains(first, ".") {
				continue // the standard library and the project itself
			}
			name := moduleOf(imported, required)
			if seen[name] {
				continue
			}
			seen[name] = true
			switch {
			case name == "":
				t.Errorf("%s imports %s, which no module in go.mod provides", file.path, imported)
			case !fixed.MatchString(required[name]):
				t.Errorf("go.mod requires %s in version %q, which is not a fixed one", name, required[name])
			case !slices.Contains(explained, name):
				t.Errorf("%s imports %s: docs/dependencies.md has no line for %s", file.path, imported, name)
			}
		}
	}
}

// within tells whether the package belongs to the module or folder named prefix.
func within(pkg, prefix string) bool {
	return pkg == prefix || strings.HasPrefix(pkg, prefix+"/")
}

// moduleOf returns the required module with the longest path that holds pkg.
func moduleOf(pkg string, required map[string]string) string {
	best := ""
	for name := range required {
		if within(pkg, name) && len(name) > len(best) {
			best = name
		}
	}
	return best
}

// requirements reads the modules and versions that go.mod requires.
func requirements(t *testing.T) map[string]string {
	t.Helper()
	line := regexp.MustCompile(`(?m)^(?:require)?\s+([\w.~-]+\.[\w.~/-]+)\s+(v\S+)`)
	required := map[string]string{}
	for _, found := range line.FindAllStringSubmatch(read(t, "go.mod"), -1) {
		required[found[1]] = found[2]
	}
	if len(required) == 0 {
		t.Fatal("go.mod requires nothing: this test no longer understands it")
	}
	return required
}

// explainedModules reads the first cell of each row of the tables in docs/dependencies.md.
func explainedModules(t *testing.T) []string {
	t.Helper()
	row := regexp.MustCompile("(?m)^\\| `([^`]+)` \\|")
	var names []string
	for _, found := range row.FindAllStringSubmatch(read(t, "docs/dependencies.md"), -1) {
		names = append(names, found[1])
	}
	return names
}

// eachLine calls visit for every line of the project's text files.
func eachLine(t *testing.T, visit func(name string, number int, line []byte)) {
	t.Helper()
	for _, name := range projectFiles(t) {
		content := []byte(read(t, name))
		if bytes.IndexByte(content, 0) >= 0 {
			continue // not a text
		}
		number := 0
		for line := range bytes.Lines(content) {
			number++
			visit(name, number, bytes.TrimRight(line, "\r\n"))
		}
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.FromSlash(name))
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// goFiles parses the imports of every Go file of the project.
func goFiles(t *testing.T) []sourceFile {
	t.Helper()
	var files []sourceFile
	for _, name := range projectFiles(t) {
		if !strings.HasSuffix(name, ".go") || strings.Contains("/"+name, "/testdata/") {
			continue
		}
		source := read(t, name)
		parsed, err := parser.ParseFile(token.NewFileSet(), name, source, parser.ImportsOnly|parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		file := sourceFile{
			path:      name,
			lines:     strings.Count(source, "\n"),
			test:      strings.HasSuffix(name, "_test.go"),
			generated: ast.IsGenerated(parsed),
		}
		for _, spec := range parsed.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			file.imports = append(file.imports, imported)
		}
		files = append(files, file)
	}
	return files
}

var walkOnce = sync.OnceValues(func() ([]string, error) {
	ignored, err := readIgnoreRules()
	if err != nil {
		return nil, err
	}
	var names []string
	err = filepath.WalkDir(".", func(name string, entry fs.DirEntry, err error) error {
		name = filepath.ToSlash(name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil // went away during the walk
		case err != nil:
			return err
		case name == ".git" || name != "." && ignored.match(name):
			if entry.IsDir() {
				return fs.SkipDir
			}
		case entry.Type().IsRegular():
			names = append(names, name)
		}
		return nil
	})
	return names, err
})

// projectFiles lists the files of the project from the top, with slashes: all
// that are there except what .gitignore keeps out of commits.
func projectFiles(t *testing.T) []string {
	t.Helper()
	names, err := walkOnce()
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// ignorePatterns are the lines of .gitignore, of which this project uses two
// kinds: "/name" or "/name/" at the top, and a pattern for names anywhere.
type ignorePatterns []string

func (p ignorePatterns) match(name string) bool {
	return slices.ContainsFunc(p, func(pattern string) bool {
		pattern = strings.TrimSuffix(pattern, "/")
		if top, anchored := strings.CutPrefix(pattern, "/"); anchored {
			return name == top
		}
		matched, err := path.Match(pattern, path.Base(name))
		return err == nil && matched
	})
}

func ignoreRules(t *testing.T) ignorePatterns {
	t.Helper()
	rules, err := readIgnoreRules()
	if err != nil {
		t.Fatal(err)
	}
	return rules
}

func readIgnoreRules() (ignorePatterns, error) {
	content, err := os.ReadFile(".gitignore")
	if err != nil {
		return nil, err
	}
	var rules ignorePatterns
	for line := range strings.Lines(string(content)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			rules = append(rules, line)
		}
	}
	return rules, nil
}
