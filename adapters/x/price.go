package x

import (
	"errors"
	"maps"
	"math"
	"slices"
)

// DefaultMonthly is how many dollars an account may spend a month where the
// config says nothing.
const DefaultMonthly = 20

// Prices gives what the API took for each thing, in dollars, when this was
// written. They change, so the config can name others.
func Prices() map[string]float64 {
	return map[string]float64{
		"owned_read": 0.001, // a post of our own timelines: mentions, own posts
		"post_read":  0.005, // any other post
		"user_read":  0.010,
		"reply":      0.010, // to somebody who mentioned us
		"reply_link": 0.200, // the same with a link in it
		"hide":       0.005,
	}
}

// micros is money in millionths of a dollar: sums of it are exact.
type micros int64

func dollars(usd float64) micros  { return micros(math.Round(usd * 1e6)) }
func (m micros) dollars() float64 { return float64(m) / 1e6 }

type prices struct{ owned, post, user, reply, link, hide micros }

var errPrices = errors.New("x: a price or limit is no sum of money")

// pricesOf puts the config's prices over the known ones.
func pricesOf(own map[string]float64) (prices, error) {
	all := Prices()
	for name, usd := range own {
		if _, known := all[name]; !known || !isMoney(usd) {
			return prices{}, errPrices
		}
	}
	maps.Copy(all, own)
	in := func(name string) micros { return dollars(all[name]) }
	return prices{in("owned_read"), in("post_read"), in("user_read"), in("reply"), in("reply_link"), in("hide")}, nil
}

func isMoney(usd float64) bool { return usd >= 0 && usd <= 1e6 } // not NaN either

// PriceNames lists what a price can be given for.
func PriceNames() []string { return slices.Sorted(maps.Keys(Prices())) }
