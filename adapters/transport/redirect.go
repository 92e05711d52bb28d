package transport

import (
	"net/http"
	"strings"
)

// maxRedirects of one read.
const maxRedirects = 5

// NoRedirect is the CheckRedirect of every client over a Transport. A write never
// follows one, for 307 and 308 would repeat its body; a read follows only within
// its host and never to plain HTTP, so that a token cannot be led elsewhere. What
// is not followed comes back as the answer it is.
func NoRedirect(req *http.Request, via []*http.Request) error {
	first := via[0]
	switch {
	case isWrite(first.Method), len(via) >= maxRedirects,
		!strings.EqualFold(req.URL.Host, first.URL.Host),
		first.URL.Scheme == "https" && req.URL.Scheme != "https":
		return http.ErrUseLastResponse
	}
	return nil
}
