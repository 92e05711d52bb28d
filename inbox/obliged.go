package inbox

import (
	"context"
	"time"
)

// Obliged is a channel whose terms want that everything kept of it is looked at
// again, closed items too: what was deleted there must go here.
type Obliged interface {
	// Duty is how old the last look may be; 0 when this account has no way to look.
	Duty() time.Duration
	// Vanished names, by remote id, which of the texts are public no more. It may
	// take several calls, minutes apart: until then done is false.
	Vanished(ctx context.Context, refs []Ref) (gone []string, done bool, err error)
}
