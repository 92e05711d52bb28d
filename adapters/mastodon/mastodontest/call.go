package mastodontest

import (
	"encoding/json"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// call is one request on its way through the server.
type call struct {
	r      *http.Request
	in     url.Values // query and body together, as Rails sees them
	token  string
	viewer *account // nil without a valid token
	effect bool     // something changed on the server
}

// answer is what a handler says; how it reaches the client is for [Server.send].
type answer struct {
	code int
	head http.Header
	body []byte
}

func newCall(r *http.Request, body []byte) *call {
	c := &call{r: r, in: r.URL.Query()}
	c.token, _ = strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	kind, params, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch kind {
	case "application/json":
		c.readJSON(body)
	case "application/x-www-form-urlencoded":
		form, _ := url.ParseQuery(string(body))
		c.merge(form)
	case "multipart/form-data":
		c.readMultipart(body, params["boundary"])
	}
	return c
}

func (c *call) merge(v url.Values) {
	for k, list := range v {
		c.in[k] = append(c.in[k], list...)
	}
}

func (c *call) readJSON(body []byte) {
	var fields map[string]any
	d := json.NewDecoder(strings.NewReader(string(body)))
	d.UseNumber()
	if d.Decode(&fields) != nil {
		return
	}
	for k, v := range fields {
		switch v := v.(type) {
		case nil:
		case []any:
			for _, one := range v {
				c.in.Add(k+"[]", fmt.Sprint(one))
			}
		default:
			c.in.Add(k, fmt.Sprint(v))
		}
	}
}

func (c *call) readMultipart(body []byte, boundary string) {
	r := &http.Request{Method: "POST", Header: http.Header{
		"Content-Type": {mime.FormatMediaType("multipart/form-data", map[string]string{"boundary": boundary})},
	}, Body: http.NoBody}
	r.Body = readCloser{strings.NewReader(string(body))}
	if r.ParseMultipartForm(1<<20) == nil {
		c.merge(r.MultipartForm.Value)
	}
}

type readCloser struct{ *strings.Reader }

func (readCloser) Close() error { return nil }

// flag reads a Rails truth value.
func (c *call) flag(name string) bool {
	v := c.in.Get(name)
	return v == "true" || v == "1" || v == "on" || v == "t"
}

func (c *call) id() string { return c.r.PathValue("id") }

// limit reads how many items are wanted. ok is false where the flavour refuses
// the value; Mastodon reads letters as 0.
func (s *Server) limit(c *call, usual, most int) (n int, ok bool) {
	v := c.in.Get("limit")
	if v == "" {
		return usual, true
	}
	n, err := strconv.Atoi(v)
	if err != nil {
		return 0, s.flavour == Mastodon
	}
	if n < 0 {
		n = -n
	}
	if s.flavour != Mastodon {
		n = max(n, 1)
	}
	return min(n, most), true
}

func reply(v any) answer {
	return answer{code: http.StatusOK, body: encode(v), head: http.Header{
		"Content-Type":  {"application/json; charset=utf-8"},
		"Cache-Control": {"private, no-store"},
	}}
}
