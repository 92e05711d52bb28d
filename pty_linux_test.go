package main

import (
	"fmt"
	"hash/maphash"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
	"unicode/utf8"

	"charm.land/lipgloss/v2"
	"golang.org/x/sys/unix"
)

// ptyScreen is a program in a pseudo-terminal, seen from outside: what it writes
// is drawn on a picture of cells, and every change is noted with its time.
type ptyScreen struct {
	cmd    *exec.Cmd
	master *os.File
	ended  chan struct{}

	mu     sync.Mutex
	cells  *cells
	parts  []part // that are watched
	sums   []uint64
	seed   maphash.Seed
	change time.Time // of the last change of a part, to the last byte that came with it
	grew   bool      // the change may not have come whole yet
}

// part is a rectangle of the screen.
type part struct{ left, top, right, bottom int }

// startPTY starts a program in a new pseudo-terminal.
func startPTY(b *testing.B, cmd *exec.Cmd, width, height int, parts ...part) *ptyScreen {
	b.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		b.Skip("there is no pseudo-terminal here: ", err)
	}
	fd := int(master.Fd())
	number, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err == nil {
		err = unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0)
	}
	if err == nil {
		err = unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, &unix.Winsize{Row: uint16(height), Col: uint16(width)})
	}
	if err != nil {
		b.Skip("there is no pseudo-terminal here: ", err)
	}
	slave, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		b.Skip("there is no pseudo-terminal here: ", err)
	}
	s := &ptyScreen{cmd: cmd, master: master, cells: newCells(width, height), parts: parts, seed: maphash.MakeSeed(), ended: make(chan struct{})}
	s.sums = make([]uint64, len(parts))
	s.sums = s.look()
	cmd.Stdin, cmd.Stdout, cmd.Stderr = slave, slave, slave
	cmd.Env = append(cmd.Env, "TERM=xterm-256color", "LANG=C.UTF-8")
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	_ = slave.Close()
	go s.pump()
	return s
}

// pump draws what the program writes.
func (s *ptyScreen) pump() {
	defer close(s.ended)
	buf := make([]byte, 1<<16)
	var last time.Time
	for {
		n, err := s.master.Read(buf)
		now := time.Now()
		if err != nil {
			return
		}
		s.mu.Lock()
		s.cells.write(buf[:n])
		sums := s.look()
		changed := false
		for i := range sums {
			changed = changed || sums[i] != s.sums[i]
		}
		// A frame comes in several pieces; what follows without a gap belongs to it.
		if s.grew = changed || s.grew && now.Sub(last) < time.Millisecond; s.grew {
			s.change = now
		}
		s.sums, last = sums, now
		s.mu.Unlock()
	}
}

func (s *ptyScreen) look() []uint64 {
	sums := make([]uint64, len(s.parts))
	for i, p := range s.parts {
		var h maphash.Hash
		h.SetSeed(s.seed)
		for y := p.top; y < p.bottom; y++ {
			for _, r := range s.cells.rows[y][p.left:p.right] {
				_, _ = h.WriteString(string(r))
			}
		}
		sums[i] = h.Sum64()
	}
	return sums
}

// quiet is how long the watched parts must stand still to count as drawn.
const quiet = 40 * time.Millisecond

// settled waits until the parts changed after a moment and stand still, and gives
// how long the last change took; false when nothing changed.
func (s *ptyScreen) settled(since time.Time, limit time.Duration) (time.Duration, bool) {
	for time.Since(since) < limit {
		s.mu.Lock()
		at := s.change
		s.mu.Unlock()
		if at.After(since) && time.Since(at) > quiet {
			return at.Sub(since), true
		}
		time.Sleep(2 * time.Millisecond)
	}
	return 0, false
}

// shows waits until a text stands on the screen.
func (s *ptyScreen) shows(words string, limit time.Duration) bool {
	for start := time.Now(); time.Since(start) < limit; time.Sleep(500 * time.Microsecond) {
		if strings.Contains(s.picture(), words) {
			return true
		}
	}
	return false
}

func (s *ptyScreen) picture() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var b strings.Builder
	for _, row := range s.cells.rows {
		b.WriteString(strings.TrimRight(string(row), " "))
		b.WriteByte('\n')
	}
	return b.String()
}

// key sends bytes and gives the moment before.
func (s *ptyScreen) key(b *testing.B, keys string) time.Time {
	b.Helper()
	now := time.Now()
	if _, err := s.master.WriteString(keys); err != nil {
		b.Fatalf("%v\n%s", err, s.picture())
	}
	return now
}

// anonymous is the program's own memory in MiB, without the pages of its files.
func (s *ptyScreen) anonymous(b *testing.B) float64 {
	b.Helper()
	rollup, err := os.ReadFile(fmt.Sprintf("/proc/%d/smaps_rollup", s.cmd.Process.Pid))
	if err != nil {
		b.Skip(err)
	}
	for line := range strings.Lines(string(rollup)) {
		if rest, ok := strings.CutPrefix(line, "Anonymous:"); ok {
			kb, _ := strconv.Atoi(strings.Fields(rest)[0])
			return float64(kb) / 1024
		}
	}
	return 0
}

func (s *ptyScreen) stop() {
	_ = s.cmd.Process.Kill()
	<-s.ended
	_ = s.cmd.Wait()
	_ = s.master.Close()
}

// cells is as much of a terminal as the screen library makes use of.
type cells struct {
	rows        [][]rune
	width       int
	x, y        int
	top, bottom int // scrolling region, bottom excluded
	last        rune
	rest        []byte // of a sequence or rune that came in part
}

func newCells(width, height int) *cells {
	c := &cells{width: width, bottom: height, rows: make([][]rune, height)}
	for y := range c.rows {
		c.rows[y] = c.empty()
	}
	return c
}

func (c *cells) empty() []rune { return []rune(strings.Repeat(" ", c.width)) }

func (c *cells) write(b []byte) {
	b = append(c.rest, b...)
	c.rest = nil
	for len(b) > 0 {
		n := c.step(b)
		if n == 0 {
			c.rest = append([]byte(nil), b...)
			return
		}
		b = b[n:]
	}
}

// step draws one sign or carries one sequence out, and gives its length; 0 when
// it is not whole yet.
func (c *cells) step(b []byte) int {
	switch {
	case b[0] == 0x1b:
		return c.escape(b)
	case b[0] < ' ':
		switch b[0] {
		case '\r':
			c.x = 0
		case '\n':
			c.down()
		case '\b':
			c.x = max(0, c.x-1)
		case '\t':
			c.x = min(c.width-1, c.x/8*8+8)
		}
		return 1
	case !utf8.FullRune(b):
		return 0
	}
	r, n := utf8.DecodeRune(b)
	c.put(r)
	return n
}

func (c *cells) put(r rune) {
	w := lipgloss.Width(string(r))
	if w == 0 {
		return
	}
	if c.x+w > c.width {
		c.x = 0
		c.down()
	}
	c.rows[c.y][c.x], c.last = r, r
	if w == 2 {
		c.rows[c.y][c.x+1] = ' '
	}
	c.x += w
}

func (c *cells) down() {
	if c.y+1 == c.bottom {
		c.scroll(c.top, 1)
		return
	}
	c.y = min(c.y+1, len(c.rows)-1)
}

// scroll moves the rows of the region from a row on up by n, or down.
func (c *cells) scroll(from, n int) {
	for ; n > 0; n-- {
		copy(c.rows[from:c.bottom], c.rows[from+1:c.bottom])
		c.rows[c.bottom-1] = c.empty()
	}
	for ; n < 0; n++ {
		copy(c.rows[from+1:c.bottom], c.rows[from:c.bottom-1])
		c.rows[from] = c.empty()
	}
}

func (c *cells) escape(b []byte) int {
	if len(b) < 2 {
		return 0
	}
	switch b[1] {
	case '[':
		for i := 2; i < len(b); i++ {
			if b[i] >= 0x40 && b[i] <= 0x7e {
				c.control(string(b[2:i]), b[i])
				return i + 1
			}
		}
		return 0
	case ']', 'P', '_', '^': // up to a bell or a string terminator
		for i := 2; i < len(b); i++ {
			if b[i] == '\a' {
				return i + 1
			}
			if b[i] == '\\' && b[i-1] == 0x1b {
				return i + 1
			}
		}
		return 0
	case 'M':
		if c.y == c.top {
			c.scroll(c.top, -1)
		} else {
			c.y = max(0, c.y-1)
		}
	}
	return 2
}

// control carries out a control sequence.
func (c *cells) control(params string, final byte) {
	if strings.ContainsAny(params, "?><= $") {
		if final == 'h' && params == "?1049" {
			*c = *newCells(c.width, len(c.rows))
		}
		return
	}
	var at [2]int
	for i, p := range strings.SplitN(params, ";", 3) {
		if i < 2 {
			at[i], _ = strconv.Atoi(p)
		}
	}
	n := max(at[0], 1)
	row := c.rows[c.y]
	x := min(c.x, c.width-1)
	switch final {
	case 'A':
		c.y = max(0, c.y-n)
	case 'B':
		c.y = min(len(c.rows)-1, c.y+n)
	case 'C':
		c.x = min(c.width-1, c.x+n)
	case 'D':
		c.x = max(0, c.x-n)
	case 'G', '`':
		c.x = min(n, c.width) - 1
	case 'H', 'f':
		c.y, c.x = min(n, len(c.rows))-1, min(max(at[1], 1), c.width)-1
	case 'd':
		c.y = min(n, len(c.rows)) - 1
	case 'I':
		c.x = min(c.width-1, (c.x/8+n)*8)
	case 'Z':
		c.x = max(0, ((c.x+7)/8-n)*8)
	case 'J':
		c.erase(at[0])
	case 'K':
		from, to := x, c.width
		if at[0] > 0 {
			from = 0
		}
		if at[0] == 1 {
			to = x + 1
		}
		copy(row[from:to], c.empty())
	case 'X':
		copy(row[x:min(c.width, x+n)], c.empty())
	case '@':
		c.rows[c.y] = append(append(append([]rune{}, row[:x]...), c.empty()[:min(n, c.width-x)]...), row[x:max(x, c.width-n)]...)
	case 'P':
		c.rows[c.y] = append(append(append([]rune{}, row[:x]...), row[min(c.width, x+n):]...), c.empty()[:min(n, c.width-x)]...)
	case 'L':
		c.scroll(c.y, -n)
	case 'M':
		c.scroll(c.y, n)
	case 'S':
		c.scroll(c.top, n)
	case 'T':
		c.scroll(c.top, -n)
	case 'b':
		for range n {
			c.put(c.last)
		}
	case 'r':
		c.top, c.bottom, c.x, c.y = 0, len(c.rows), 0, 0
		if at[1] > 0 {
			c.top, c.bottom = n-1, at[1]
		}
	}
}

func (c *cells) erase(what int) {
	for y := range c.rows {
		if what >= 2 || what == 0 && y > c.y || what == 1 && y < c.y {
			c.rows[y] = c.empty()
		}
	}
	if what == 0 {
		copy(c.rows[c.y][min(c.x, c.width):], c.empty())
	}
}
