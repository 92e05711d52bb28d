package inbox

import (
	"slices"
	"time"
)

// Role is an office or function with what it may do.
type Role struct {
	ID       string
	Name     string
	Rights   []Right
	Matrix   map[Category]Grant // no grant: not even the approved wording
	Releases []Category         // whose replies it may release
}

// onlyAssigned reports whether the role reads nothing but what is its own.
func (r *Role) onlyAssigned() bool {
	return !slices.Contains(r.Rights, RightRead) && slices.Contains(r.Rights, RightReadAssigned)
}

// Person is somebody who works at the desk. Persons are disabled, never deleted
// while the log names them.
type Person struct {
	ID       string
	Name     string
	Roles    []string
	Disabled bool
}

// House is the town as the config describes it: who there is, who may do what,
// and the periods of its rules. It does not change while the desk is open.
type House struct {
	Town       string
	Land       string // ISO code of the Land, for holidays
	Zone       *time.Location
	Language   string   // "de" or "en"
	Address    Address  // how the house speaks to people
	Hosts      []string // whose links are the house's own; none: nobody said
	Roles      []Role
	Persons    []Person
	Channels   []string // ids, in the order of the config
	Periods    Periods
	Waves      WaveRules // zero: DefaultWaveRules
	Rules      []Rule    // of the netiquette; none: DefaultRules
	OneVerdict bool      // who may decide on verdicts decides alone; else a second person releases each

	Reactions Reactions              // deadlines of the first reaction, by level
	Service   map[string]ServiceTime // by id of the channel; "" is every other one's; none: only what runs always
}

// Periods are the durations of the rules.
type Periods struct {
	Undo       time.Duration // between "send" and leaving the house
	UndoHot    time.Duration // the same for items of E2 and E3
	Lease      time.Duration // how long a taken item stays taken
	Release    time.Duration // how long another person's release holds
	BackTo     time.Duration // how far the first poll looks back
	Unaccepted time.Duration // how long a handover may wait
}

// DefaultPeriods are the periods where the config says nothing.
func DefaultPeriods() Periods {
	return Periods{
		Undo: 20 * time.Second, UndoHot: time.Minute, Lease: 30 * time.Minute,
		Release: 4 * time.Hour, BackTo: 14 * 24 * time.Hour, Unaccepted: 15 * time.Minute,
	}
}

// DefaultRole gives a role with the defaults of its id; an id without defaults
// may only read what is assigned to it.
func DefaultRole(id, name string) Role {
	d, known := defaultRoles[id]
	if !known {
		d.rights = []Right{RightReadAssigned, RightTake}
	}
	r := Role{ID: id, Name: name, Rights: slices.Clone(d.rights), Releases: slices.Clone(d.releases), Matrix: map[Category]Grant{}}
	for c, ls := range d.matrix {
		r.Matrix[c] = Grants(ls...)
	}
	return r
}

// Role finds a role.
func (h *House) Role(id string) (Role, bool) {
	i := slices.IndexFunc(h.Roles, func(r Role) bool { return r.ID == id })
	if i < 0 {
		return Role{}, false
	}
	return h.Roles[i], true
}

// Person finds a person.
func (h *House) Person(id string) (Person, bool) {
	i := slices.IndexFunc(h.Persons, func(p Person) bool { return p.ID == id })
	if i < 0 {
		return Person{}, false
	}
	return h.Persons[i], true
}

// RoleName gives a role's name for the screen, its id when it has none.
func (h *House) RoleName(id string) string {
	if r, ok := h.Role(id); ok && r.Name != "" {
		return r.Name
	}
	return id
}

// PersonName gives a person's name for the screen, the id when there is none.
func (h *House) PersonName(id string) string {
	if p, ok := h.Person(id); ok && p.Name != "" {
		return p.Name
	}
	return id
}

// With gives the role of a person that has a right, in the order the person
// holds them.
func (h *House) With(p *Person, right Right) (Role, bool) {
	for _, id := range p.Roles {
		if r, ok := h.Role(id); ok && slices.Contains(r.Rights, right) {
			return r, true
		}
	}
	return Role{}, false
}

// Grant joins what a person's roles may do in a category.
func (h *House) Grant(p *Person, c Category) Grant {
	var g Grant
	for _, id := range p.Roles {
		if r, ok := h.Role(id); ok {
			if rg, ok := r.Matrix[c]; ok {
				g = g.Join(rg)
			}
		}
	}
	return g
}

// Releaser gives the role in which a person may release replies of a category.
func (h *House) Releaser(p *Person, c Category) (Role, bool) {
	for _, id := range p.Roles {
		if r, ok := h.Role(id); ok && slices.Contains(r.Releases, c) {
			return r, true
		}
	}
	return Role{}, false
}

// ReleasersOf names the roles that may release a category, for the reason given
// to somebody who may not.
func (h *House) ReleasersOf(c Category) []string {
	var out []string
	for _, r := range h.Roles {
		if slices.Contains(r.Releases, c) {
			out = append(out, r.ID)
		}
	}
	return out
}
