// Package triage reads a comment and says what it finds: criticism, insult,
// threat, question, praise, a checkable claim, advertising, private data,
// danger to life, a defect in the street, its language and its topic, and the
// escalation level that follows from them.
//
// What it says is a suggestion with a score and the words that caused it. It
// orders and marks an inbox; it never hides, deletes or answers, and it passes
// no verdict on truth: a claim is something that can be checked, a rumour is a
// claim that names no source.
//
// # How it works
//
// One pass cuts the text into folded words (case, umlauts, stretched letters,
// digits for letters, hidden characters), looks each up in the lexica of
// lexicon/, and remembers groups such as "I", "you", "not". A second pass tries
// the phrases that begin with a word that was found. Each hit is evidence with a
// weight; the weights of a label combine as independent probabilities, and a
// label whose score reaches one half is suggested. Numbers of accounts, phones,
// files and addresses are found by small scanners, not by words.
//
// The lexica are plain text, see lexicon/README.md. They hold sayings and
// patterns that were thought of, and miss what nobody thought of: this is a first
// triage that works on an empty desk.
//
// # The trained model
//
// Beside the rules stands the model of the package below this one. It reads each
// text once more and gives scores: what eighteen heads, trained on public German
// corpora, say about it. heads.go adds them to the evidence of the rules where the
// rules leave room: an unfriendly tone beside a word for the town is criticism, an
// insult needs two heads and nobody who denies it. What stays with the rules in any
// case: the scanners for private data (a model must not guess a bank account),
// danger to life, and the levels in level.go. The tables of comments in the tests
// hold for whatever makes the labels.
//
// What our own post says is part of the meaning: below a cancellation being let down
// is criticism of it, and "why not earlier?" is no request for information.
package triage
