package graph

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"lotse/inbox"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// Each number has its class, whatever the status; a write stays open only where
// the API itself does not know.
func TestErrorsHaveClasses(t *testing.T) {
	for _, c := range []struct {
		status int
		body   string
		want   inbox.Problem
		maybe  bool
	}{
		{400, `{"error":{"code":1,"message":"unknown"}}`, inbox.ProblemRetryable, true},
		{500, `{"error":{"code":2,"is_transient":true}}`, inbox.ProblemRetryable, true},
		{400, `{"error":{"code":4,"is_transient":true}}`, inbox.ProblemThrottled, false},
		{403, `{"error":{"code":80002}}`, inbox.ProblemThrottled, false},
		{429, `{"error":{"code":32}}`, inbox.ProblemThrottled, false},
		{400, `{"error":{"code":368,"error_subcode":1390008}}`, inbox.ProblemThrottled, false},
		{400, `{"error":{"code":190,"error_subcode":463}}`, inbox.ProblemAuth, false},
		{401, `{"error":{"code":102}}`, inbox.ProblemAuth, false},
		{400, `{"error":{"code":10}}`, inbox.ProblemPermission, false},
		{403, `{"error":{"code":283}}`, inbox.ProblemPermission, false},
		{400, `{"error":{"code":100,"error_subcode":33}}`, inbox.ProblemGone, false},
		{404, `{"error":{"code":803}}`, inbox.ProblemGone, false},
		{400, `{"error":{"code":100}}`, inbox.ProblemInvalid, false},
		{400, `{"error":{"code":2500}}`, inbox.ProblemInvalid, false},
		{400, `{"error":{"code":506}}`, inbox.ProblemDuplicate, true},
		{400, `{"error":{"code":368}}`, inbox.ProblemPolicy, false},
		{400, `{"error":{"code":99999,"message":"new"}}`, inbox.ProblemInvalid, false},
		{400, `{"error":{"code":"190"}}`, inbox.ProblemInvalid, false}, // not in the API's form: the status counts
		{502, `<html>Bad gateway</html>`, inbox.ProblemRetryable, true},
		{200, `{"error":{"code":190}}`, inbox.ProblemAuth, false},
		{200, `<html>`, inbox.ProblemDecode, true},
	} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(c.status)
			_, _ = w.Write([]byte(c.body))
		}))
		g, err := New(Config{Base: server.URL, Version: "v25.0", Token: func() string { return "geheim-0815" }})
		if err != nil {
			t.Fatal(err)
		}
		_, err = g.Post(t.Context(), "reply", "1/comments", url.Values{"message": {"x"}})
		ce, ok := err.(*inbox.ChannelError) //nolint:errorlint // the port gives it bare
		if !ok || ce.Class != c.want || ce.SentMaybe != c.maybe {
			t.Errorf("%d %s: %v, maybe %t; want %s, %t", c.status, c.body, err, ok && ce.SentMaybe, c.want, c.maybe)
		}
		g.Close()
		server.Close()
	}
}

// The usage headers are in percent and minutes; only what counts for us does.
func TestUsage(t *testing.T) {
	now := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		business, app string
		share         float64
		until         time.Duration
	}{
		{`{"1":[{"type":"pages","call_count":28,"total_cputime":25,"total_time":31,"estimated_time_to_regain_access":0}]}`, "", 31, 0},
		{`{"1":[{"type":"ads_management","call_count":99},{"type":"pages","call_count":3}]}`, "", 3, 0},
		{`{"1":[{"type":"pages","call_count":100,"estimated_time_to_regain_access":19}]}`, "", 100, 19 * time.Minute},
		{"", `{"call_count":91,"total_time":2,"total_cputime":2}`, 91, waitFull},
		{`{"1":[null]}`, `{"call_count":5}`, 5, 0},
		{`{"1":[{"type":"pages","call_count":3,"estimated_time_to_regain_access":999999999}]}`, "", 3, 24 * time.Hour},
	} {
		var u usage
		u.note(http.Header{"X-Business-Use-Case-Usage": {c.business}, "X-App-Usage": {c.app}}, "pages", now)
		wait := time.Duration(0)
		if !u.until.IsZero() {
			wait = u.until.Sub(now)
		}
		if float64(u.share) != c.share || wait != c.until {
			t.Errorf("%s %s: %d percent, %s", c.business, c.app, u.share, wait)
		}
	}
}

func TestVersions(t *testing.T) {
	now := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	for version, want := range map[string]inbox.Grade{
		"v19.0": inbox.GradeError, "v20.0": inbox.GradeError, "v21.0": inbox.GradeWarn, "v22.0": inbox.GradeOK, "v25.0": inbox.GradeOK, "v31.0": inbox.GradeOK,
	} {
		var d Doctor
		if d.Version(version, now); d.Out[0].Grade != want {
			t.Errorf("%s: %d", version, d.Out[0].Grade)
		}
	}
	for _, bad := range []string{"", "25.0", "v25", "v25.0/../x", "vx.0", "v-1.0"} {
		if IsVersion(bad) {
			t.Errorf("%q is taken for a version", bad)
		}
	}
}

func TestAddressesThatShowTheTokenAreRefused(t *testing.T) {
	for _, base := range []string{"http://graph.facebook.com", "ftp://x", "https://u:p@graph.facebook.com", "https://graph.facebook.com?x=1", ""} {
		if _, err := New(Config{Base: base, Token: func() string { return "x" }}); err == nil {
			t.Errorf("%q was taken", base)
		}
	}
	if _, err := New(Config{Base: DefaultVersion}); err == nil {
		t.Error("no token was taken")
	}
	for _, id := range []string{"", "1/2", "..", "a?b", "1%2f", strings.Repeat("1", 200)} {
		if UsableID(id) {
			t.Errorf("%q is taken for an id", id)
		}
	}
}

// Any bytes may come: nothing panics, and nothing of a next address is kept.
func FuzzPage(f *testing.F) {
	f.Add([]byte(`{"data":[{"id":"1"}],"paging":{"cursors":{"after":"a"},"next":"https://x?access_token=geheim"},"summary":{"total_count":3}}`))
	f.Add([]byte(`{"data":null}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		p, err := ReadPage("poll", body)
		if err == nil && p.More && p.After == "" {
			t.Error("more of it, and no way to it")
		}
		for _, raw := range p.Items {
			v, err := Object[struct {
				ID string `json:"id"`
				At Time   `json:"created_time"`
				L  Nested `json:"comments"`
			}](raw)
			if err == nil && !v.At.IsZero() && v.At.Year() < 2004 {
				t.Error(v.At)
			}
			if !json.Valid(raw) {
				t.Error("kept what is no JSON")
			}
		}
		Success(body)
	})
}
