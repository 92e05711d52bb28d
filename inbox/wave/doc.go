// Package wave finds waves among comments: one text that many people post, and a
// channel that gets far more than it usually does.
//
// A text is compared by its shingles, the runs of four characters of its plain
// form. A one-permutation MinHash makes 64 numbers of them, an index of 16 bands
// of 4 numbers finds what may be alike within a sliding window, and the exact
// share of common shingles decides. The rate of a channel is compared with what
// the channel gets at this hour of the week.
//
// A wave is a hint that groups items. It decides nothing, hides nothing and moves
// no row. Authors are counted within one wave, by hashes that are kept nowhere.
//
// Everything but Watch is pure: it reads no clock and no store.
package wave
