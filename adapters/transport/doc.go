// Package transport is the one way to the network: an http.RoundTripper for each
// account, under every client library. It cures in one place what the libraries
// get wrong in different ways:
//
//   - 429, and 503 with Retry-After, come back as a [Throttled] error that says
//     until when, so that no library's own retry loop ever runs;
//   - a write leaves at most once: no redirect repeats it and net/http cannot
//     replay it, although it carries an Idempotency-Key;
//   - every body is read to its end, within a limit, before a library sees it,
//     so a connection is never kept open and a broken answer can be read again
//     leniently from [Exchange];
//   - headers that libraries hide are counted: rate limits, the server's clock;
//   - no error tells a token or the query of an address ([Clean]).
//
// [Exchange.Problem] and [Classify] turn what happened into the one error type of
// the channel port.
package transport
