// Package list holds the rows of a view without ever holding the view: a bounded
// run of pages around the selected item, read on below and above it by the
// store's tokens.
//
// The selection is an item's id, never a position. Rows do not move by
// themselves: what arrives is counted elsewhere and comes in when a person asks,
// and what changed is replaced where it stands.
package list
