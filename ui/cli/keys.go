package cli

import (
	"errors"
	"maps"
	"slices"

	"lotse/inbox"
	"lotse/inbox/config"
	"lotse/inbox/config/strict"
	"lotse/ui"
)

// checkKeys gives every binding that the screen cannot take its place in the file.
// All are put on together, so that two actions may swap their keys; what does not
// go is left out and the rest looked at again.
func (c *call) checkKeys() error {
	var problems config.Problems
	keys := maps.Clone(c.cfg.Keys)
	for {
		_, err := ui.Keyed(ui.Actions(), keys)
		if err == nil {
			break
		}
		var bad *ui.KeyError
		if !errors.As(err, &bad) {
			return err
		}
		action, other := bad.Action, bad.Other
		if _, ours := keys[action]; !ours {
			action, other = other, action
		}
		if _, ours := keys[action]; !ours {
			return err // the program's own table is at odds with itself
		}
		problems.List = append(problems.List, c.cfg.KeyProblem(action, keyFailure(action, bad.Key, other)))
		delete(keys, action)
	}
	if len(problems.List) == 0 {
		return nil
	}
	slices.SortStableFunc(problems.List, func(a, b config.Problem) int { return a.Line - b.Line })
	return &problems
}

// keyFailure says why an action cannot have a key: there is no such action, another
// has the key, or the terminal keeps it.
func keyFailure(action, key, other string) *inbox.Error {
	switch {
	case key == "":
		return inbox.Fail(inbox.CodeUnknownName, "kind", "action", "got", inbox.Quote(action), "nearest", strict.Nearest(action, actionIDs()))
	case other != "":
		return inbox.Fail(inbox.CodeFileValue, "key", "keys."+action, "got", inbox.Quote(key), "other", other)
	}
	return inbox.Fail(inbox.CodeFileValue, "key", "keys."+action, "got", inbox.Quote(key), "want", "free_key")
}

func actionIDs() []string {
	var ids []string
	for _, a := range ui.Actions() {
		ids = append(ids, a.ID)
	}
	return ids
}
