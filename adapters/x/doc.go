// Package x reads and answers at X (formerly Twitter) over its API v2: mentions
// of one account and what stands under its own posts.
//
// Every call costs money there, so each is counted in a [ledger] before it
// leaves, and what would go over the month's limit does not leave at all. An
// answer is taken only where the person mentioned or quoted the account
// ([Channel.MayReply]); everything else a person answers by hand.
//
// There is no library whose checksum can be verified, so the calls are made
// here, over the transport; only the signature of OAuth 1.0a is a library's. The
// field names of the API are changing ("tweet" becomes "post"): the old ones are
// asked for, both are read.
package x
