package frame

// styleNames are what the styles are called in a file. Plain has none: it is the
// terminal's own.
var styleNames = [styleCount]string{
	Dim: "minor", Strong: "strong", Title: "title", Select: "selected", Mark: "marked", Flag: "flagged",
	Mask: "covered", Warn: "warning", Bad: "bad", Good: "good", Ours: "ours", Key: "key", Gone: "removed",
	Added: "added", New: "new", Alarm: "alarm", Hit: "found", Wrong: "mistake",
}

// StyleNames lists the styles a theme can change, in their order.
func StyleNames() []string { return append([]string(nil), styleNames[Plain+1:]...) }

// StyleNamed finds a style by its name.
func StyleNamed(name string) (Style, bool) {
	for st, n := range styleNames {
		if n == name && n != "" {
			return Style(st), true
		}
	}
	return Plain, false
}
