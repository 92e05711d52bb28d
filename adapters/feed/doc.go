// Package feed reads the comments of a website from its RSS, Atom or JSON feed.
//
// A feed is a window on the newest entries and nothing else. So an entry that is
// no longer in it is not gone, only old; what passed through between two visits
// is a gap, told as such; and there is no way to answer: a person opens the page.
package feed
