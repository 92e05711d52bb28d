package mastodontest

import (
	"fmt"
	"net/url"
	"sync"
	"testing"
)

// Several officers and citizens at once: with one key there is one post, and
// nothing is lost or counted twice.
func TestParallel(t *testing.T) {
	s, own, berta, _ := town(t, Mastodon)
	s.Queue("POST /api/v1/statuses", CutAfter(), FailAfter(), SlowBody(100, 0))
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for j := range 3 {
				key := fmt.Sprintf("key-%d", j)
				_, _ = try(s, own, "POST", "/api/v1/statuses", url.Values{"status": {"Hallo " + key}}, "Idempotency-Key", key)
			}
		})
		wg.Go(func() {
			p := s.Mention(berta, own, fmt.Sprint(i))
			s.Edit(p, "@linden geändert")
			_ = notifications(t, s, own, "types[]=mention")
			if i%2 == 0 {
				s.Delete(p)
			}
		})
	}
	wg.Wait()
	if n := len(s.PostsOf(own)); n != 3 || s.Effects("POST *") != 3 || s.Requests("POST *") != 24 {
		t.Errorf("%d posts, %d effects, %d requests; want 3, 3, 24", n, s.Effects("POST *"), s.Requests("POST *"))
	}
	if n := len(notifications(t, s, own, "").list(t)); n != 4 {
		t.Errorf("%d notifications, want 4", n)
	}
}
