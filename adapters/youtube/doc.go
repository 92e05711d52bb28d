// Package youtube reads and answers the comments below a YouTube channel's videos
// over the Data API v3.
//
// Requests are built by Google's own library over package transport; its answers
// are read here, item by item, for it drops a whole page when one entry is broken.
// It repeats nothing by itself.
//
// What the platform does that this package must take care of:
//
//   - there is no "since": the list of threads is walked from the newest down to
//     what is known, a day beyond it;
//   - a new reply does not bring its thread up, so threads are walked further down
//     once a day and once a week, and read again where their number of replies has
//     changed. A list of threads holds only some of the replies;
//   - every reply hangs below the first comment of its thread, whoever it answers:
//     only the name it begins with tells;
//   - calls cost units, ten thousand a day until midnight in California, and no
//     answer tells how many are left: they are counted here and kept in the vault;
//   - what "heldForReview" or the spam filter keeps back is an item, hidden;
//   - "rejected" cannot be undone, and nobody can be banned without it.
package youtube
