package storetest

import (
	"slices"

	"lotse/inbox"
)

func byAddress(x *fixture) {
	town(x, 40)
	a, b := post(501, "einmal"), post(502, "zweimal")
	b.URL = a.URL
	ours := post(503, "eigenes", own)
	none := post(504, a.URL) // in the text it is no address
	none.URL, none.Author.URL = "", a.URL
	x.ingest(a, b, ours, none)
	for address, want := range map[string][]inbox.ItemID{
		a.URL:             {b.ID(), a.ID()},
		ours.URL:          {ours.ID()},
		a.URL[:8]:         nil,
		a.URL + "/":       nil,
		"":                nil,
		"https://nowhere": nil,
	} {
		got, err := x.ByAddress(x.ctx, address, 5)
		x.ok(err)
		if !slices.Equal(got, want) {
			x.Errorf("%q: %v, want %v", address, got, want)
		}
	}
	if got, err := x.ByAddress(x.ctx, a.URL, 1); err != nil || !slices.Equal(got, []inbox.ItemID{b.ID()}) {
		x.Errorf("one of two: %v, %v", got, err)
	}
}
