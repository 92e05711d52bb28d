package report

import (
	"slices"

	"lotse/inbox"
)

// table puts rows in order: channels and levels all, of the others those with a
// number. What the lists of this program do not have comes behind, by its name.
func table(n Name, got map[string]int, channels []string) Table {
	t := Table{Name: n, Sum: n == ByChannel || n == ByKind || n == ByTopic || n == ByLevel}
	keys := order(n, channels)
	rest := make([]string, 0, len(got))
	for k := range got {
		if !slices.Contains(keys, k) {
			rest = append(rest, k)
		}
	}
	slices.Sort(rest)
	for _, k := range append(keys, rest...) {
		if got[k] > 0 || n == ByChannel || n == ByLevel {
			t.Rows = append(t.Rows, Row{k, Count{N: got[k]}})
		}
	}
	return t
}

func order(n Name, channels []string) (keys []string) {
	switch n {
	case ByChannel:
		return slices.Clone(channels)
	case ByKind:
		for _, k := range []inbox.ItemKind{inbox.KindComment, inbox.KindMention, inbox.KindDirect, inbox.KindUnparsed} {
			keys = append(keys, k.String())
		}
	case ByLabel:
		for _, l := range inbox.Labels() {
			keys = append(keys, l.String())
		}
	case ByLevel:
		keys = []string{"E0", "E1", "E2", "E3"}
	case ByReason:
		for _, r := range inbox.CloseReasons() {
			keys = append(keys, string(r))
		}
	case ByVisibility:
		for _, v := range []inbox.Visibility{inbox.HiddenByUs, inbox.DeletedByUs, inbox.DeletedByAuthor, inbox.RemovedByChannel, inbox.VisibilityUnknown} {
			keys = append(keys, v.String())
		}
	case ByReply:
		for _, c := range inbox.Categories() {
			keys = append(keys, string(c))
		}
	case ByAge:
		for _, a := range ages {
			keys = append(keys, a.key)
		}
	case ByTopic, ByMeasure:
	}
	return keys
}
