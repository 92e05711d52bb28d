package mastodon

import "strings"

// instance is what of both versions of the instance call counts here.
type instance struct {
	Version       string  `json:"version"`
	Source        string  `json:"source_url"`
	MaxTootChars  flexInt `json:"max_toot_chars"` // Pleroma and its kin
	Configuration struct {
		Statuses struct {
			MaxCharacters flexInt `json:"max_characters"`
			PerURL        flexInt `json:"characters_reserved_per_url"`
		} `json:"statuses"`
	} `json:"configuration"`
	APIVersions struct {
		Mastodon flexInt `json:"mastodon"`
	} `json:"api_versions"`
}

func (i instance) limits() limits {
	l := unknownLimits
	l.version = i.Version
	if n := max(int(i.Configuration.Statuses.MaxCharacters), int(i.MaxTootChars)); n > 0 {
		l.max = n
	}
	if n := int(i.Configuration.Statuses.PerURL); n > 0 {
		l.perURL = n
	}
	// Only Mastodon announces this number, and only of it (and of Pleroma, which
	// names itself) it is known that a repeated key posts nothing.
	l.exact = i.APIVersions.Mastodon > 0
	words := strings.ToLower(i.Version + " " + i.Source)
	l.keyed = (l.exact || strings.Contains(words, "pleroma") || strings.Contains(words, "akkoma")) &&
		!strings.Contains(words, "gotosocial")
	return l
}

// count gives a reply's length. A server that is not known to count as Mastodon
// does may count every code point, so there the larger of both counts.
func (l limits) count(text string) int {
	n := Counter{PerURL: l.perURL}.Count(text, "")
	if !l.exact {
		n = max(n, Counter{CodePoints: true}.Count(text, ""))
	}
	return n
}
