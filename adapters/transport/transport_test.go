package transport

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"lotse/inbox"
)

const secret = "s3cr3t-t0ken/with+signs"

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

func at(t time.Time) func() time.Time { return func() time.Time { return t } }

// serve starts a server and a client over a transport to it.
func serve(t *testing.T, o Options, h http.HandlerFunc) (string, *Transport) {
	t.Helper()
	s := httptest.NewServer(h)
	tr := New(o)
	t.Cleanup(func() {
		tr.CloseIdleConnections()
		s.CloseClientConnections()
		s.Close()
	})
	return s.URL, tr
}

func send(ctx context.Context, tr *Transport, method, url, body string) (string, error) {
	req, err := http.NewRequestWithContext(ctx, method, url, strings.NewReader(body))
	if err != nil {
		return "", err
	}
	req.Header.Set("Authorization", "Bearer "+secret)
	resp, err := tr.Client().Do(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err == nil && resp.StatusCode >= 300 {
		err = fmt.Errorf("bad status %d", resp.StatusCode)
	}
	return string(b), err
}

func TestThrottledIsATypedErrorAndOneRequest(t *testing.T) {
	for _, c := range []struct {
		status int
		header [2]string
		want   time.Time
		class  inbox.Problem
	}{
		{429, [2]string{"Retry-After", "30"}, noon.Add(30 * time.Second), inbox.ProblemThrottled},
		{429, [2]string{"X-RateLimit-Reset", "2026-11-22T12:05:00.869078Z"}, noon.Add(5*time.Minute + 869078*time.Microsecond), inbox.ProblemThrottled},
		{429, [2]string{"RateLimit-Reset", fmt.Sprint(noon.Add(time.Minute).Unix())}, noon.Add(time.Minute), inbox.ProblemThrottled},
		{429, [2]string{"X-Nothing", ""}, time.Time{}, inbox.ProblemThrottled},
		{503, [2]string{"Retry-After", noon.Add(time.Hour).Format(http.TimeFormat)}, noon.Add(time.Hour), inbox.ProblemThrottled},
		{503, [2]string{"X-Nothing", ""}, time.Time{}, inbox.ProblemRetryable},
		{429, [2]string{"Retry-After", "99999999"}, noon.Add(MaxWait), inbox.ProblemThrottled},
	} {
		calls := 0
		url, tr := serve(t, Options{Now: at(noon)}, func(w http.ResponseWriter, _ *http.Request) {
			calls++
			w.Header().Set("Date", noon.Format(http.TimeFormat))
			w.Header().Set(c.header[0], c.header[1])
			w.WriteHeader(c.status)
			_, _ = io.WriteString(w, `{"error":"Too many requests"}`)
		})
		ctx, x := Watch(t.Context())
		_, err := send(ctx, tr, "GET", url+"/?access_token="+secret, "")
		ce := x.Problem("poll", err)
		if ce.Class != c.class || !ce.RetryAt.Equal(c.want) || ce.Status != c.status || calls != 1 {
			t.Errorf("%d %v: %+v after %d calls, want %s at %s", c.status, c.header, ce, calls, c.class, c.want)
		}
		if ce.Remote != "Too many requests" {
			t.Errorf("server's words %q", ce.Remote)
		}
		var th *Throttled
		if c.class == inbox.ProblemThrottled && !errors.As(err, &th) {
			t.Errorf("%v is not found through the client's wrapping", err)
		}
	}
}

func TestHintsAreMovedToOurClock(t *testing.T) {
	ahead := noon.Add(time.Hour) // the server's clock
	url, tr := serve(t, Options{Now: at(noon)}, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Date", ahead.Format(http.TimeFormat))
		w.Header().Set("X-RateLimit-Reset", ahead.Add(5*time.Minute).Format(time.RFC3339))
		w.WriteHeader(429)
	})
	ctx, x := Watch(t.Context())
	_, err := send(ctx, tr, "GET", url, "")
	if ce := x.Problem("poll", err); !ce.RetryAt.Equal(noon.Add(5 * time.Minute)) {
		t.Errorf("come back at %s", ce.RetryAt)
	}
	if s := tr.Stats(); s.Skew != time.Hour || !s.SkewKnown || s.Throttled != 1 || s.Calls != 1 {
		t.Errorf("stats %+v", s)
	}
}

func TestTheLastTenthIsKeptForReplies(t *testing.T) {
	now := noon
	calls := 0
	url, tr := serve(t, Options{Now: func() time.Time { return now }}, func(w http.ResponseWriter, _ *http.Request) {
		calls++
		w.Header().Set("Date", now.Format(http.TimeFormat))
		w.Header().Set("X-RateLimit-Limit", "300")
		w.Header().Set("X-RateLimit-Remaining", "29")
		w.Header().Set("X-RateLimit-Reset", noon.Add(time.Minute).Format(time.RFC3339))
		_, _ = io.WriteString(w, "{}")
	})
	ctx, x := Watch(t.Context())
	if _, err := send(ctx, tr, "GET", url, ""); err != nil {
		t.Fatal(err)
	}
	_, err := send(ctx, tr, "GET", url, "")
	if ce := x.Problem("poll", err); ce.Class != inbox.ProblemBudget || ce.SentMaybe || !ce.RetryAt.Equal(noon.Add(time.Minute)) || calls != 1 {
		t.Errorf("second read: %+v after %d calls", ce, calls)
	}
	if _, err := send(ctx, tr, "POST", url, "x"); err != nil || calls != 2 {
		t.Errorf("a write must pass: %v after %d calls", err, calls)
	}
	now = noon.Add(time.Minute)
	if _, err := send(ctx, tr, "GET", url, ""); err != nil || calls != 3 {
		t.Errorf("after the reset: %v after %d calls", err, calls)
	}
}

func TestNoErrorTellsATokenOrAQuery(t *testing.T) {
	url, tr := serve(t, Options{Secrets: []string{secret}}, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/cut":
			panic(http.ErrAbortHandler)
		case "/away":
			http.Redirect(w, r, "http://elsewhere.invalid/?access_token="+secret, http.StatusFound)
		default:
			w.WriteHeader(400)
			fmt.Fprintf(w, `{"error":{"message":"bad token %s at https://x.example/a?b=%s"}}`, secret, secret)
		}
	})
	for _, target := range []string{url + "/cut", url + "/bad", url + "/away", "http://127.0.0.1:1/", "http://nowhere.invalid/", "ht!tp://x"} {
		for _, method := range []string{"GET", "POST"} {
			ctx, x := Watch(t.Context())
			_, err := send(ctx, tr, method, target+"?access_token="+secret, "x")
			ce := x.Problem("poll", err)
			for _, s := range []string{ce.Error(), ce.Remote, fmt.Sprintf("%+v %#v", ce.Err, ce.Remote)} {
				if strings.Contains(s, secret) || strings.Contains(s, "access_token") {
					t.Errorf("%s %s: %q", method, target, s)
				}
			}
		}
	}
}

func TestAnswersAreReadWithinALimit(t *testing.T) {
	url, tr := serve(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
		n := MaxBody
		if r.URL.Path == "/more" {
			n++
		}
		chunk := strings.Repeat("x", 1<<16)
		for ; n > 0; n -= len(chunk) {
			_, _ = io.WriteString(w, chunk[:min(len(chunk), n)])
		}
	})
	if b, err := send(t.Context(), tr, "GET", url, ""); err != nil || len(b) != MaxBody {
		t.Errorf("%d bytes, %v", len(b), err)
	}
	ctx, x := Watch(t.Context())
	_, err := send(ctx, tr, "GET", url+"/more", "")
	if !errors.Is(err, ErrTooLarge) {
		t.Errorf("too large: %v", err)
	}
	if ce := x.Problem("poll", err); ce.Class != inbox.ProblemDecode || ce.Status != 200 {
		t.Errorf("too large: %+v", ce)
	}
}

func TestWritesFollowNoRedirect(t *testing.T) {
	effects := 0
	url, tr := serve(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/there" {
			effects++
			_, _ = io.WriteString(w, "there")
			return
		}
		http.Redirect(w, r, "/there", http.StatusPermanentRedirect)
	})
	ctx, x := Watch(t.Context())
	_, err := send(ctx, tr, "POST", url, "status=Hallo")
	if ce := x.Problem("reply", err); effects != 0 || ce.Status != 308 || ce.Class != inbox.ProblemDecode || !ce.SentMaybe {
		t.Errorf("%d effects, %+v", effects, ce)
	}
	if b, err := send(t.Context(), tr, "GET", url, ""); err != nil || b != "there" {
		t.Errorf("a read within the host: %q, %v", b, err)
	}
}

func TestTheExchangeKeepsWhatTheLibraryHides(t *testing.T) {
	url, tr := serve(t, Options{UserAgent: "Lotse/test"}, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Link", `<x>; rel="next"`)
		_, _ = io.WriteString(w, r.Header.Get("User-Agent"))
	})
	ctx, x := Watch(t.Context())
	if _, err := send(ctx, tr, "GET", url, ""); err != nil {
		t.Fatal(err)
	}
	if string(x.Body()) != "Lotse/test" || x.Status() != 200 || x.Header().Get("Link") == "" || x.Wrote() {
		t.Errorf("%d %v %q %t", x.Status(), x.Header(), x.Body(), x.Wrote())
	}
}
