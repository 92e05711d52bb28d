package transport

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"

	"lotse/inbox"
)

// Classify says what went wrong in the terms of the channel port. status is of
// the answer, 0 without one; err is what the client library said, nil when the
// answer itself is the error; wrote tells whether a write may have reached the
// server. Only a clear "no" clears SentMaybe: a timeout, a cut, a 5xx and a 2xx
// that cannot be read all leave it open.
func Classify(op string, status int, err error, wrote bool) *inbox.ChannelError {
	var known *inbox.ChannelError
	if errors.As(err, &known) {
		return known
	}
	ce := &inbox.ChannelError{Op: op, Status: status, SentMaybe: wrote, Err: Clean(err)}
	var th *Throttled
	switch {
	case errors.As(err, &th):
		ce.Class, ce.RetryAt, ce.Err = inbox.ProblemThrottled, th.RetryAt, nil
		switch th.Status {
		case 0:
			ce.Class, ce.Status, ce.SentMaybe = inbox.ProblemBudget, 0, false
		case http.StatusTooManyRequests:
			ce.Status, ce.SentMaybe = th.Status, false
		default: // 503 may come from a proxy whose back end went on
			ce.Status = th.Status
		}
	case status == 0:
		ce.Class = inbox.ProblemRetryable
		if !wrote && beforeConnection(err) {
			ce.Class = inbox.ProblemUnreachable
		}
	case status < 300:
		ce.Class = inbox.ProblemDecode
		if cutOff(err) {
			ce.Class = inbox.ProblemRetryable
		}
	case status < 400:
		ce.Class = inbox.ProblemDecode // a redirect that is not followed: some portal, not the platform
	case status < 500:
		ce.Class, ce.SentMaybe = refusal(status, wrote)
		ce.Err = nil
	case status == http.StatusNotImplemented:
		ce.Class, ce.SentMaybe, ce.Err = inbox.ProblemUnsupported, false, nil
	default:
		ce.Class, ce.Err = inbox.ProblemRetryable, nil
	}
	return ce
}

func refusal(status int, wrote bool) (inbox.Problem, bool) {
	switch status {
	case http.StatusUnauthorized:
		return inbox.ProblemAuth, false
	case http.StatusForbidden:
		return inbox.ProblemPermission, false
	case http.StatusNotFound, http.StatusGone:
		return inbox.ProblemGone, false
	case http.StatusMethodNotAllowed:
		return inbox.ProblemUnsupported, false
	case http.StatusRequestTimeout:
		return inbox.ProblemRetryable, wrote
	case http.StatusTooEarly:
		return inbox.ProblemRetryable, false
	case http.StatusConflict: // "I have that already": it may stand
		return inbox.ProblemDuplicate, wrote
	case http.StatusTooManyRequests:
		return inbox.ProblemThrottled, false
	case http.StatusPaymentRequired, http.StatusUnavailableForLegalReasons:
		return inbox.ProblemPolicy, false
	}
	return inbox.ProblemInvalid, false
}

// find looks for a cause by type, also below what Clean hides.
func find(err error, target any) bool {
	if errors.As(err, target) {
		return true
	}
	var c *cleanError
	return errors.As(err, &c) && c.find(target)
}

// beforeConnection reports whether there was no connection at all.
func beforeConnection(err error) bool {
	var dns *net.DNSError
	var op *net.OpError
	var cert *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	switch {
	case find(err, &dns), find(err, &cert), find(err, &record):
		return true
	case find(err, &op):
		return op.Op == "dial" || op.Op == "proxyconnect"
	}
	return false
}

// cutOff reports whether an answer that began well did not arrive whole.
func cutOff(err error) bool {
	var op net.Error
	return errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, context.DeadlineExceeded) ||
		errors.Is(err, context.Canceled) || find(err, &op)
}

// Problem classifies what happened under the exchange's context, with the
// server's own words. err is what the client library said, nil when it said
// nothing and the status is the error.
func (x *Exchange) Problem(op string, err error) *inbox.ChannelError {
	if err != nil {
		err = Clean(err, x.secretsOf()...)
	}
	ce := Classify(op, x.Status(), err, x.Wrote())
	if ce.Remote == "" {
		ce.Remote = remoteWords(x.Body(), x.secretsOf())
	}
	return ce
}

func (x *Exchange) secretsOf() []string {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.secrets
}

// maxRemote bounds the server's words in an error.
const maxRemote = 300

// remoteWords finds the sentence in an error's body; pages of HTML have none.
func remoteWords(body []byte, secrets []string) string {
	var e struct {
		Error       json.RawMessage `json:"error"`
		Description string          `json:"error_description"`
		Message     string          `json:"message"`
		Detail      string          `json:"detail"`
	}
	if json.Unmarshal(body, &e) != nil {
		return ""
	}
	var text string
	if json.Unmarshal(e.Error, &text) != nil {
		var inner struct {
			Message string `json:"message"`
		}
		if json.Unmarshal(e.Error, &inner) == nil {
			text = inner.Message
		}
	}
	for _, more := range []string{e.Description, e.Message, e.Detail} {
		if more != "" && !strings.Contains(text, more) {
			text = strings.TrimPrefix(text+": "+more, ": ")
		}
	}
	text = cleanText(text, secrets)
	if len(text) > maxRemote {
		text = strings.ToValidUTF8(text[:maxRemote], "") // no half rune at the cut
	}
	return text
}
