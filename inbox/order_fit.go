package inbox

import "slices"

// ruleOf says which rule of the netiquette a label speaks of, the gravest first.
var ruleOf = []struct {
	label Label
	rule  string
}{
	{LabelThreat, "threat"},
	{LabelHate, "incitement"},
	{LabelPrivateData, "private_data"},
	{LabelInsult, "insult"},
	{LabelDefamation, "insult"},
	{LabelSpam, "advertising"},
	{LabelOffTopic, "off_topic"},
}

// FittingRule gives the place among NetRules of the one an item's labels speak of,
// -1 without one. It is where a person begins to look, never a verdict.
func (h *House) FittingRule(labels LabelSet) int {
	rules := h.NetRules()
	for _, r := range ruleOf {
		if !labels.Has(r.label) {
			continue
		}
		if i := slices.IndexFunc(rules, func(have Rule) bool { return have.ID == r.rule }); i >= 0 {
			return i
		}
	}
	return -1
}
