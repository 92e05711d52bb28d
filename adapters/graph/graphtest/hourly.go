package graphtest

import "time"

// An app may make so many calls in any sixty minutes. The headers say how many
// percent of them are used, rounded down; a call beyond them is refused and counts
// all the same.

// Hourly sets how many; 0 takes the limit away.
func (s *Server) Hourly(n int) { s.Do(func() { s.hourly = n }) }

// Expire lets the accepted token end: every call is refused until Renew.
func (s *Server) Expire() { s.Do(func() { s.token = "expired " + s.token }) }

// Renew makes another token the accepted one.
func (s *Server) Renew(token string) { s.Do(func() { s.token = token }) }

// Busiest gives the most calls that ever came in sixty minutes, and the most of
// them that only read.
func (s *Server) Busiest() (all, reads int) {
	calls := s.Calls()
	n, from := 0, 0
	for i := range calls {
		if calls[i].Method == "GET" {
			n++
		}
		for ; !calls[from].At.After(calls[i].At.Add(-time.Hour)); from++ {
			if calls[from].Method == "GET" {
				n--
			}
		}
		all, reads = max(all, i-from+1), max(reads, n)
	}
	return all, reads
}

// meter counts the call that has just come. It gives what the headers say, and
// whether the call is one too many.
func (s *Server) meter() (percent int, over bool) {
	if s.hourly == 0 {
		return s.percent, false
	}
	n := 0
	for i := range s.calls {
		if s.calls[i].At.After(s.now().Add(-time.Hour)) {
			n++
		}
	}
	return n * 100 / s.hourly, n > s.hourly
}
