package config

import (
	"math"
	"strconv"
	"strings"

	"lotse/inbox"
)

// Spending is what a channel may cost whose platform charges for each call, and
// what it may do for that; kind x only.
type Spending struct {
	Monthly       float64            // US dollars a month, 0: the channel's own default
	Prices        map[string]float64 // US dollars, where they are not what the program knows
	ExpandAuthors bool
	SearchReplies bool
	AllowLinks    bool
}

// PriceNames lists what a price can be given for; a test compares them with the
// adapter's.
func PriceNames() []string {
	return []string{"hide", "owned_read", "post_read", "reply", "reply_link", "user_read"}
}

// spends reports whether a kind charges for each call.
func spends(kind string) bool { return kind == "x" }

// spending reads the options about money; beside another kind they are a mistake.
func (r *reader) spending(in, kind string, d *channelDoc) Spending {
	if !spends(kind) {
		for _, key := range []string{"monthly_usd_max", "prices", "expand_authors", "search_replies", "allow_links"} {
			if r.Has(in + "." + key) {
				r.FailKey(in+"."+key, inbox.Fail(inbox.CodeFileKey, "key", inbox.Quote(key), "in", "channel"))
			}
		}
		return Spending{}
	}
	s := Spending{
		ExpandAuthors: d.ExpandAuthors || !r.Has(in+".expand_authors"),
		SearchReplies: d.SearchReplies || !r.Has(in+".search_replies"),
		AllowLinks:    d.AllowLinks,
	}
	if r.Has(in + ".monthly_usd_max") {
		s.Monthly = r.money(in+".monthly_usd_max", d.Monthly, 0.01)
	}
	for name, price := range d.Prices {
		if !r.oneOf(in+".prices."+name, "price", name, PriceNames()) {
			continue
		}
		if s.Prices == nil {
			s.Prices = map[string]float64{}
		}
		s.Prices[name] = r.money(in+".prices."+name, price, 0)
	}
	return s
}

// money reads a sum of dollars. Sums are texts: "12.50" is what was written, a
// binary number is not.
func (r *reader) money(path, got string, least float64) float64 {
	v, err := strconv.ParseFloat(strings.TrimSpace(got), 64)
	if err != nil || math.IsNaN(v) || v < least || v > 1e6 {
		r.Fail(path, inbox.Fail(inbox.CodeFileValue, "key", table(path), "got", inbox.Quote(got), "want", "money"))
		return 0
	}
	return v
}
