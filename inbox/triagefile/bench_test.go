package triagefile_test

import (
	"strings"
	"testing"

	"lotse/inbox"
	"lotse/inbox/triagefile"
)

// BenchmarkParse is what a saved file costs the running desk.
func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		if _, err := triagefile.Parse("triage.toml", []byte(town)); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkGreedy holds that no line of a town's own can make a comment slow.
func BenchmarkGreedy(b *testing.B) {
	lines := strings.Repeat("\"a* .. b* .. c*\", \"<zahl> .. <zahl> .. x\", \"*e .. a* .. b\",\n", 300)
	rules, err := triagefile.Parse("triage.toml", []byte("[[rule]]\nid = \"a\"\nlabel = \"hate\"\nweight = 90\nlines = ["+lines+"]"))
	if err != nil {
		b.Fatal(err)
	}
	for _, text := range []string{strings.Repeat("ae be 12 ", 1100), strings.Repeat("abe ", 2500)} {
		b.Run(text[:4], func(b *testing.B) {
			for b.Loop() {
				rules.Assess(text, inbox.AssessContext{})
			}
		})
	}
}
