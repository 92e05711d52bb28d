package safetext_test

import (
	"encoding/base64"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestCorpora runs public collections of nasty strings, terminal test files and
// real server answers through the cleaner, whole and line by line. They are not
// part of this repository.
func TestCorpora(t *testing.T) {
	root := os.Getenv("LOTSE_CORPORA")
	if root == "" {
		root = "../../../shared/corpora"
	}
	files := 0
	for _, dir := range []string{"naughty-strings", "xterm-escapes", "live-server-samples"} {
		_ = filepath.WalkDir(filepath.Join(root, dir), func(path string, d fs.DirEntry, err error) error {
			if err != nil || !d.Type().IsRegular() {
				return nil
			}
			b, err := os.ReadFile(path)
			if err != nil {
				return nil
			}
			files++
			assertSafe(t, string(b))
			for line := range strings.Lines(string(b)) {
				assertSafe(t, line)
				if raw, err := base64.StdEncoding.DecodeString(strings.TrimSpace(line)); err == nil {
					assertSafe(t, string(raw))
				}
			}
			return nil
		})
	}
	if files == 0 {
		t.Skip("no corpora here: set LOTSE_CORPORA to a folder with naughty-strings, xterm-escapes and live-server-samples")
	}
	t.Logf("%d files", files)
}
