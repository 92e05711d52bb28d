// Package graph is what Facebook and Instagram have in common: how one asks the
// Graph API, and how it answers. Every request leaves through package transport
// with the token in its header and never in its address. Lists are paged by
// cursor alone: the addresses of next pages that the API gives carry the token in
// clear and are neither followed nor kept.
//
// Of the library (huandu/facebook) it takes the session, the proof by the app's
// secret, and what errors and usage headers say. What is made by hand, and why,
// stands in docs/decisions/0005.
package graph
