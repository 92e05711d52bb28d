// Package secret finds the access tokens of channels where the config says they
// are: in the environment, in a file, behind a command or in the keyring of the
// desktop. A token never gets into a log, an error or a screen: what prints is a
// mark to tell two tokens apart.
package secret

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"log/slog"
)

// Token is a secret. However it is printed or marshalled, only its mark comes
// out; Reveal alone gives the value. The zero Token is none.
type Token struct{ value string }

// NewToken wraps a value.
func NewToken(value string) Token { return Token{value} }

// Reveal gives the value, for the header of a request.
func (t Token) Reveal() string { return t.value }

// IsZero reports whether there is no token.
func (t Token) IsZero() bool { return t.value == "" }

// markLength is how long a token must be for its ends to be shown: eight
// characters more of a shorter one would help to guess it.
const markLength = 24

// String gives the mark: "first4…last4 (sha256:8)", of short tokens only the hash.
func (t Token) String() string {
	if t.value == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(t.value))
	mark := "(" + hex.EncodeToString(sum[:4]) + ")"
	if rs := []rune(t.value); len(rs) >= markLength {
		mark = string(rs[:4]) + "…" + string(rs[len(rs)-4:]) + " " + mark
	}
	return mark
}

// GoString gives the mark.
func (t Token) GoString() string { return t.String() }

// Format writes the mark whatever the verb: %x of a struct would show its fields.
func (t Token) Format(s fmt.State, _ rune) { _, _ = io.WriteString(s, t.String()) }

// MarshalText gives the mark, so a token in JSON or TOML is no token any more.
func (t Token) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// LogValue gives the mark.
func (t Token) LogValue() slog.Value { return slog.StringValue(t.String()) }
