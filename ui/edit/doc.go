// Package edit holds the text fields of the screen: one line or many, moved by
// whole characters as a person counts them, wrapped as they will be drawn.
//
// It is written for this program because everything that is drawn must be a
// safetext.Text and the terminal's own cursor must stand where the person types:
// pasted text is cleaned before it gets in, and a field reads no clipboard by
// itself.
package edit
