package xtest

import (
	"crypto/hmac"
	"crypto/sha1" //nolint:gosec // the signature of OAuth 1.0a is made of it
	"encoding/base64"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// signed checks the signature of RFC 5849, written after the RFC and not after
// the library that makes it.
func signed(r *http.Request) bool {
	rest, ok := strings.CutPrefix(r.Header.Get("Authorization"), "OAuth ")
	if !ok {
		return false
	}
	var pairs []string
	given := ""
	for part := range strings.SplitSeq(rest, ", ") {
		name, quoted, _ := strings.Cut(part, "=")
		value := strings.Trim(quoted, `"`)
		switch name {
		case "oauth_signature":
			given, _ = url.PathUnescape(value)
			continue
		case "oauth_consumer_key":
			ok = ok && value == ConsumerKey
		case "oauth_token":
			ok = ok && value == Token
		}
		pairs = append(pairs, name+"="+value)
	}
	for name, values := range r.URL.Query() {
		pairs = append(pairs, escape(name)+"="+escape(values[0]))
	}
	slices.Sort(pairs)
	base := r.Method + "&" + escape("http://"+r.Host+r.URL.Path) + "&" + escape(strings.Join(pairs, "&"))
	mac := hmac.New(sha1.New, []byte(ConsumerSecret+"&"+TokenSecret))
	mac.Write([]byte(base))
	return ok && given == base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

func escape(s string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0 {
			b.WriteByte(c)
			continue
		}
		const hex = "0123456789ABCDEF"
		b.Write([]byte{'%', hex[c>>4], hex[c&15]})
	}
	return b.String()
}
