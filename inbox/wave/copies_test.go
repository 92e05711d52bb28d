package wave

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// dataFolder is where the sets of texts lie, when they are there.
func dataFolder() string {
	if dir := os.Getenv("LOTSE_DATA"); dir != "" {
		return dir
	}
	return filepath.Join("..", "..", "..", "shared", "data")
}

func readTexts(t testing.TB, name string, most int) []string {
	f, err := os.Open(filepath.Join(dataFolder(), name))
	if err != nil {
		t.Skipf("the sets of texts are not here (LOTSE_DATA names their folder): %v", err)
	}
	defer f.Close() //nolint:errcheck // it was only read
	var out []string
	for s := bufio.NewScanner(f); s.Scan() && len(out) < most; {
		var row struct{ T string }
		if json.Unmarshal(s.Bytes(), &row) == nil && row.T != "" {
			out = append(out, row.T)
		}
	}
	return out
}

// perturb changes a text as people do who copy it: more with each level.
func perturb(r *rand.Rand, s string, level int) string {
	words := strings.Fields(s)
	switch level {
	case 0:
		if r.IntN(2) == 0 {
			s = strings.ToUpper(s)
		} else {
			s = strings.ToLower(s)
		}
		return fmt.Sprintf("@wer%d %s 😡🔥", r.IntN(1000), s)
	case 1:
		rs := []rune(s)
		for i := range rs {
			if r.IntN(100) < 3 {
				switch j := r.IntN(3); {
				case j == 0 && i > 0:
					rs[i], rs[i-1] = rs[i-1], rs[i]
				case j == 1:
					rs[i] = rune('a' + r.IntN(26))
				default:
					rs[i] = -1
				}
			}
		}
		return "RT: " + strings.ReplaceAll(string(rs), string(rune(-1)), "")
	}
	drop := 15
	if level == 3 {
		drop = 30
	}
	var out []string
	for _, w := range words {
		if r.IntN(100) >= drop {
			out = append(out, w)
		}
	}
	if len(out) > 2 {
		i := r.IntN(len(out) - 1)
		out[i], out[i+1] = out[i+1], out[i]
	}
	s = strings.Join(out, " ")
	if level == 3 {
		s += " Das muss man sich mal vorstellen, Leute."
	}
	return s
}

// all skips nothing.
func all(int) bool { return false }

// found gives how many of the changed texts are found again, and how many others
// are taken for copies, a query.
func found(background []string, queries int, level int) (recall, others float64) {
	r := rand.New(rand.NewPCG(1, uint64(level)))
	x, s := newIndex(), &Sketcher{}
	for _, t := range background {
		k := s.Of(t)
		x.add(&k)
	}
	hits, wrong := 0, 0
	for i := range queries {
		n := i * (len(background) / queries)
		k := s.Of(perturb(r, background[n], level))
		x.find(&k, all, func(m int, _ float64) bool {
			if m == n {
				hits++
			} else {
				wrong++
			}
			return true
		})
	}
	return float64(hits) / float64(queries), float64(wrong) / float64(queries)
}

// What must be reached at the three lighter levels of change.
var wanted = []float64{0.995, 0.98, 0.93}

func TestCopiesAmongTweets(t *testing.T) {
	texts := append(readTexts(t, "germeval2018_train.jsonl", 1<<20), readTexts(t, "germeval2019_train.jsonl", 1<<20)...)
	texts = append(texts, readTexts(t, "ge26_def_train.jsonl", 1000)...)
	texts = longEnough(texts)
	t.Logf("%d texts", len(texts))
	for level := range 4 {
		recall, others := found(texts, 1000, level)
		t.Logf("level %d: recall %.3f, others %.3f a query", level, recall, others)
		if level < len(wanted) && (recall < wanted[level] || others > 0.2) {
			t.Errorf("level %d: recall %.3f, others %.3f a query; wanted %.3f and at most 0.2", level, recall, others, wanted[level])
		}
	}
}

func longEnough(texts []string) []string {
	var s Sketcher
	out := texts[:0]
	for _, t := range texts {
		if k := s.Of(t); k.comparable() {
			out = append(out, t)
		}
	}
	return out
}
