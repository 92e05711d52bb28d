// Package inbox is the domain of a moderation desk: what came in (items and
// their versions), what was decided (decisions and their fold), who may decide
// it (authority), with which words (templates, replies), and the ports through
// which a store, a channel and a screen take part.
//
// It knows nothing of bbolt, HTTP or terminals and imports none of the packages
// that do; a test guards that. The words are the field's own: see the glossary
// in docs/architecture.md.
package inbox
