// Package bluesky speaks with the AT Protocol: with the server that keeps the
// account (PDS), and through it with the index that knows everybody's posts.
//
// [Channel] is the channel port over package transport, with indigo's generated
// types for records. Requests are made by hand, on net/http, and lists are decoded
// entry by entry; docs/decisions says why, with numbers: indigo's client brings a
// goroutine that starts with the program, its lists fail as a whole when one record
// is of an unknown kind, and its putRecord says "swapRecord": null, which means
// "must not be there yet" and so forbids the repetition that makes a reply safe.
//
// What the network does that this package must survive:
//
//   - notifications are sorted by the time their authors claim, so a new one may
//     appear two days down: the newest are read again by every poll, two days
//     every hour, and the threads of our own posts when their count moves;
//   - the cursor is a time and pages end between two of the same time: each page
//     begins a millisecond early;
//   - a wrong or expired token is HTTP 400, and 300 logins a day is the limit:
//     sessions are kept in the vault and renewed only when they end;
//   - a post can be answered after it was deleted: it is looked at just before;
//   - a record is edited without a word: only its cid changes.
package bluesky
