package storetest_test

import (
	"testing"

	"lotse/inbox"
	"lotse/store/storetest"
)

func TestMemory(t *testing.T) {
	storetest.Run(t, func(*testing.T) inbox.Store { return storetest.NewMemory() })
}
