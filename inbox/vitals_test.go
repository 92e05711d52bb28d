package inbox

import (
	"testing"
	"time"
)

func TestAnEndingAccessIsToldTwoWeeksBefore(t *testing.T) {
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	for days, want := range map[int]struct {
		warn  bool
		stage int
	}{30: {false, 14}, 15: {false, 14}, 14: {true, 14}, 8: {true, 14}, 7: {true, 7}, 3: {true, 3}, 2: {true, 3}, 1: {true, 1}, 0: {true, 0}, -5: {true, 0}} {
		n, warn := TokenDays(now.Add(time.Duration(days)*24*time.Hour+time.Minute), now)
		if n != max(days, 0) && days >= 0 || warn != want.warn || TokenStage(n) != want.stage {
			t.Errorf("%d days: %d, %v, stage %d", days, n, warn, TokenStage(n))
		}
	}
	if _, warn := TokenDays(time.Time{}, now); warn {
		t.Error("an access without end is told of")
	}
	if (Budget{Used: 3, Limit: 4}).Share() != 0.75 || (Budget{Used: 3}).Share() != 0 {
		t.Error("shares")
	}
}
