package inbox

// Latitude is how freely a person may word an answer (Freiraumstufe).
type Latitude uint8

// The levels: L0 the approved wording, L1 with typed placeholders filled, L2 with
// the free blocks edited, L3 free text that another person releases, L4 free text
// on one's own responsibility. Persisted, do not reorder.
const (
	L0 Latitude = iota
	L1
	L2
	L3
	L4
)

var latitudeNames = []string{"L0", "L1", "L2", "L3", "L4"}

func (l Latitude) String() string { return enumName(latitudeNames, l) }

// ParseLatitude reads "L0" to "L4".
func ParseLatitude(s string) (Latitude, error) {
	return parseEnum[Latitude]("latitude", latitudeNames, s)
}

// MarshalText writes "L0" to "L4".
func (l Latitude) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// UnmarshalText reads "L0" to "L4".
func (l *Latitude) UnmarshalText(b []byte) (err error) {
	*l, err = ParseLatitude(string(b))
	return err
}

// Grant is what a role may do in one category: up to which level alone, and
// whether free text with another person's release.
type Grant struct {
	Direct  Latitude // highest level without release; meaningful only with Alone
	Alone   bool     // there is a level without release
	Release bool     // anything, once another entitled person released it
}

// Allows says whether a composition of the given need may be submitted, and
// whether it then needs another person's release.
func (g Grant) Allows(need Latitude) (ok, needsRelease bool) {
	if g.Alone && need <= g.Direct {
		return true, false
	}
	return g.Release, g.Release
}

// Join gives the wider of two grants: a person may hold several roles.
func (g Grant) Join(o Grant) Grant {
	if o.Alone && (!g.Alone || o.Direct > g.Direct) {
		g.Direct, g.Alone = o.Direct, true
	}
	g.Release = g.Release || o.Release
	return g
}

// Grants builds a grant from levels as they stand in a matrix: L3 means "with
// release", the highest of the others means "alone".
func Grants(levels ...Latitude) Grant {
	var g Grant
	for _, l := range levels {
		if l == L3 {
			g.Release = true
			continue
		}
		if !g.Alone || l > g.Direct {
			g.Direct, g.Alone = l, true
		}
	}
	return g
}
