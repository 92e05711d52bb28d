package config

import (
	"strings"

	"lotse/inbox"
)

// graph reads the version of Meta's Graph API. On another kind of channel it would
// do nothing, so it is refused there.
func (r *reader) graph(in string, d *channelDoc) string {
	const key = "graph_version"
	if r.Has(in+"."+key) && d.Kind != "facebook" && d.Kind != "instagram" {
		r.FailKey(in+"."+key, inbox.Fail(inbox.CodeFileKey, "key", inbox.Quote(key), "in", "channel", "nearest", "", "known", ""))
	}
	if v := d.GraphVersion; v != "" && !isGraphVersion(v) {
		r.Fail(in+"."+key, inbox.Fail(inbox.CodeFileValue, "key", "channel."+key, "got", inbox.Quote(v), "want", key))
	}
	return d.GraphVersion
}

// isGraphVersion accepts "v25.0".
func isGraphVersion(s string) bool {
	major, minor, ok := strings.Cut(strings.TrimPrefix(s, "v"), ".")
	digits := func(s string) bool {
		return s != "" && len(s) <= 3 && !strings.ContainsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
	}
	return ok && strings.HasPrefix(s, "v") && digits(major) && digits(minor)
}
