package x

import (
	"bytes"
	"context"
	"encoding/json"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"lotse/inbox"
)

// Duty is how often everything that is kept must be looked at: the terms give a
// day. It goes by the platform's compliance jobs, which are not on its price
// list; a login of OAuth 2.0 has no access to them.
func (c *Channel) Duty() time.Duration {
	if c.grant != nil {
		return 0
	}
	return 24 * time.Hour
}

// job is a list of ids that the platform compares with what still stands.
type job struct {
	ID       string `json:"id"`
	Upload   string `json:"upload_url"`
	Download string `json:"download_url"`
	Status   string `json:"status"`
	begun    time.Time
	items    map[string]string // every version's id → remote id
}

// jobFor is after how long a job that is not done is begun anew.
const jobFor = 6 * time.Hour

// Vanished begins a job, and in later calls reads how it went.
func (c *Channel) Vanished(ctx context.Context, refs []inbox.Ref) (gone []string, done bool, err error) {
	const op = "duty"
	c.mu.Lock()
	j := c.job
	c.mu.Unlock()
	if j == nil || c.clock.Now().Sub(j.begun) > jobFor {
		_, _ = c.readUsage(ctx, op) // once a day, with the rest
		return nil, false, c.beginJob(ctx, op, refs)
	}
	var now job
	if err := c.appGet(ctx, op, "/2/compliance/jobs/"+url.PathEscape(j.ID), &now); err != nil {
		return nil, false, err
	}
	switch now.Status {
	case "complete":
	case "created", "in_progress":
		return nil, false, nil
	default: // failed, expired
		c.keepJob(nil)
		return nil, false, refused(op, inbox.ProblemRetryable, "the platform did not finish the list")
	}
	if now.Download == "" {
		now.Download = j.Download
	}
	raw, err := c.elsewhere(ctx, op, http.MethodGet, now.Download, nil)
	if err != nil {
		return nil, false, err
	}
	c.keepJob(nil)
	return j.gone(raw), true, nil
}

func (c *Channel) beginJob(ctx context.Context, op string, refs []inbox.Ref) error {
	j := job{begun: c.clock.Now(), items: map[string]string{}}
	if err := c.appAsk(ctx, op, http.MethodPost, "/2/compliance/jobs", []byte(`{"type":"tweets"}`), &j); err != nil {
		return err
	}
	var list bytes.Buffer
	for i := range refs {
		ids := []string{refs[i].RemoteID}
		if at, ok := readPlace(refs[i].Ref); ok && at.id != ids[0] {
			ids = append(ids, at.id)
		}
		for _, id := range ids {
			if usableID(id) && j.items[id] == "" {
				j.items[id] = refs[i].RemoteID
				list.WriteString(id + "\n")
			}
		}
	}
	if _, err := c.elsewhere(ctx, op, http.MethodPut, j.Upload, list.Bytes()); err != nil {
		return err
	}
	c.keepJob(&j)
	return nil
}

func (c *Channel) keepJob(j *job) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.job = j
}

// elsewhere speaks to the store of files that the platform named. Its addresses
// are signed, so they carry no token of ours.
func (c *Channel) elsewhere(ctx context.Context, op, method, to string, body []byte) ([]byte, error) {
	u, err := url.Parse(to)
	if ip := net.ParseIP(hostOf(u)); err != nil || u.Host == "" || u.Scheme != "https" && (ip == nil || !ip.IsLoopback()) {
		return nil, refused(op, inbox.ProblemDecode, "an address that is none")
	}
	for _, secret := range u.Query() {
		c.stack.Conceal(secret...)
	}
	return c.appCall(ctx, op, method, to, func(r *http.Request) {
		if body != nil {
			r.Header.Set("Content-Type", "text/plain")
		}
	}, body)
}

func hostOf(u *url.URL) string {
	if u == nil {
		return ""
	}
	return u.Hostname()
}

// gone reads the result: a line of JSON for each post that something happened to.
func (j *job) gone(raw []byte) (out []string) {
	for line := range strings.Lines(string(raw)) {
		var e struct {
			ID     string `json:"id"`
			Action string `json:"action"`
			Reason string `json:"reason"`
		}
		if json.Unmarshal([]byte(line), &e) != nil || e.Reason == "scrub_geo" || e.Action != "delete" && e.Reason == "" {
			continue
		}
		if id := j.items[e.ID]; id != "" && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}
