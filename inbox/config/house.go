package config

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"lotse/inbox"
)

// reserved are ids that mean something else in a query.
var reserved = []string{"me", "mir", "mich", "ich", "none", "keine", "keiner", "niemand", "nobody"}

func (r *reader) house() {
	d, h := &r.doc, &r.cfg.House
	h.Town, h.Land, h.Language = strings.TrimSpace(d.Town), d.Land, d.Language
	r.needs("", "town", d.Town)
	if r.needs("", "land", d.Land) {
		r.oneOf("land", "land", d.Land, Lands())
	}
	if h.Language == "" {
		h.Language = "de"
	}
	r.oneOf("language", "language", h.Language, Languages())
	r.zone()
	r.periods()
	r.reply()
	r.waves()
	roles := r.roles()
	r.persons(roles)
	r.rules()
}

// rules reads the town's own netiquette; without one the default rules hold.
func (r *reader) rules() {
	seen := map[string]int{}
	for i, d := range r.doc.Rules {
		in := "rule." + strconv.Itoa(i)
		if r.id(in, d.ID) {
			r.fresh(seen, in+".id", "rule.id", d.ID)
		}
		r.needs(in, "name", d.Name)
		r.cfg.House.Rules = append(r.cfg.House.Rules, inbox.Rule{ID: d.ID, Name: strings.TrimSpace(d.Name)})
	}
}

func (r *reader) zone() {
	name := r.doc.TimeZone
	if name == "" && !r.isString("time_zone") {
		name = "Europe/Berlin"
	}
	zone, err := time.LoadLocation(name)
	if err != nil || name == "" || name == "Local" {
		r.Fail("time_zone", unknownName("time_zone", name, []string{"Europe/Berlin", "Europe/Vienna", "Europe/Zurich", "UTC"}))
		return
	}
	r.cfg.House.Zone = zone
}

func (r *reader) periods() {
	p, d := inbox.DefaultPeriods(), &r.doc.Periods
	r.duration("periods.undo", d.Undo, 0, &p.Undo)
	r.duration("periods.undo_hot", d.UndoHot, 0, &p.UndoHot)
	r.duration("periods.lease", d.Lease, time.Minute, &p.Lease)
	r.duration("periods.release", d.Release, time.Minute, &p.Release)
	r.duration("periods.back_to", d.BackTo, time.Minute, &p.BackTo)
	r.duration("periods.unaccepted", d.Unaccepted, time.Second, &p.Unaccepted)
	r.cfg.House.Periods = p
}

// reply reads what a text is held against before it goes.
func (r *reader) reply() {
	known := make([]string, 0, 2)
	for _, a := range inbox.Addresses() {
		known = append(known, string(a))
	}
	h, d := &r.cfg.House, &r.doc.Reply
	h.Address = inbox.AddressSie
	if r.Has("reply.address") && r.oneOf("reply.address", "address", d.Address, known) {
		h.Address = inbox.Address(d.Address)
	}
	for i, host := range d.Hosts {
		if host == "" || strings.ContainsAny(host, "/:@ ") || !strings.Contains(host, ".") {
			r.Fail("reply.hosts."+strconv.Itoa(i), inbox.Fail(inbox.CodeFileValue, "key", "reply.hosts", "got", inbox.Quote(host), "want", "host"))
		}
	}
	h.Hosts = d.Hosts
	h.OneVerdict = r.doc.Claims.OneVerdict
}

// id records an id that no command line or query could name.
func (r *reader) id(in, id string) bool {
	if !r.needs(in, "id", id) {
		return false
	}
	bad := len(id) > 40 || strings.HasPrefix(id, "-") || strings.ContainsFunc(id, func(c rune) bool {
		return (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && !strings.ContainsRune("-_.", c)
	})
	switch {
	case bad:
		r.Fail(in+".id", inbox.Fail(inbox.CodeFileValue, "key", table(in)+".id", "got", inbox.Quote(id), "want", "id"))
	case slices.Contains(reserved, strings.ToLower(id)):
		r.Fail(in+".id", inbox.Fail(inbox.CodeFileValue, "key", table(in)+".id", "got", inbox.Quote(id), "want", "unreserved"))
	}
	return true
}

func (r *reader) roles() (ids []string) {
	if len(r.doc.Roles) == 0 && !r.Has("role") {
		r.Fail("", inbox.Fail(inbox.CodeFileNeeds, "key", "role", "in", ""))
	}
	seen := map[string]int{}
	for i, d := range r.doc.Roles {
		in := "role." + strconv.Itoa(i)
		if r.id(in, d.ID) {
			r.fresh(seen, in+".id", "role.id", d.ID)
			ids = append(ids, d.ID)
		}
		role := inbox.DefaultRole(d.ID, d.Name)
		if role.Name == "" {
			role.Name = d.ID
		}
		if r.Has(in + ".rights") {
			role.Rights = r.rights(in+".rights", d.Rights)
		}
		if r.Has(in + ".releases") {
			role.Releases = r.categories(in+".releases", d.Releases)
		}
		r.latitude(in+".latitude", d.Latitude, role.Matrix)
		r.cfg.House.Roles = append(r.cfg.House.Roles, role)
	}
	return ids
}

func (r *reader) rights(path string, names []string) []inbox.Right {
	known := make([]string, 0, len(inbox.Rights()))
	for _, right := range inbox.Rights() {
		known = append(known, string(right))
	}
	out := make([]inbox.Right, 0, len(names))
	for i, name := range names {
		if r.oneOf(path+"."+strconv.Itoa(i), "right", name, known) {
			out = append(out, inbox.Right(name))
		}
	}
	return out
}

func (r *reader) categories(path string, names []string) []inbox.Category {
	out := make([]inbox.Category, 0, len(names))
	for i, name := range names {
		if r.oneOf(path+"."+strconv.Itoa(i), "category", name, categoryNames()) {
			out = append(out, inbox.Category(name))
		}
	}
	return out
}

// latitude changes the categories it names; an empty list takes one away.
func (r *reader) latitude(path string, levels map[string][]string, matrix map[inbox.Category]inbox.Grant) {
	known := []string{"L0", "L1", "L2", "L3", "L4"}
	for category, names := range levels {
		in := join(path, category)
		if !slices.Contains(categoryNames(), category) {
			r.FailKey(in, unknownName("category", category, categoryNames()))
			continue
		}
		var ls []inbox.Latitude
		for i, name := range names {
			if r.oneOf(in+"."+strconv.Itoa(i), "latitude", name, known) {
				l, _ := inbox.ParseLatitude(name) // oneOf has found it
				ls = append(ls, l)
			}
		}
		delete(matrix, inbox.Category(category))
		if len(ls) > 0 {
			matrix[inbox.Category(category)] = inbox.Grants(ls...)
		}
	}
}

func categoryNames() []string {
	var names []string
	for _, c := range inbox.Categories() {
		names = append(names, string(c))
	}
	return names
}

func (r *reader) persons(roles []string) {
	if len(r.doc.Persons) == 0 && !r.Has("person") {
		r.Fail("", inbox.Fail(inbox.CodeFileNeeds, "key", "person", "in", ""))
	}
	seen := map[string]int{}
	for i, d := range r.doc.Persons {
		in := "person." + strconv.Itoa(i)
		if r.id(in, d.ID) {
			r.fresh(seen, in+".id", "person.id", d.ID)
		}
		if len(d.Roles) == 0 && !r.Has(in+".roles.0") {
			at := in
			if r.Has(in + ".roles") {
				at = in + ".roles"
			}
			r.Fail(at, inbox.Fail(inbox.CodeFileNeeds, "key", "roles", "in", "person"))
		}
		for j, role := range d.Roles {
			r.oneOf(in+".roles."+strconv.Itoa(j), "role", role, roles)
		}
		name := d.Name
		if name == "" {
			name = d.ID
		}
		r.cfg.House.Persons = append(r.cfg.House.Persons, inbox.Person{ID: d.ID, Name: name, Roles: d.Roles, Disabled: d.Disabled})
	}
}

// table gives the option that a path names, without the indexes.
func table(path string) string {
	var steps []string
	for step := range strings.SplitSeq(path, ".") {
		if _, err := strconv.Atoi(step); err != nil {
			steps = append(steps, step)
		}
	}
	return strings.Join(steps, ".")
}

func join(in, key string) string {
	if in == "" {
		return key
	}
	return in + "." + key
}

func itoa(n int) string { return strconv.Itoa(n) }
