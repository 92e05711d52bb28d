// Package xtest is a small X: accounts, posts with their versions, the timelines
// with the real limits of the API (mentions end at 800, the search after seven
// days, tokens for pages, ids that hold the time), prices, signatures that are
// checked, and bad days. It speaks either spelling of the API.
package xtest
