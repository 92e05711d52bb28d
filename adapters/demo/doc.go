// Package demo is the fictional city of Neustadt am Fluss with four channels that
// exist nowhere but in memory: one like Mastodon, one like Facebook, one like
// Instagram, and a website whose comments can only be read. All people and texts
// are invented.
//
// The city is the same for the same clock: most comments are there from the
// start, others arrive in the next minutes, some are edited or deleted, and who
// gets an answer may answer back. Now and then a channel has its moment, as real
// ones do: it asks to wait, a connection is cut, a reply is posted but its
// confirmation gets lost.
package demo
