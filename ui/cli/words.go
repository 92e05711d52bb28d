package cli

import (
	"fmt"
	"strings"
)

func joinNonEmpty(sep string, parts ...string) string {
	kept := parts[:0:0]
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, sep)
}

func percent(score float32) string { return fmt.Sprintf("%d %%", int(score*100+0.5)) }
