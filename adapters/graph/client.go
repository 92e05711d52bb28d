package graph

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	fb "github.com/huandu/facebook/v2"

	"lotse/adapters/transport"
	"lotse/inbox"
)

// Config names one account.
type Config struct {
	Base    string // address of the API, without version
	Version string // "v25.0"
	// Token gives the access token, asked once.
	Token func() string
	// AppSecret gives the app's secret, with which each request proves that it
	// comes from the app; nil where none is configured.
	AppSecret func() string
	// UseCase is whose share of the allowance counts: "pages", "instagram".
	UseCase   string
	Clock     inbox.Clock
	Transport transport.Options
}

// Client asks the Graph API for one account. It is safe for concurrent use.
type Client struct {
	o    Config
	base *url.URL
	conn atomic.Pointer[conn]
	use  usage

	mu     sync.Mutex
	tokens []string // all there were: the old one is still a secret
}

// conn is what hangs on one token.
type conn struct {
	session *fb.Session
	stack   *transport.Transport
	proof   string
}

// New makes a client; it asks nothing yet.
func New(o Config) (*Client, error) {
	u, err := url.Parse(o.Base)
	if err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || !safeScheme(u) {
		return nil, errors.New("graph: the server must be an address like https://graph.facebook.com")
	}
	if o.Token == nil || o.Token() == "" {
		return nil, errors.New("graph: no access token")
	}
	if o.Clock == nil {
		o.Clock = inbox.ClockFunc(time.Now)
	}
	c := &Client{o: o, base: u}
	c.SetToken(o.Token())
	return c, nil
}

// safeScheme lets plain HTTP to this machine only: the token would be shown to
// everybody on the way.
func safeScheme(u *url.URL) bool {
	ip := net.ParseIP(u.Hostname())
	return u.Scheme == "https" || u.Scheme == "http" && (u.Hostname() == "localhost" || ip != nil && ip.IsLoopback())
}

// SetToken goes on with another token, as after it was renewed. Requests under
// way keep the old one.
func (c *Client) SetToken(token string) {
	t := c.o.Transport
	t.Now = c.o.Clock.Now
	t.NoReserve = true // the platform counts in percent of its own, see usage
	c.mu.Lock()
	defer c.mu.Unlock()
	c.tokens = append(c.tokens, token)
	t.Secrets = slices.Concat(t.Secrets, c.tokens)
	n := &conn{}
	secret := ""
	if c.o.AppSecret != nil {
		secret = c.o.AppSecret()
	}
	app := fb.New("", secret)
	app.EnableAppsecretProof = secret != ""
	n.session = app.Session(token)
	n.session.UseAuthorizationHeader()
	n.proof = n.session.AppsecretProof()
	t.Secrets = append(t.Secrets, n.proof, secret)
	n.stack = transport.New(t)
	n.session.HttpClient = n.stack.Client()
	if old := c.conn.Swap(n); old != nil {
		old.stack.CloseIdleConnections()
	}
}

// Close lets go of kept connections.
func (c *Client) Close() { c.conn.Load().stack.CloseIdleConnections() }

// Stats tells what the transport saw.
func (c *Client) Stats() transport.Stats { return c.conn.Load().stack.Stats() }

type urgentKey struct{}

// Urgent gives a context whose reads may use up the last of the allowance: those
// that a reply or a measure waits for.
func Urgent(ctx context.Context) context.Context { return context.WithValue(ctx, urgentKey{}, true) }

// Get reads one address below the version.
func (c *Client) Get(ctx context.Context, op, path string, q url.Values) ([]byte, error) {
	if urgent, _ := ctx.Value(urgentKey{}).(bool); !urgent {
		if err := c.use.refuse(op, c.o.Clock.Now()); err != nil {
			return nil, err
		}
	}
	return c.call(ctx, op, http.MethodGet, c.o.Version+"/"+path, q)
}

// Post writes. It is one request, whatever comes back.
func (c *Client) Post(ctx context.Context, op, path string, form url.Values) ([]byte, error) {
	return c.call(ctx, op, http.MethodPost, c.o.Version+"/"+path, form)
}

// Delete deletes, by the method of that name: the library would post.
func (c *Client) Delete(ctx context.Context, op, path string) ([]byte, error) {
	return c.call(ctx, op, http.MethodDelete, c.o.Version+"/"+path, nil)
}

func (c *Client) call(ctx context.Context, op, method, path string, values url.Values) ([]byte, error) {
	n := c.conn.Load()
	ctx, x := transport.Watch(ctx)
	q := url.Values{}
	for k, v := range values {
		q[k] = v
	}
	if n.proof != "" {
		q.Set("appsecret_proof", n.proof)
	}
	u, body := c.base.JoinPath(path), io.Reader(nil)
	if method == http.MethodPost {
		body = strings.NewReader(q.Encode())
	} else {
		u.RawQuery = q.Encode()
	}
	req, err := http.NewRequestWithContext(ctx, method, u.String(), body)
	if err != nil {
		return nil, x.Problem(op, err)
	}
	if body != nil {
		req.GetBody = nil
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	_, err = n.session.WithContext(ctx).Request(req)
	c.use.note(x.Header(), c.o.UseCase, c.o.Clock.Now())
	if err == nil && x.Status() == http.StatusOK {
		return x.Body(), nil
	}
	return nil, c.problem(x, op, err)
}

// Inspect asks what Meta knows of our token. That call names it in its address,
// for there is no other way to say what is asked about; neither the address nor
// the answer gets into an error.
func (c *Client) Inspect(ctx context.Context, op string) ([]byte, error) {
	return c.Get(ctx, op, "debug_token", url.Values{"input_token": {c.conn.Load().session.AccessToken()}})
}

// Renew asks for a token's successor at an address without version. Meta's page
// shows the token in the address; only where the header is not taken for it, it
// is asked so.
func (c *Client) Renew(ctx context.Context, op, path string, q url.Values) ([]byte, error) {
	body, err := c.call(ctx, op, http.MethodGet, path, q)
	if inbox.ProblemOf(err) != inbox.ProblemInvalid {
		return body, err
	}
	asked := url.Values{"access_token": {c.conn.Load().session.AccessToken()}}
	for k, v := range q {
		asked[k] = v
	}
	return c.call(ctx, op, http.MethodGet, path, asked)
}
