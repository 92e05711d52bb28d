package claimreview_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"lotse/inbox/claimreview"
)

const one = `{
 "@context": "https://schema.org", "@type": "ClaimReview", "datePublished": "2026-11-20",
 "url": "https://faktencheck.example/damm", "claimReviewed": "Der Damm ist\n gebrochen.",
 "author": {"@type": "Organization", "name": "Faktencheck Muster"},
 "reviewRating": {"@type": "Rating", "alternateName": "Falsch", "ratingValue": 1, "bestRating": 5, "worstRating": 1},
 "itemReviewed": {"@type": "Claim", "name": "Damm kaputt"}
}`

func TestRead(t *testing.T) {
	for _, c := range []struct {
		name, in string
		n        int
		bad      string
	}{
		{"one", one, 1, ""},
		{"a list", "[" + one + "," + one + "]", 2, ""},
		{"a graph", `{"@graph":[` + one + `,{"@type":"WebPage"}]}`, 1, ""},
		{"a feed", `{"@type":"DataFeed","dataFeedElement":[{"item":[` + one + `]},{"item":null}]}`, 1, ""},
		{"several types", strings.Replace(one, `"ClaimReview"`, `["Review","ClaimReview"]`, 1), 1, ""},
		{"something else", `{"@type":"Article"}`, 0, "type"},
		{"no claim", strings.Replace(one, "claimReviewed", "x", 1), 0, "claim"},
		{"a claim that is no text", strings.Replace(one, `"Der Damm ist\n gebrochen."`, `["a"]`, 1), 0, "claim"},
		{"no address", strings.Replace(one, "https://faktencheck.example/damm", "javascript:alert(1)", 1), 0, "url"},
		{"an address with a name in it", strings.Replace(one, "https://fakt", "https://x:y@fakt", 1), 0, "url"},
		{"no rating", strings.Replace(one, "alternateName", "x", 1), 0, "rating"},
		{"a bad date", strings.Replace(one, "2026-11-20", "gestern", 1), 0, "date"},
		{"too long", strings.Replace(one, "gebrochen", strings.Repeat("x", 3000), 1), 0, "claim"},
		{"nothing", "[]", 0, ""},
	} {
		got, bad, err := claimreview.Read(strings.NewReader(c.in))
		what := ""
		if len(bad) > 0 {
			what = bad[0].What
		}
		if err != nil || len(got) != c.n || what != c.bad {
			t.Errorf("%s: %v, %v, %v", c.name, got, bad, err)
		}
	}
	for _, s := range []string{"", "{", `{"a":1} x`, "\xff"} {
		if _, _, err := claimreview.Read(strings.NewReader(s)); err == nil {
			t.Errorf("%q is read", s)
		}
	}
	got, _, _ := claimreview.Read(strings.NewReader(one))
	r := got[0]
	if r.Claim != "Der Damm ist gebrochen." || r.Rating != "Falsch" || r.Publisher != "Faktencheck Muster" || len(r.Said) != 1 || r.Published.Year() != 2026 {
		t.Errorf("%+v", r)
	}
}

func TestWhatIsWrittenIsRead(t *testing.T) {
	at := time.Date(2026, 11, 22, 22, 10, 0, 0, time.UTC)
	var b bytes.Buffer
	err := claimreview.Write(&b, []claimreview.Own{{
		Claim: "Die Talsperre ist gebrochen.", Verdict: "falsch", Rank: 1, URL: "https://rheinhafen.example/lage", House: "Stadt Rheinhafen",
		Core: "Der Damm hält.", AsOf: at, Until: at.Add(6 * time.Hour), Published: at,
	}})
	if err != nil {
		t.Fatal(err)
	}
	got, bad, err := claimreview.Read(&b)
	if err != nil || len(bad) != 0 || len(got) != 1 || got[0].Rating != "falsch" || !got[0].Published.Equal(at) {
		t.Errorf("%+v %v %v", got, bad, err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(one)
	f.Add(`{"@graph":[` + one + `]}`)
	f.Add(`[[[[1]]]]`)
	f.Fuzz(func(t *testing.T, s string) {
		got, _, err := claimreview.Read(strings.NewReader(s))
		if err != nil {
			return
		}
		for _, r := range got {
			if r.Claim == "" || r.Rating == "" || !strings.HasPrefix(r.URL, "http") {
				t.Errorf("%+v", r)
			}
		}
	})
}
