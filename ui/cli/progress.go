package cli

import (
	"fmt"
	"strings"
	"time"

	"lotse/ui/text"
)

// barWidth is the length of a progress bar in cells.
const barWidth = 24

// progress is one line on stderr that says how far long work is. Where stderr is
// no terminal, or with --plain, it says nothing.
type progress struct {
	c     *call
	name  string
	total int // 0 where nobody knows
	shown time.Time
	any   bool
}

func (c *call) progress(name string) *progress { return &progress{c: c, name: clean(name)} }

// to says that n of the work is done. It draws at most ten times a second.
func (p *progress) to(n int) {
	now := time.Now()
	if !p.c.Terminal.Err || now.Sub(p.shown) < 100*time.Millisecond {
		return
	}
	p.shown, p.any = now, true
	line := p.name + "  " + text.Count(p.c.lang, n, text.NounItem)
	if p.total > 0 {
		done := min(barWidth*n/p.total, barWidth)
		line = fmt.Sprintf("%s  [%s%s] %3d %%", p.name, strings.Repeat("#", done), strings.Repeat(".", barWidth-done), min(100*n/p.total, 100))
	}
	fmt.Fprintf(p.c.Err, "\r\x1b[K%s", line)
}

// done takes the line away.
func (p *progress) done() {
	if p.any {
		fmt.Fprint(p.c.Err, "\r\x1b[K")
	}
}
