package feed

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/rss"

	"lotse/adapters/transport"
	"lotse/inbox"
)

// maxSkew is how far a server's clock may be off without a word.
const maxSkew = 2 * time.Minute

// maxFeed is the largest feed that is parsed.
const maxFeed = 5 << 20

// page is one reading of the feed; feed is nil when nothing has changed.
type page struct {
	feed           *gofeed.Feed
	etag, modified string
}

// fetch reads the feed, if it changed since the cursor.
func (c *Channel) fetch(ctx context.Context, op string, since cursor) (page, error) {
	ctx, x := transport.Watch(ctx)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.address, nil)
	if err != nil {
		return page{}, x.Problem(op, err)
	}
	req.Header.Set("Accept", "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5")
	if since.ETag != "" {
		req.Header.Set("If-None-Match", since.ETag)
	}
	if since.Modified != "" {
		req.Header.Set("If-Modified-Since", since.Modified)
	}
	resp, err := c.client.Do(req)
	if err != nil {
		return page{}, x.Problem(op, err)
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusNotModified {
		return page{etag: since.ETag, modified: since.Modified}, nil
	}
	body, err := io.ReadAll(resp.Body) // within the transport's limit, and there already
	if err != nil || resp.StatusCode != http.StatusOK {
		return page{}, x.Problem(op, err)
	}
	f, err := parse(body, resp.Header.Get("Content-Type"))
	if err != nil {
		return page{}, transport.Classify(op, http.StatusOK, err, false)
	}
	c.keep(resp.Header, f)
	return page{feed: f, etag: header(resp.Header, "ETag"), modified: header(resp.Header, "Last-Modified")}, nil
}

// header gives a validator as the server said it, unless no cursor should hold it.
func header(h http.Header, name string) string {
	if v := h.Get(name); len(v) <= 500 {
		return v
	}
	return ""
}

var (
	errTooLarge = errors.New("the feed is too large")
	errNotWhole = errors.New("the answer is no whole feed")
)

// parse reads a feed of any kind. A web page is none, whatever the parser would
// find in it.
func parse(body []byte, contentType string) (*gofeed.Feed, error) {
	if len(body) > maxFeed {
		return nil, errTooLarge
	}
	kind, _, _ := mime.ParseMediaType(contentType)
	if kind == "text/html" && !bytes.Contains(body[:min(len(body), 1000)], []byte("<rss")) && !bytes.Contains(body[:min(len(body), 1000)], []byte("<feed")) {
		return nil, errNotWhole
	}
	p := gofeed.NewParser()
	p.KeepOriginalFeed = true // the common form drops how long a feed may be kept
	f, err := p.Parse(bytes.NewReader(body))
	if err != nil {
		return nil, errNotWhole // its own words would quote the page
	}
	if !ended(body) {
		return nil, errNotWhole
	}
	return f, nil
}

// ended reports whether the document came to its end: the parser is content with
// what came until the connection broke, and half a window looks like a gap.
func ended(body []byte) bool {
	tail := strings.ToLower(string(bytes.TrimSpace(body[max(0, len(body)-200):])))
	for _, end := range []string{"</rss>", "</feed>", "</rdf:rdf>", "}"} {
		if strings.HasSuffix(tail, end) {
			return true
		}
	}
	return strings.HasSuffix(tail, "-->") // some caches sign the page at its end
}

// keep notes how long the feed says that it may be kept.
func (c *Channel) keep(h http.Header, f *gofeed.Feed) {
	var ttl time.Duration
	for part := range strings.SplitSeq(h.Get("Cache-Control"), ",") {
		if v, ok := strings.CutPrefix(strings.TrimSpace(part), "max-age="); ok {
			if n, err := strconv.Atoi(v); err == nil && n > 0 {
				ttl = time.Duration(min(n, int(pollMost/time.Second))) * time.Second
			}
		}
	}
	if old, ok := f.OriginalFeed().(*rss.Feed); ok {
		minutes, err := strconv.Atoi(strings.TrimSpace(old.TTL))
		if err != nil || minutes <= 0 {
			minutes = 0
		}
		ttl = max(ttl, time.Duration(min(minutes, int(pollMost/time.Minute)))*time.Minute)
	}
	c.ttl.Store(int64(ttl))
}

// Poll reads the window and gives what stands in it: all of it each time, for an
// edit shows nowhere else.
func (c *Channel) Poll(ctx context.Context, raw []byte) (inbox.Batch, error) {
	cur, ok := parseCursor(raw)
	var b inbox.Batch
	if !ok {
		b.Warnings = append(b.Warnings, inbox.Warning{Code: "cursor_unknown"})
	}
	p, err := c.fetch(ctx, "poll", cur)
	if err != nil {
		return inbox.Batch{}, err
	}
	if s := c.stack.Stats(); s.SkewKnown && s.Skew.Abs() > maxSkew {
		b.Warnings = append(b.Warnings, inbox.Warning{Code: "clock_skew", Detail: s.Skew.Round(time.Second).String()})
	}
	if p.feed == nil {
		b.Cursor = cur.bytes()
		return b, nil
	}
	r := reader{c: c, feed: p.feed, known: cur.index(), now: c.clock.Now()}
	r.read()
	b.Observations = r.out
	b.Gap = r.gap(&cur)
	cur.remember(r.window)
	cur.ETag, cur.Modified, cur.At = p.etag, p.modified, r.now.UTC()
	b.Cursor = cur.bytes()
	return b, nil
}
