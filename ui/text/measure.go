package text

import (
	"lotse/inbox"
	"lotse/inbox/safetext"
)

// OrderState says how far an order has come.
func (l Lang) OrderState(s inbox.OrderState) string { return l.words().Order[s] }

// Milder is the answer to whether something milder would do.
func (l Lang) Milder(m inbox.Milder) string { return known(l.words().Milder, m) }

// Rule names a rule of the house's netiquette: in the house's words, else in the
// program's for a default one.
func (l Lang) Rule(h *inbox.House, id string) string {
	if r, ok := h.Rule(id); ok && r.Name != "" {
		return safetext.Line(r.Name).String()
	}
	if id == "" {
		return ""
	}
	return known(l.words().Rule, id)
}
