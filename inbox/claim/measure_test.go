package claim

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// dataDir is where the collections lie, beside the repository or where the
// variable says.
func dataDir(t testing.TB) string {
	dir := cmp.Or(os.Getenv("LOTSE_DATA"), "../../../shared/data")
	if _, err := os.Stat(filepath.Join(dir, "claim_match_de.jsonl")); err != nil {
		t.Skip("the collections are not here; LOTSE_DATA names their folder")
	}
	return dir
}

type row struct {
	Text  string `json:"t"`
	Claim string `json:"claim"`
}

func rows(t testing.TB, dir, name string) []row {
	t.Helper()
	f, err := os.Open(filepath.Join(dir, name))
	if err != nil {
		t.Skip(err)
	}
	defer f.Close() //nolint:errcheck // only read
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	var out []row
	for lines.Scan() {
		var r row
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		out = append(out, r)
	}
	return out
}

// others gives other people's texts of about a claim's length.
func others(t testing.TB, dir string, n int) []string {
	var out []string
	for _, name := range []string{"gahd_train.jsonl", "germeval2018_train.jsonl", "germeval2019_train.jsonl", "sb10k_train.jsonl", "potts_train.jsonl", "flausch_train.jsonl"} {
		for _, r := range rows(t, dir, name) {
			if len(r.Text) > 40 && len(r.Text) < 200 && len(out) < n {
				out = append(out, r.Text)
			}
		}
	}
	return out
}

func claimsOf(pairs []row) []Doc {
	var docs []Doc
	for _, p := range pairs {
		if !slices.ContainsFunc(docs, func(d Doc) bool { return d.Key == p.Claim }) {
			docs = append(docs, Doc{Key: p.Claim, Texts: []string{p.Claim}})
		}
	}
	return docs
}

func recall(x *Index, pairs []row) (at1, at5 float64) {
	for _, p := range pairs {
		for i, m := range x.rank(words(p.Text), 0) {
			if i == 5 {
				break
			}
			if m.Key == p.Claim {
				at5++
				if i == 0 {
					at1++
				}
				break
			}
		}
	}
	n := float64(len(pairs))
	return at1 / n, at5 / n
}

// What the package promises, on the posts and claims of the collection.
func TestTheCollectionIsFound(t *testing.T) {
	dir := dataDir(t)
	pairs := rows(t, dir, "claim_match_de.jsonl")
	docs := claimsOf(pairs)
	own := New(docs)
	at1, at5 := recall(own, pairs)
	t.Logf("%d posts, %d claims: recall@1 %.3f, recall@5 %.3f", len(pairs), len(docs), at1, at5)
	if at5 < 0.85 {
		t.Errorf("recall@5 is %.3f, less than 0.85", at5)
	}
	crowd := docs
	for i, s := range others(t, dir, 20_000) {
		crowd = append(crowd, Doc{Key: fmt.Sprint("other ", i), Texts: []string{s}})
	}
	at1, at5 = recall(New(crowd), pairs)
	t.Logf("with %d distractors: recall@1 %.3f, recall@5 %.3f", len(crowd)-len(docs), at1, at5)
	if at5 < 0.72 {
		t.Errorf("recall@5 with distractors is %.3f, less than 0.72", at5)
	}
	var unrelated []float64
	for _, name := range []string{"germeval2021_train.jsonl", "omp_feedback.jsonl"} {
		for _, r := range rows(t, dir, name) {
			best := 0.0
			if ms := own.rank(words(r.Text), 0); len(ms) > 0 {
				best = ms[0].Weight
			}
			unrelated = append(unrelated, best)
		}
	}
	slices.Sort(unrelated)
	for _, rate := range []float64{0.01, 0.02, 0.05} {
		border := unrelated[int(float64(len(unrelated))*(1-rate))]
		hit := 0.0
		for _, p := range pairs {
			if ms := own.rank(words(p.Text), 0); len(ms) > 0 && ms[0].Key == p.Claim && ms[0].Weight > border {
				hit++
			}
		}
		hit /= float64(len(pairs))
		t.Logf("at %.0f %% false alarms (weight %.2f): recall %.3f", 100*rate, border, hit)
		if rate == 0.01 && hit < 0.42 {
			t.Errorf("recall at 1 %% false alarms is %.3f, less than 0.42", hit)
		}
	}
	for _, border := range []struct {
		name string
		is   func(Match) bool
	}{{"possible", func(Match) bool { return true }}, {"strong", func(m Match) bool { return m.Strong }}} {
		found, falsely := 0, 0
		for _, p := range pairs {
			if ms := own.Find(p.Text, 5); slices.ContainsFunc(ms, func(m Match) bool { return m.Key == p.Claim && border.is(m) }) {
				found++
			}
		}
		for _, r := range rows(t, dir, "germeval2021_train.jsonl") {
			if slices.ContainsFunc(own.Find(r.Text, 5), border.is) {
				falsely++
			}
		}
		t.Logf("as %s: found %d of %d, falsely %d", border.name, found, len(pairs), falsely)
	}
}

func BenchmarkFind(b *testing.B) {
	dir := dataDir(b)
	pairs := rows(b, dir, "claim_match_de.jsonl")
	docs := claimsOf(pairs)
	for i, s := range others(b, dir, 20_000-len(docs)) {
		docs = append(docs, Doc{Key: fmt.Sprint("other ", i), Texts: []string{s}})
	}
	x := New(docs)
	i := 0
	for b.Loop() {
		x.Find(pairs[i%len(pairs)].Text, 5)
		i++
	}
}
