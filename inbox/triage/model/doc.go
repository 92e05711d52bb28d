// Package model is the trained half of triage: one pass over a text, a table of
// weights of one byte each, and eighteen heads that answer questions such as
// "is this toxic?" with a probability.
//
// # How it works
//
// The pass folds the text (case, umlauts, stretched letters, digits for letters,
// letters written apart), cuts it into words and signs, and counts what tells its
// style: marks, capitals, pictures, small words, negations. Words, pairs of
// neighbours, denied words, groups of words that meet in a sentence and the parts
// of words with three to five letters are hashed into rows of a table. A row holds a byte for each lane; a lane is a
// question some corpus answers. The sums of the rows, divided by the length of
// the text's vector, and the style go into a second stage, which knows all lanes
// and gives each head its logit.
//
// # What its numbers mean
//
// A logit of zero is the border that is best for the head's measure. The scores
// are probabilities found by cross-validation, with one exception, which is
// wanted: where a head decides otherwise than ½ of the probability, as heads for
// rare things must, the scores between the border and ½ are moved into the narrow
// strip beside ½ on the border's side. So ≥ ½ always means that the head says
// yes, and elsewhere a score is the share of such texts that have the label.
//
// # For a second layer
//
// [Reading.Vector] gives logits and style in a vector of fixed size, and
// [Reading.Words] the hashed features of the text, each once; both may be fed to
// a small model of a desk's own. [Model.Explain] and [Model.Cue] say why.
//
// The weights are made by the command in ../train; docs/model-card.md tells from
// what, how good they are and what they must not be used for.
package model
