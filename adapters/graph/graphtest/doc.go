// Package graphtest is the part of Meta's servers that Facebook's and Instagram's
// fakes share: the token in the header, errors with their numbers, lists by
// cursor, usage headers, and bad days.
package graphtest
