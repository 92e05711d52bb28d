package inbox

// Moderator is a channel that does not allow each of its measures on each text.
type Moderator interface {
	// MayMeasure reports why a measure cannot be taken on a text: with
	// CodeOnlyOwnThread, CodeNoAuthor or another refusal; nil when it can, or when
	// only the platform knows. It asks nobody.
	MayMeasure(c *Content, m Measure) error
}
