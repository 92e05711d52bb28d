package transport

import (
	"context"
	"errors"
	"io"
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	"lotse/inbox"
)

func TestClassify(t *testing.T) {
	odd := errors.New("invalid character '<' looking for beginning of value")
	for _, c := range []struct {
		name   string
		status int
		err    error
		wrote  bool
		class  inbox.Problem
		maybe  bool
	}{
		{"401", 401, nil, true, inbox.ProblemAuth, false},
		{"403", 403, nil, true, inbox.ProblemPermission, false},
		{"404", 404, nil, true, inbox.ProblemGone, false},
		{"405", 405, nil, true, inbox.ProblemUnsupported, false},
		{"408", 408, nil, true, inbox.ProblemRetryable, true},
		{"409", 409, nil, true, inbox.ProblemDuplicate, true},
		{"410", 410, nil, true, inbox.ProblemGone, false},
		{"422", 422, nil, true, inbox.ProblemInvalid, false},
		{"425", 425, nil, true, inbox.ProblemRetryable, false},
		{"429 untyped", 429, nil, true, inbox.ProblemThrottled, false},
		{"429", 429, &Throttled{Status: 429}, true, inbox.ProblemThrottled, false},
		{"451", 451, nil, true, inbox.ProblemPolicy, false},
		{"500 write", 500, nil, true, inbox.ProblemRetryable, true},
		{"500 read", 500, nil, false, inbox.ProblemRetryable, false},
		{"501", 501, nil, true, inbox.ProblemUnsupported, false},
		{"503 with a hint", 503, &Throttled{Status: 503}, true, inbox.ProblemThrottled, true},
		{"our reserve", 0, &Throttled{}, false, inbox.ProblemBudget, false},
		{"web page", 200, odd, true, inbox.ProblemDecode, true},
		{"half an answer", 200, io.ErrUnexpectedEOF, true, inbox.ProblemRetryable, true},
		{"answer too slow", 200, context.DeadlineExceeded, true, inbox.ProblemRetryable, true},
		{"redirect", 302, nil, true, inbox.ProblemDecode, true},
		{"timeout before the answer", 0, context.DeadlineExceeded, true, inbox.ProblemRetryable, true},
		{"timeout of a read", 0, context.DeadlineExceeded, false, inbox.ProblemRetryable, false},
	} {
		ce := Classify("reply", c.status, c.err, c.wrote)
		if ce.Class != c.class || ce.SentMaybe != c.maybe || ce.Op != "reply" {
			t.Errorf("%s: %s, perhaps sent %t; want %s, %t", c.name, ce.Class, ce.SentMaybe, c.class, c.maybe)
		}
	}
}

func TestWithoutAConnectionNothingWasSent(t *testing.T) {
	tr := New(Options{})
	for _, url := range []string{"http://127.0.0.1:1/", "http://nowhere.invalid/"} {
		ctx, x := Watch(t.Context())
		_, err := send(ctx, tr, "POST", url, "x")
		if ce := x.Problem("reply", err); ce.Class != inbox.ProblemUnreachable || ce.SentMaybe {
			t.Errorf("%s: %+v", url, ce)
		}
	}
	url, tr := serve(t, Options{}, func(http.ResponseWriter, *http.Request) {})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	ctx, x := Watch(ctx)
	_, err := send(ctx, tr, "POST", url, "x")
	if ce := x.Problem("reply", err); ce.SentMaybe || !errors.Is(ce, context.Canceled) {
		t.Errorf("cancelled before it left: %+v", ce)
	}
}

func TestAWriteThatMayHaveArrivedIsUnclear(t *testing.T) {
	hold := make(chan struct{})
	var effects atomic.Int32 // a hanging answer outlives its request
	url, tr := serve(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		effects.Add(1)
		switch r.URL.Path {
		case "/cut":
			panic(http.ErrAbortHandler)
		case "/hang":
			<-hold
		case "/error":
			w.WriteHeader(http.StatusBadGateway)
		case "/half":
			w.Header().Set("Content-Length", "100")
			_, _ = io.WriteString(w, `{"id":"1`)
		}
	})
	defer close(hold)
	for _, path := range []string{"/cut", "/hang", "/error", "/half"} {
		ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
		ctx, x := Watch(ctx)
		_, err := send(ctx, tr, "POST", url+path, "x")
		cancel()
		if ce := x.Problem("reply", err); ce.Class != inbox.ProblemRetryable || !ce.SentMaybe {
			t.Errorf("%s: %+v (%v)", path, ce, err)
		}
	}
	if n := effects.Load(); n != 4 {
		t.Errorf("%d effects of 4 writes", n)
	}
}

func TestHints(t *testing.T) {
	for s, want := range map[string]time.Duration{
		"": -1, "soon": -1, "-5": -1, "NaN": -1, "1e300": -1,
		"0": 0, "30": 30 * time.Second, "1.5": 1500 * time.Millisecond,
		"1795348920":                    2 * time.Minute,
		"1795348920000":                 2 * time.Minute,
		"2026-11-22T12:02:00Z":          2 * time.Minute,
		"2026-11-22T13:02:00.5+01:00":   2*time.Minute + 500*time.Millisecond,
		"Sun, 22 Nov 2026 12:02:00 GMT": 2 * time.Minute,
	} {
		got := moment(s, noon, 0)
		if want < 0 && !got.IsZero() || want >= 0 && !got.Equal(noon.Add(want)) {
			t.Errorf("%q: %s, want %s later", s, got, want)
		}
	}
	h := http.Header{"Ratelimit-Limit": {"3000;w=300"}, "Ratelimit-Remaining": {"2999"}}
	if l := parseLimits(h, noon, 0); l.limit != 3000 || l.remaining != 2999 {
		t.Errorf("%+v", l)
	}
}
