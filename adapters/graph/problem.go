package graph

import (
	"errors"
	"fmt"
	"net/http"
	"slices"

	fb "github.com/huandu/facebook/v2"

	"lotse/adapters/transport"
	"lotse/inbox"
)

// Fault is the API's own number of what is wrong. It is the cause of a
// *inbox.ChannelError, found with errors.As.
type Fault struct{ Code, Subcode int }

func (f *Fault) Error() string {
	if f.Subcode != 0 {
		return fmt.Sprintf("code %d/%d", f.Code, f.Subcode)
	}
	return fmt.Sprintf("code %d", f.Code)
}

// Refused is a problem that we find ourselves, before anything was sent.
func Refused(op string, class inbox.Problem, why string) error {
	return &inbox.ChannelError{Class: class, Op: op, Err: errors.New(why)}
}

// Undecodable is a good status with a body that says nothing.
func Undecodable(op string, err error, wrote bool) error {
	return transport.Classify(op, http.StatusOK, err, wrote)
}

// What the numbers mean (channels.md names them after Meta's pages).
const (
	codeUnknown, codeService = 1, 2 // "try again later"
	codeParameter            = 100
	codeNoObject             = 803
	codeDuplicate            = 506
	codeBlocked              = 368
	subcodeGone              = 33 // of codeParameter: not there, or not for us
)

var (
	throttledCodes = []int{4, 17, 32, 341, 613, 80001, 80002, 80006, 1390008}
	authCodes      = []int{102, 190}
)

// problem says what went wrong. The API's own number counts before the status:
// most errors come with 400, whatever they are.
func (c *Client) problem(x *transport.Exchange, op string, err error) *inbox.ChannelError {
	ce := x.Problem(op, err)
	e := faultOf(x, err)
	if e != nil && (x.Status() != 0) {
		class, open := meaning(e, x.Status())
		if class != "" {
			ce.Class, ce.SentMaybe = class, open && x.Wrote()
		}
		ce.Err = &Fault{e.Code, e.ErrorSubcode}
	}
	if ce.Class == inbox.ProblemThrottled && ce.RetryAt.IsZero() {
		ce.RetryAt = c.use.regain()
	}
	return ce
}

// faultOf finds the API's error, also where the transport gave the answer no way
// to the library.
func faultOf(x *transport.Exchange, err error) *fb.Error {
	var e *fb.Error
	if !errors.As(err, &e) && len(x.Body()) > 0 {
		if _, bad := fb.MakeResult(x.Body()); !errors.As(bad, &e) {
			return nil
		}
	}
	if e != nil && e.Code == fb.ErrCodeUnknown {
		return nil // an error without a number says no more than the status
	}
	return e
}

// meaning gives the class of an error; open tells that a write may stand all the
// same. "" leaves it to the status.
func meaning(e *fb.Error, status int) (class inbox.Problem, open bool) {
	code := e.Code
	switch {
	case slices.Contains(throttledCodes, code), slices.Contains(throttledCodes, e.ErrorSubcode):
		return inbox.ProblemThrottled, false
	case code == codeUnknown, code == codeService, e.IsTransient, status >= http.StatusInternalServerError:
		return inbox.ProblemRetryable, true
	case slices.Contains(authCodes, code):
		return inbox.ProblemAuth, false
	case code == 3, code == 10, code >= 200 && code < 300:
		return inbox.ProblemPermission, false
	case code == codeParameter && e.ErrorSubcode == subcodeGone, code == codeNoObject:
		return inbox.ProblemGone, false
	case code == codeDuplicate:
		return inbox.ProblemDuplicate, true // it may be this very text that stands
	case code == codeBlocked:
		return inbox.ProblemPolicy, false
	case code == codeParameter, code == 2500:
		return inbox.ProblemInvalid, false
	}
	return "", false
}
