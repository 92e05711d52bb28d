// Package claimreview reads and writes checked claims as schema.org ClaimReview, in
// the JSON that fact checkers publish.
//
// What is read are other people's checks. They become sources of a claim, with the
// rating in the words of whoever gave it, and never a verdict of the house.
package claimreview

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"
)

// Review is one published check.
type Review struct {
	Claim     string    // the sentence that was checked
	URL       string    // where the check stands; http or https
	Title     string    //
	Publisher string    //
	Rating    string    // in the publisher's words
	Published time.Time // zero where the file does not say
	Said      []string  // further wordings the publisher found
}

// Bounds of a file and its parts.
const (
	MaxBytes  = 16 << 20
	MaxCount  = 10_000
	MaxText   = 2000
	maxNested = 64
)

// ErrTooMuch says that a file is longer than anybody reads.
var ErrTooMuch = errors.New("claimreview: the file is too large")

// A Problem is one check that could not be read; the others are.
type Problem struct {
	N    int    // the check's place in the file, from 1
	What string // type, claim, url, rating, text, date
}

func (p Problem) Error() string { return fmt.Sprintf("claimreview: check %d: %s", p.N, p.What) }

// Read reads one check, a list of them, or a feed that holds some. A check that
// lacks what we need, or has something else there, is a problem and left out: half
// a source is none. A file that is no JSON is an error.
func Read(r io.Reader) ([]Review, []Problem, error) {
	b, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return nil, nil, err
	}
	if len(b) > MaxBytes {
		return nil, nil, ErrTooMuch
	}
	dec := json.NewDecoder(bytes.NewReader(b))
	var root any
	if err := dec.Decode(&root); err != nil {
		return nil, nil, err
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, nil, errors.New("claimreview: something stands behind the JSON")
	}
	found := collect(root, nil, 0)
	if len(found) > MaxCount {
		return nil, nil, ErrTooMuch
	}
	var out []Review
	var bad []Problem
	for i, m := range found {
		rev, what := review(m)
		if what != "" {
			bad = append(bad, Problem{N: i + 1, What: what})
			continue
		}
		out = append(out, rev)
	}
	return out, bad, nil
}

// holders are the places where feeds keep their checks.
var holders = []string{"@graph", "dataFeedElement", "itemListElement", "item"}

// collect finds the checks in a list or a feed, in their order.
func collect(v any, out []map[string]any, depth int) []map[string]any {
	if depth > maxNested {
		return out
	}
	switch x := v.(type) {
	case []any:
		for _, e := range x {
			out = collect(e, out, depth+1)
		}
	case map[string]any:
		if isType(x, "ClaimReview") {
			return append(out, x)
		}
		held := false
		for _, key := range holders {
			if inner, ok := x[key]; ok {
				held = true
				out = collect(inner, out, depth+1)
			}
		}
		if !held && depth == 0 {
			out = append(out, x) // a file with one thing that is no check: said, not passed over
		}
	}
	return out
}

func isType(m map[string]any, want string) bool {
	switch t := m["@type"].(type) {
	case string:
		return t == want
	case []any:
		for _, e := range t {
			if e == want {
				return true
			}
		}
	}
	return false
}

func review(m map[string]any) (r Review, what string) {
	if !isType(m, "ClaimReview") {
		return r, "type"
	}
	var ok bool
	if r.Claim, ok = textOf(m["claimReviewed"]); !ok || r.Claim == "" {
		return r, "claim"
	}
	if r.URL, ok = textOf(m["url"]); !ok || !webAddress(r.URL) {
		return r, "url"
	}
	if r.Title, ok = textOf(m["name"]); !ok {
		return r, "text"
	}
	if r.Title == "" {
		r.Title, _ = textOf(m["headline"])
	}
	if r.Publisher, ok = textOf(named(m["author"])); !ok {
		return r, "text"
	}
	rating, isMap := m["reviewRating"].(map[string]any)
	if !isMap {
		return r, "rating"
	}
	if r.Rating, ok = textOf(rating["alternateName"]); !ok || r.Rating == "" {
		return r, "rating"
	}
	if s, given := m["datePublished"].(string); given && s != "" {
		if r.Published, ok = moment(s); !ok {
			return r, "date"
		}
	}
	if item, isMap := m["itemReviewed"].(map[string]any); isMap {
		if s, ok := textOf(item["name"]); ok && s != "" && s != r.Claim {
			r.Said = append(r.Said, s)
		}
	}
	return r, ""
}

func named(v any) any {
	switch x := v.(type) {
	case map[string]any:
		return x["name"]
	case []any:
		if len(x) > 0 {
			return named(x[0])
		}
		return nil
	}
	return v
}

// textOf takes a string within bounds; absence is an empty one.
func textOf(v any) (string, bool) {
	if v == nil {
		return "", true
	}
	s, ok := v.(string)
	s = strings.Join(strings.Fields(s), " ")
	return s, ok && utf8.RuneCountInString(s) <= MaxText
}

func webAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && u.User == nil && !strings.ContainsAny(s, " <>\"")
}

func moment(s string) (time.Time, bool) {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC(), true
		}
	}
	return time.Time{}, false
}
