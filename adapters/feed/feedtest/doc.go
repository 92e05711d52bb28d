// Package feedtest is a website with comments and their feed: a window on the
// newest, with the validators, the words and the bad days of real ones.
package feedtest
