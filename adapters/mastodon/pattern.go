package mastodon

import (
	"regexp"
	"sync"
)

// pattern compiles an expression when it is first used. Compiling all of them at
// start would cost every command five milliseconds, also those that never speak
// to a server.
func pattern(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
