// Package learn is the desk's own layer over the triage that is shipped: it learns
// from the labels that people set and take away where the house draws its lines.
//
// It is the desk's, never a person's: no part of it, in memory, in the store or in a
// file, has room for who decided. It holds no text either, only numbers and, from
// some hundred labels on, weights of hashed words.
//
// # What counts as evidence
//
// A label that a person set speaks for it, one that a person took away against it:
// both count whole. Whoever went through the labels of one item and left the others
// as they were looked at them too, but less closely: a suggestion that stayed counts
// half for the label, a label that was neither suggested nor set counts a quarter
// against it. A suggestion that stood on an item which was decided on by itself for
// another reason (closed, assigned, escalated) counts a quarter for the label. Items
// decided on together count only for the labels that were named: nobody looked at
// each. What nobody looked at is no evidence, so a label that was never suggested and
// never set on an item that was merely closed says nothing. What was said of an
// earlier wording of a text does not count for the present one, and a decision that
// is taken back is gone as if it had never been: evidence is read from the items'
// states, never added up.
//
// # What is learned
//
// A logistic regression for each label over the numbers of the shipped triage (its
// heads, its scores, its style counters) and, from wordsFrom labels on, over hashed
// words. All decisions are kept, in the store, so each fit begins anew: the same
// decisions give the same layer. Its word is blended with the shipped score by
// n/(n+50), n being the weight of the evidence. It may raise any label; it may not
// take back a threat, an emergency or private data, because a miss costs more there
// than a look.
//
// How well it knows the house's line is measured on labels that it had not seen when
// it guessed them: the evidence is gone through in the order of the texts, in blocks
// that double, each guessed by what was learned from those before it.
package learn
