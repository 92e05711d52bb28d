// Package frame is the paper the screen is drawn on: rows of styled pieces that
// know their width in cells.
//
// A piece is always a [safetext.Text], also where the words are our own. So there
// is no way for a stranger's bytes to reach the terminal but through safetext,
// and no way for a row to be wider than the screen: Render cuts and pads.
package frame
