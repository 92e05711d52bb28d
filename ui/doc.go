// Package ui is the desk on the screen: one Bubble Tea model, one table of
// actions, screens that are plain structs.
//
// What a key does stands in one place, the table of actions (action*.go): it
// feeds the keys, the hints at the foot of the screen, the help, the command
// line and the read-only mode. A message takes one way through the model, in
// this order: size of the window; answers and events, which no dialog ever eats;
// the dialog on top; the text field that is being typed in; the actions of the
// screen on top.
//
// Nothing is read or written in Update or View. Reads run as commands with a
// deadline and a number, so that an answer that came too late is dropped (ask.go);
// decisions run one after the other, in the order they were made (act.go).
//
// The selection is always an item's id. Everything from outside is a
// safetext.Text before it is drawn; package frame takes nothing else.
package ui
