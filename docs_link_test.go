package main_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	pageLink   = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	noInAnchor = regexp.MustCompile(`[^\p{L}\p{N}_\- ]`)
)

// Every link from a page to a heading or a file of the project leads somewhere.
func TestPagesLinkToWhatIsThere(t *testing.T) {
	pages, err := filepath.Glob("docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range append(pages, "README.md") {
		raw, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		text, heads := string(raw), map[string]bool{}
		for line := range strings.Lines(text) {
			if h := strings.TrimLeft(line, "#"); h != line {
				heads[strings.ReplaceAll(noInAnchor.ReplaceAllString(strings.ToLower(strings.TrimSpace(h)), ""), " ", "-")] = true
			}
		}
		for _, m := range pageLink.FindAllStringSubmatch(text, -1) {
			file, head, _ := strings.Cut(m[1], "#")
			switch {
			case strings.Contains(file, "://"):
			case file != "":
				if _, err := os.Stat(filepath.Join(filepath.Dir(page), filepath.FromSlash(file))); err != nil {
					t.Errorf("%s links to %s: %v", page, m[1], err)
				}
			case !heads[head]:
				t.Errorf("%s links to #%s, which is no heading of it", page, head)
			}
		}
	}
}
