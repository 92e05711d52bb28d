package mastodon

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"

	"lotse/adapters/transport"
	"lotse/inbox"
)

// answer is a whole good answer.
type answer struct {
	body []byte
	head http.Header
}

// get reads one address below the server's: for what the library does not know,
// and for lists, which the library drops as a whole when one entry is broken.
func (c *Channel) get(ctx context.Context, op, path string, q url.Values) (answer, error) {
	u := c.link.base.JoinPath(path)
	u.RawQuery = q.Encode()
	ctx, x := transport.Watch(ctx)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return answer{}, x.Problem(op, err)
	}
	if c.lib.UserAgent != "" {
		req.Header.Set("User-Agent", c.lib.UserAgent)
	}
	resp, err := c.lib.Do(req)
	if err != nil {
		return answer{}, x.Problem(op, err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body) // within the transport's limit, and there already
	if err != nil || resp.StatusCode != http.StatusOK {
		return answer{}, x.Problem(op, err)
	}
	return answer{body, resp.Header}, nil
}

// list is one page of a list, each entry still undecoded.
type list struct {
	items  []json.RawMessage
	linked bool // the server told how to go on
	more   bool // it says that older entries follow
}

// list reads a page. A page without entries whose Link says that more follow is
// asked for once more: entries were hidden from us, or lost on the way.
func (c *Channel) list(ctx context.Context, op, path string, q url.Values) (list, error) {
	var l list
	for range 2 {
		a, err := c.get(ctx, op, path, q)
		if err != nil {
			return list{}, err
		}
		l = list{}
		if err := json.Unmarshal(a.body, &l.items); err != nil {
			return list{}, undecodable(op, err)
		}
		link := a.head.Get("Link")
		l.linked, l.more = link != "", strings.Contains(link, `rel="next"`)
		if len(l.items) > 0 || !l.more {
			break
		}
	}
	return l, nil
}

// undecodable is a good status with a body that says nothing: a portal's page, or
// half an answer.
func undecodable(op string, err error) error {
	return transport.Classify(op, http.StatusOK, err, false)
}

// missing reports whether a server has no such address or refuses our way to ask,
// in the words different servers use for it.
func missing(err error) bool {
	switch inbox.ProblemOf(err) {
	case inbox.ProblemGone, inbox.ProblemUnsupported, inbox.ProblemInvalid:
		return true
	default:
		return false
	}
}

// refused is a problem we find ourselves, before anything was sent.
func refused(op string, class inbox.Problem, why string) error {
	return &inbox.ChannelError{Class: class, Op: op, Err: errors.New(why)}
}

// usableID reports whether an id can stand in a path. Ids come from the server;
// one with a slash would lead a write to another address.
func usableID(id string) bool {
	if id == "" || len(id) > 200 || strings.Trim(id, ".") == "" {
		return false
	}
	return bytes.IndexFunc([]byte(id), func(r rune) bool {
		return (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && r != '-' && r != '_' && r != '.'
	}) < 0
}
