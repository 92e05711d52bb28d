package inbox

import (
	"slices"
	"strings"
	"time"
)

// Bind makes the Filter that a store answers, for a moment, the town's time zone
// and the person who asks.
//
// CodeNoPerson when the query says "me" and person is nobody; CodeQueryBad as of
// ParseQuery when And has joined what one Filter cannot say.
func (q Query) Bind(now time.Time, loc *time.Location, person Person) (Filter, error) {
	b := binder{now: now, loc: loc, me: person.ID, work: everyWork, levels: everyLevel, visible: everyVisibility}
	for i, t := range q.terms {
		if what := t.misuse(Query{terms: q.terms[:i]}); what != "" {
			return Filter{}, Fail(CodeQueryBad, "what", what, "field", t.Field)
		}
		if b.me == "" && t.meansMe() {
			return Filter{}, Fail(CodeNoPerson, "person", "")
		}
		b.bind(t)
	}
	return b.filter(), nil
}

func (t Term) meansMe() bool {
	return t.Field == FieldPerson && slices.Contains(t.Values, "me") || t.Field == FieldIs && slices.Contains(t.Values, "mine")
}

const (
	everyLevel      = uint8(1)<<levelCount - 1
	everyVisibility = uint8(1)<<(VisibilityUnknown+1) - 1
)

// binder narrows a filter term by term. Its sets are full where a Filter has
// zero for "any", so that narrowing to nothing can be told from no condition.
type binder struct {
	Filter
	now             time.Time
	loc             *time.Location
	me              string
	work            WorkSet
	levels, visible uint8
	empty           bool // a list of allowed names became empty
}

func (b *binder) bind(t Term) {
	switch t.Field {
	case FieldIs:
		b.bindIs(t)
	case FieldLevel:
		b.levels &= maskOf(t, levelMask, everyLevel)
	case FieldClaim:
		b.names(&b.Claims, nil, false, t.Values)
	case FieldVisibility:
		b.visible &= maskOf(t, visibilityMask, everyVisibility)
	case FieldLabel:
		var set LabelSet
		for _, v := range t.Values {
			l, _ := ParseLabel(v)
			set = set.With(l)
		}
		if t.Not {
			b.LabelsNone |= set
		} else {
			b.LabelsAny = append(b.LabelsAny, set)
		}
	case FieldChannel:
		b.names(&b.Channels, &b.NotChannels, t.Not, t.Values)
	case FieldRole:
		b.names(&b.Roles, &b.NotRoles, t.Not, replace(t.Values, "none", ""))
	case FieldPerson:
		b.names(&b.Persons, &b.NotPersons, t.Not, replace(replace(t.Values, "none", ""), "me", b.me))
	case FieldLang:
		b.names(&b.Languages, &b.NotLanguages, t.Not, replace(t.Values, "unknown", "", "und"))
	case FieldSince, FieldBefore:
		from, _ := moment(t.Values[0], b.now, b.loc, false)
		if (t.Field == FieldSince) != t.Not {
			b.From = latest(b.From, from)
		} else {
			b.To = earliest(b.To, from)
		}
	case FieldDue:
		_, to := moment(t.Values[0], b.now, b.loc, true)
		b.dueBefore(to)
	case FieldAuthor:
		for _, v := range t.Values {
			folded := FoldText(v)
			if t.Not {
				b.NotAuthors = append(b.NotAuthors, folded)
			} else {
				b.Authors = append(b.Authors, folded)
			}
		}
	case FieldWave:
		b.inWaves(t.Values)
	case FieldThread:
		b.empty = b.empty || b.Thread != "" && b.Thread != t.Values[0]
		b.Thread = t.Values[0]
	case FieldText:
		b.Text = append(b.Text, TextTerm{Text: FoldText(t.Values[0]), Not: t.Not})
	}
}

func (b *binder) bindIs(t Term) {
	var work WorkSet
	for _, v := range t.Values {
		x := isFacts[v]
		if t.Not {
			b.bindNot(x)
			continue
		}
		work |= x.work
		b.Must |= x.must
		if x.awake {
			b.MustNot |= FlagSnoozed
		}
		if x.levels != 0 {
			b.levels &= x.levels
		}
		if x.mine {
			b.names(&b.Persons, &b.NotPersons, false, []string{b.me})
		}
		if x.nobody {
			b.names(&b.Persons, &b.NotPersons, false, []string{""})
			b.names(&b.Roles, &b.NotRoles, false, []string{""})
		}
		b.HasDue = b.HasDue || x.due
		b.Suggested = b.Suggested || x.suggested
		b.InWave = b.InWave || x.inWave
		if x.overdue {
			b.dueBefore(b.now)
		}
	}
	if work != 0 {
		b.work &= work
	}
}

// bindNot takes each value's opposite; for is:open that is what is done.
func (b *binder) bindNot(x isFact) {
	b.work &^= x.work
	b.levels &^= x.levels
	b.MustNot |= x.must
	if x.mine {
		b.NotPersons = append(b.NotPersons, b.me)
	}
}

func (b *binder) dueBefore(t time.Time) {
	b.HasDue = true
	b.DueBefore = earliest(b.DueBefore, t)
}

// names narrows a list of allowed names or adds to the forbidden ones.
func (b *binder) names(in, out *[]string, not bool, values []string) {
	switch {
	case not:
		*out = append(*out, values...)
	case *in == nil:
		*in = slices.Clone(values)
	default:
		*in = slices.DeleteFunc(*in, func(v string) bool { return !slices.Contains(values, v) })
		b.empty = b.empty || len(*in) == 0
	}
}

// inWaves narrows to what is in one of some waves. Two terms would ask for what is
// in both, which no filter says: the parser refuses it.
func (b *binder) inWaves(values []string) {
	b.Waves = make([]WaveID, len(values))
	for i, v := range values {
		b.Waves[i] = WaveID(v)
	}
}

// filter puts the sets in. What contradicts itself becomes a stretch of time in
// which nothing was posted, so a store is done at once.
func (b *binder) filter() Filter {
	f := b.Filter
	if b.empty || b.work == 0 || b.levels == 0 || b.visible == 0 || f.Must&f.MustNot != 0 {
		return Filter{From: time.Unix(0, 0), To: time.Unix(0, 0)}
	}
	if b.work != everyWork {
		f.Work = b.work
	}
	if b.levels != everyLevel {
		f.Levels = b.levels
	}
	if b.visible != everyVisibility {
		f.Visibilities = b.visible
	}
	return f
}

func maskOf(t Term, bits func(string) uint8, every uint8) uint8 {
	var m uint8
	for _, v := range t.Values {
		m |= bits(v)
	}
	if t.Not {
		return every &^ m
	}
	return m
}

func levelMask(canonical string) uint8 {
	name, up := strings.CutSuffix(canonical, "+")
	l, _ := ParseLevel(name)
	if up {
		return everyLevel &^ (1<<l - 1)
	}
	return 1 << l
}

func visibilityMask(canonical string) uint8 {
	v, _ := ParseVisibility(canonical)
	return 1 << v
}

// replace gives a copy in which each old stands as what it means.
func replace(values []string, old string, means ...string) []string {
	out := make([]string, 0, len(values))
	for _, v := range values {
		if v == old {
			out = append(out, means...)
		} else {
			out = append(out, v)
		}
	}
	return out
}

func latest(a, b time.Time) time.Time {
	if a.IsZero() || b.After(a) {
		return b
	}
	return a
}

func earliest(a, b time.Time) time.Time {
	if a.IsZero() || b.Before(a) {
		return b
	}
	return a
}
