package transport

import (
	"errors"
	"io"
	"net/http"
)

// ErrTooLarge says that an answer was longer than MaxBody.
var ErrTooLarge = errors.New("answer larger than 8 MiB")

// readAll reads and closes an answer's body. What came before an error is given
// with it.
func readAll(resp *http.Response) ([]byte, error) {
	defer resp.Body.Close()
	if resp.ContentLength > MaxBody {
		return nil, ErrTooLarge
	}
	b, err := io.ReadAll(io.LimitReader(resp.Body, MaxBody+1))
	if err == nil && len(b) > MaxBody {
		return b[:MaxBody], ErrTooLarge
	}
	return b, err
}

// readBody gives an answer that was read already, and then the error that ended
// it, so that a library fails where it would have failed on the network.
type readBody struct {
	rest []byte
	err  error
}

func (b *readBody) Read(p []byte) (int, error) {
	if len(b.rest) == 0 {
		if b.err != nil {
			return 0, b.err
		}
		return 0, io.EOF
	}
	n := copy(p, b.rest)
	b.rest = b.rest[n:]
	return n, nil
}

func (b *readBody) Close() error { return nil }
