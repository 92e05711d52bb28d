// Package mastodontest is a Mastodon-compatible server for tests: it runs on
// loopback, keeps accounts, posts and notifications, and answers the client API
// with the cursor rules, headers and errors of the real ones. Three flavours
// behave like Mastodon, GoToSocial and snac, quirks included.
//
// A test plays a town's day with [Server.Mention], [Server.ReplyTo],
// [Server.Edit] and the like, breaks single answers with [Server.Queue], and
// reads back what the server took with [Server.Posts], [Server.Requests] and
// [Server.Effects]. Time comes from the clock given to [WithClock]; only pauses
// inside an answer (slow, hanging) take real time.
//
// All methods may be called from several goroutines.
package mastodontest
