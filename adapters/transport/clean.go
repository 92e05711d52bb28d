package transport

import (
	"errors"
	"net/url"
	"strings"
)

// Clean gives an error whose text tells no secret and no address: client
// libraries put the whole URL into theirs, and some platforms take the token in
// the query. It still matches, with errors.Is, whatever the original matched.
// A *Throttled comes back as it is.
func Clean(err error, secrets ...string) error {
	if err == nil {
		return nil
	}
	var th *Throttled
	if errors.As(err, &th) {
		return th
	}
	var done *cleanError
	if errors.As(err, &done) {
		err = done.cause
	}
	inner := err
	for u := (*url.Error)(nil); errors.As(inner, &u); {
		inner = u.Err
	}
	return &cleanError{text: cleanText(inner.Error(), secrets), cause: err}
}

// cleanText cuts secrets and the queries of addresses out of a text.
func cleanText(s string, secrets []string) string {
	for _, secret := range secrets {
		if secret != "" {
			s = strings.ReplaceAll(s, secret, "***")
			s = strings.ReplaceAll(s, url.QueryEscape(secret), "***")
		}
	}
	fields := strings.Split(s, " ")
	for i, f := range fields {
		if strings.Contains(f, "://") {
			if before, _, cut := strings.Cut(f, "?"); cut {
				fields[i] = before + "?***"
			}
		}
	}
	return strings.Join(fields, " ")
}

// cleanError hides its cause from printing, but not from errors.Is. It does not
// unwrap: nobody gets at the text by accident.
type cleanError struct {
	text  string
	cause error
}

func (e *cleanError) Error() string { return e.text }

// Is matches what the hidden cause matches.
func (e *cleanError) Is(target error) bool { return errors.Is(e.cause, target) }

// As finds causes by type for this package's own decisions.
func (e *cleanError) find(target any) bool { return errors.As(e.cause, target) }

// Timeout reports whether the cause was a deadline.
func (e *cleanError) Timeout() bool {
	var t interface{ Timeout() bool }
	return errors.As(e.cause, &t) && t.Timeout()
}
