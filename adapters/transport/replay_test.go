package transport

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// dyingServer answers the first request of each connection and keeps it open; of
// the second it takes the effect and hangs up without a word.
type dyingServer struct {
	net.Listener
	effects atomic.Int32
	keys    chan string
}

func newDyingServer(t *testing.T) *dyingServer {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &dyingServer{Listener: l, keys: make(chan string, 100)}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			s.serve(c)
		}
	}()
	t.Cleanup(func() { _ = l.Close(); <-done })
	return s
}

func (s *dyingServer) serve(c net.Conn) {
	defer func() { _ = c.Close() }()
	r := bufio.NewReader(c)
	for n := range 2 {
		req, err := http.ReadRequest(r)
		if err != nil {
			return
		}
		_, _ = io.Copy(io.Discard, req.Body)
		if req.Method == http.MethodPost {
			s.effects.Add(1)
			s.keys <- req.Header.Get("Idempotency-Key")
		}
		if n == 0 {
			_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
		}
	}
}

// post warms a connection up and posts on it, the way a library would.
func post(t *testing.T, c *http.Client, ctx context.Context, url string, header http.Header) error {
	t.Helper()
	resp, err := c.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.Copy(io.Discard, resp.Body)
	resp.Body.Close()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, strings.NewReader("status=Hallo"))
	if err != nil {
		t.Fatal(err)
	}
	for k, v := range header {
		req.Header[k] = v
	}
	resp, err = c.Do(req)
	if err == nil {
		_, _ = io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
	}
	return err
}

// The bare net/http posts twice: this is what the transport is for. When a later
// Go no longer does, this test says so and the cure can go.
func TestNetHTTPReplaysAPostWithAKey(t *testing.T) {
	s := newDyingServer(t)
	base := &http.Transport{}
	defer base.CloseIdleConnections()
	err := post(t, &http.Client{Transport: base}, t.Context(), "http://"+s.Addr().String(), http.Header{"Idempotency-Key": {"k1"}})
	if err != nil || s.effects.Load() != 2 {
		t.Errorf("effects %d, error %v: net/http has changed", s.effects.Load(), err)
	}
}

func TestAPostLeavesOnce(t *testing.T) {
	s := newDyingServer(t)
	tr := New(Options{})
	defer tr.CloseIdleConnections()
	ctx, x := Watch(WithKey(t.Context(), "attempt-1"))
	err := post(t, tr.Client(), ctx, "http://"+s.Addr().String(), nil)
	if err == nil {
		t.Error("the connection died, but there is no error")
	}
	if n := s.effects.Load(); n != 1 {
		t.Errorf("%d side effects, want exactly 1", n)
	}
	if k := <-s.keys; k != "attempt-1" {
		t.Errorf("key %q", k)
	}
	if ce := x.Problem("reply", err); !ce.SentMaybe || ce.Class != "retryable" {
		t.Errorf("problem %+v, want retryable and perhaps sent", ce)
	}
}

func TestAKeyOfTheLibrarysOwnIsNoDangerEither(t *testing.T) {
	s := newDyingServer(t)
	tr := New(Options{})
	defer tr.CloseIdleConnections()
	err := post(t, tr.Client(), t.Context(), "http://"+s.Addr().String(), http.Header{"Idempotency-Key": {"k1"}})
	if n := s.effects.Load(); n != 1 || err == nil {
		t.Errorf("%d side effects, error %v", n, err)
	}
}
