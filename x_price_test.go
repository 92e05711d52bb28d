package main

import (
	"slices"
	"testing"

	"lotse/adapters/x"
	"lotse/inbox/config"
)

// The config names the prices that the adapter knows.
func TestPriceNames(t *testing.T) {
	if !slices.Equal(config.PriceNames(), x.PriceNames()) {
		t.Errorf("the config knows %v, the adapter %v", config.PriceNames(), x.PriceNames())
	}
}
