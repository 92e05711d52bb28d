package main

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"lotse/inbox/triage/model"
)

// folds is how many parts the texts are cut into for cross-validation.
const folds = 5

// text is one text with the answers of all corpora that hold it.
type text struct {
	raw     string
	fold    int
	labels  [columnCount]int8 // -1: not asked
	buckets []uint32
	style   [model.StyleCount]float32
}

// data is everything that is trained on.
type data struct {
	texts  []*text
	digest string
	counts map[string]int // texts of a file
	double int            // lines dropped because their text was there before with an answer
}

// load reads the corpora of a folder. A text that stands in several corpora is
// one text, so it lies in one fold and no fold knows what another is asked.
func load(dir string, onlyStated bool, without string) (*data, error) {
	d := &data{counts: map[string]int{}}
	known := map[string]*text{}
	sum := sha256.New()
	for _, c := range corpora {
		if onlyStated && !c.stated || without != "" && strings.HasPrefix(c.file, without) {
			continue
		}
		if err := d.read(filepath.Join(dir, c.file), c, known, sum); err != nil {
			return nil, err
		}
	}
	d.digest = hex.EncodeToString(sum.Sum(nil))[:16]
	return d, nil
}

func (d *data) read(path string, c corpus, known map[string]*text, sum interface{ Write([]byte) (int, error) }) error {
	f, err := os.Open(path) //nolint:gosec // the folder is the one the caller named
	if err != nil {
		return fmt.Errorf("training data: %w (see -data)", err)
	}
	defer f.Close() //nolint:errcheck // nothing was written
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<22)
	for n := 1; lines.Scan(); n++ {
		if _, err := sum.Write(lines.Bytes()); err != nil {
			return err
		}
		var r row
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			return fmt.Errorf("%s, line %d: %w", path, n, err)
		}
		k := key(r.text())
		if k == "" {
			continue
		}
		t := known[k]
		if t == nil {
			t = &text{raw: r.text(), fold: foldOf(k)}
			for i := range t.labels {
				t.labels[i] = -1
			}
			known[k] = t
			d.texts = append(d.texts, t)
		}
		fresh := false
		c.read(r, func(col column, y int) {
			if y >= 0 && t.labels[col] < 0 {
				t.labels[col], fresh = int8(y), true
			}
		})
		if fresh {
			d.counts[c.file]++
		} else {
			d.double++
		}
	}
	return lines.Err()
}

// key is what is left of a text when case, signs, links and names are gone.
func key(s string) string {
	var b strings.Builder
	for w := range strings.FieldsSeq(s) {
		if strings.HasPrefix(w, "@") || strings.HasPrefix(w, "http") {
			continue
		}
		for _, r := range w {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				b.WriteRune(unicode.ToLower(r))
			}
		}
	}
	return b.String()
}

func foldOf(k string) int {
	h := fnv.New32a()
	_, _ = h.Write([]byte(k)) // never fails
	return int(h.Sum32() >> 8 % folds)
}

// extract computes the features of every text.
func (d *data) extract() {
	var r model.Reading
	for _, t := range d.texts {
		t.buckets = append([]uint32(nil), r.Features(t.raw)...)
		t.style = r.Style
	}
}
