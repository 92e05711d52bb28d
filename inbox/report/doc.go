// Package report makes figures of what came in and what was done about it: how
// much, where, of what kind, how quickly, and what was filed for which reason.
//
// It counts from [inbox.Tally] alone, which names nobody. No type here has a place
// for a person or a role, so no figure can be narrowed down to one; a test reads
// the types and holds it. What leaves the house goes through [Figures.Public],
// which covers every number below [Few].
package report
