package ui

import (
	"lotse/inbox"
	"lotse/ui/text"
)

// ReadyView is a view that every desk has.
type ReadyView struct {
	ID, Name string
	Query    inbox.Query
}

// ReadyViews gives them in the order of their keys, for whoever counts without a
// screen.
func ReadyViews(l text.Lang) []ReadyView {
	var out []ReadyView
	for _, v := range builtIn(text.ScreenIn(l)) {
		out = append(out, ReadyView{v.id, v.name, v.query})
	}
	return out
}
