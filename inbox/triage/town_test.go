package triage_test

import (
	"bufio"
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"os"
	"strings"
	"testing"

	"lotse/inbox"
	"lotse/inbox/triage"
)

//go:embed testdata/town.jsonl
var townComments []byte

// townComment is an invented comment with the labels it has, and those that it may
// have or not.
type townComment struct {
	Text   string        `json:"text"`
	Post   string        `json:"post"`
	Labels []inbox.Label `json:"labels"`
	May    []inbox.Label `json:"may"`
}

// held reports whether the comment is of the half that rules were never tuned on: a
// checksum decides, so that nobody chooses.
func (c *townComment) held() bool { return crc32.ChecksumIEEE([]byte(c.Text))%2 == 1 }

func readTown(t testing.TB) (all []townComment) {
	t.Helper()
	lines := bufio.NewScanner(bytes.NewReader(townComments))
	for lines.Scan() {
		var c townComment
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		all = append(all, c)
	}
	return all
}

// hits counts one label.
type hits struct{ right, wrong, missed int }

func (h hits) precision() float64 { return share(h.right, h.right+h.wrong) }
func (h hits) recall() float64    { return share(h.right, h.right+h.missed) }

func share(n, of int) float64 {
	if of == 0 {
		return 1
	}
	return float64(n) / float64(of)
}

// judgeTown counts each label on one half.
func judgeTown(t testing.TB, rules *triage.Rules, held bool, tell func(string)) map[inbox.Label]*hits {
	out := map[inbox.Label]*hits{}
	for _, c := range readTown(t) {
		if c.held() != held {
			continue
		}
		a := rules.Assess(c.Text, inbox.AssessContext{OwnPost: c.Post})
		got, want, may := a.Labels(), inbox.SetOf(c.Labels...), inbox.SetOf(c.May...)
		for _, l := range inbox.Labels() {
			if out[l] == nil {
				out[l] = new(hits)
			}
			switch {
			case got.Has(l) && want.Has(l):
				out[l].right++
			case got.Has(l) && !may.Has(l):
				out[l].wrong++
				tell(fmt.Sprintf("wrong  %v: %q (%s)", l, c.Text, reasons(c.Text, a, inbox.SetOf(l))))
			case want.Has(l) && !got.Has(l):
				out[l].missed++
				tell(fmt.Sprintf("missed %v: %q", l, c.Text))
			}
		}
	}
	return out
}

// table writes the counts, a label a line.
func table(counts map[inbox.Label]*hits) string {
	var b strings.Builder
	for _, l := range inbox.Labels() {
		if h := counts[l]; h.right+h.missed+h.wrong > 0 {
			fmt.Fprintf(&b, "%-15v n %3d  precision %.2f  recall %.2f\n", l, h.right+h.missed, h.precision(), h.recall())
		}
	}
	return b.String()
}

func TestTown(t *testing.T) {
	rules := triage.New()
	var told []string
	tune := judgeTown(t, rules, false, func(s string) { told = append(told, s) })
	held := judgeTown(t, rules, true, func(string) {})
	if os.Getenv("TOWN") != "" {
		t.Logf("tuned half\n%s\nheld half\n%s\n%s", table(tune), table(held), strings.Join(told, "\n"))
	}
}
