package claimreview

import (
	"encoding/json"
	"io"
	"time"
)

// Own is a verdict of the house as it is published.
type Own struct {
	Claim     string
	Variants  []string
	Verdict   string // in words
	Rank      int    // 1 false … 5 true
	URL       string // where the house published it, or the first source
	House     string
	Core      string // what is so instead
	AsOf      time.Time
	Until     time.Time
	Sources   []string
	Published time.Time
}

type object map[string]any

// Write writes the verdicts as one JSON list.
func Write(w io.Writer, all []Own) error {
	out := make([]object, 0, len(all))
	for i := range all {
		o := &all[i]
		m := object{
			"@context": "https://schema.org", "@type": "ClaimReview",
			"claimReviewed": o.Claim, "url": o.URL, "datePublished": stamp(o.Published),
			"author": object{"@type": "GovernmentOrganization", "name": o.House},
			"reviewRating": object{
				"@type": "Rating", "alternateName": o.Verdict, "ratingValue": o.Rank, "bestRating": 5, "worstRating": 1,
			},
			"temporalCoverage": stamp(o.AsOf) + "/" + stamp(o.Until),
			"itemReviewed":     object{"@type": "Claim", "name": o.Claim, "alternateName": nonNil(o.Variants)},
			"citation":         nonNil(o.Sources),
		}
		if o.Core != "" {
			m["reviewBody"] = o.Core
		}
		out = append(out, m)
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(out)
}

func nonNil(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }
