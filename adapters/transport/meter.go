package transport

import (
	"net/http"
	"sync"
	"time"
)

// Stats counts what one account's transport saw since it was made.
type Stats struct {
	Calls, Writes, Failures, Throttled int
	Bytes                              int64
	Limit, Remaining                   int       // of reading, by the latest answer; 0 and 0 when no answer told
	Reset                              time.Time // by our clock
	Skew                               time.Duration
	SkewKnown                          bool // an answer carried a date
}

type meter struct {
	mu sync.Mutex
	s  Stats
}

// Stats gives a copy of the counters.
func (t *Transport) Stats() Stats {
	t.meter.mu.Lock()
	defer t.meter.mu.Unlock()
	return t.meter.s
}

func (m *meter) called(writes bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.s.Calls++
	if writes {
		m.s.Writes++
	}
}

func (m *meter) failed() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.s.Failures++
}

func (m *meter) read(n int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.s.Bytes += int64(n)
}

// answered notes an answer's headers. Writes have limits of their own on most
// platforms, so only those of reads are kept.
func (m *meter) answered(status int, skew time.Duration, known bool, l limits, writes bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if known {
		m.s.Skew, m.s.SkewKnown = skew, true
	}
	if l.throttles(status) {
		m.s.Throttled++
	} else if status >= http.StatusInternalServerError {
		m.s.Failures++
	}
	if !writes && l.limit > 0 && l.remaining >= 0 {
		m.s.Limit, m.s.Remaining, m.s.Reset = l.limit, l.remaining, l.reset
	}
}

// reserved refuses a read when less than a tenth of the limit is left: the rest
// is for replies and measures.
func (m *meter) reserved(now time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.s.Limit == 0 || m.s.Remaining*10 >= m.s.Limit || !now.Before(m.s.Reset) {
		return nil
	}
	at := m.s.Reset
	if latest := now.Add(MaxWait); at.After(latest) {
		at = latest
	}
	return &Throttled{RetryAt: at}
}
