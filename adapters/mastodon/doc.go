// Package mastodon speaks with Mastodon and the servers that offer its client
// API (GoToSocial, snac, Pleroma and others).
//
// [Channel] is the channel port over the library go-mastodon and package
// transport. The library makes the writes and gives the types. Reads are made by
// hand, on the library's client: it drops a whole page when one entry is broken,
// follows pages by a header that starts a walk through years, and does not know
// half of the calls that are needed. Its streaming is not used.
//
// Servers are told apart by trying: what one refuses is remembered as missing for
// a day. Their version is shown in the self-check and asked for one thing only,
// whether a repeated key is known to post nothing.
//
// What the servers do that this package must survive:
//
//   - ids of notifications may appear late, below larger ones (GoToSocial), so
//     the newest are read again by every poll;
//   - only a window of the newest may be shown (snac): a page that does not join
//     on to what is known is a gap, and said to be one;
//   - the id of a status may change with an edit (snac): its identity is the uri;
//   - a repeated Idempotency-Key may post twice (GoToSocial, snac): after an
//     unclear reply the channel is read, never written to again;
//   - connections may be closed without notice (snac): a write has its own.
package mastodon
