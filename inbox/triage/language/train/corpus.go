package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"strings"
)

// text is one text whose language is known.
type text struct {
	words  string
	lang   string // as the data has it: dialects by their own codes
	source string
	column int // of the table, -1 for a language that is only judged
	fold   int
	use    bool // to train with; others are judged only
}

// columnNames are the columns of the table, in their order.
var columnNames = []string{"de", "gsw", "bar", "en", "tr", "nl", "it", "da", "sr", "es", "fr", "cs"}

// set is a file of the folder.
type set struct {
	file, lang string // "" where each line names its language
	stated     bool   // its licence allows weights in words
	use        bool
}

// Non-commercial sources are judged and never trained with; the talk show's comments
// are kept out of it, too, so that they say how it does elsewhere.
var sets = []set{
	{"langid", "", true, true},
	{"germeval2018_train", "de", true, true},
	{"gahd_train", "de", true, true},
	{"rad_topic", "de", true, true},
	{"iwg", "de", true, true},
	{"olid_train", "en", false, true},
	{"germeval2021_train", "de", false, false},
}

// folds is how many parts cross-validation has.
const folds = 5

func read(folder string, stated bool) ([]text, error) {
	var all []text
	for _, s := range sets {
		more, err := s.read(folder, stated)
		if err != nil {
			return nil, err
		}
		all = append(all, more...)
	}
	return all, nil
}

func (s set) read(folder string, stated bool) (out []text, err error) {
	f, err := os.Open(filepath.Join(folder, s.file+".jsonl")) //nolint:gosec // the person names the folder
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // nothing was written
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<22)
	seen := map[string]bool{}
	for n := 1; lines.Scan(); n++ {
		var row struct {
			T      string `json:"t"`
			Lang   string `json:"lang"`
			Source string `json:"src"`
		}
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			return nil, fmt.Errorf("%s, line %d: %w", s.file, n, err)
		}
		t := text{words: strings.TrimSuffix(row.T, " None"), lang: row.Lang, source: row.Source, use: s.use && (s.stated || !stated)}
		if s.lang != "" {
			t.lang, t.source = s.lang, s.file
		}
		switch t.source {
		case "omp", "subj": // non-commercial
			t.use = false
		case "claim", "olid": // none stated
			t.use = t.use && !stated
		}
		if seen[t.words] {
			continue
		}
		seen[t.words] = true
		t.column = columnOf(t.lang)
		t.use = t.use && t.column >= 0
		h := fnv.New32a()
		h.Write([]byte(t.words))
		t.fold = int(h.Sum32()>>8) % folds
		out = append(out, t)
	}
	return out, lines.Err()
}

func columnOf(lang string) int {
	if strings.HasPrefix(lang, "de-") {
		lang = "bar"
	}
	for i, c := range columnNames {
		if c == lang {
			return i
		}
	}
	return -1
}
