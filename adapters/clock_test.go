package adapters_test

import (
	"testing"
	"time"

	"lotse/adapters"
)

func TestTheWallClockRings(t *testing.T) {
	c := adapters.Wall{}
	ring, stop := c.Until(c.Now().Add(-time.Second))
	<-ring // what has come rings at once
	stop()
	_, stop = c.Until(c.Now().Add(time.Hour))
	stop()
	if s := c.Now().String(); time.Since(c.Now()) > time.Minute || len(s) == 0 {
		t.Error(s)
	}
}
