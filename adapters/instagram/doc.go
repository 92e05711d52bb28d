// Package instagram speaks to Instagram as one professional account of the
// town's: it reads the comments under our media, answers, hides, shows again and
// deletes.
//
// The list of our media tells by its counts where comments came or went. Comments
// come newest first with their answers inside; a new answer under an old comment
// is not on the first page, so a walk goes back until the count is explained.
// Comments cannot be edited, and mentions elsewhere cannot be listed at all.
//
// The token lives sixty days and is renewed each week, with its successor safe in
// the vault before it is used. One that has run out cannot be renewed.
package instagram
