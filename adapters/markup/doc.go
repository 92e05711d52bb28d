// Package markup reads what platforms make of a text: the HTML they wrap it in,
// and the changes by which a text of ours is still to be recognised. All of it is
// a stranger's text before and after; package safetext alone disarms it.
package markup
