package inbox

import (
	"regexp"
	"slices"
	"strings"
)

// QueryField is a field of the query language: one row of the table that the
// parser, the printer, the completion and the handbook share.
type QueryField struct {
	Name    string       // canonical
	German  string       // as a German screen writes it
	Aliases []string     // further names that are read
	Values  []QueryValue // the values that have names; others may be read too
	Open    bool         // reads values without a name
	Single  bool         // takes one value only
	NoNot   bool         // cannot be negated
	Example string       // what a value looks like, for fields without named values

	read func(string) (string, bool) // canonical form of a value without a name
}

// QueryValue is a named value of a field.
type QueryValue struct {
	Name    string
	German  string
	Aliases []string
}

// QueryFields lists the fields in the order a handbook shows them.
func QueryFields() []QueryField { return slices.Clone(queryFields) }

var queryFields = []QueryField{
	{Name: FieldIs, German: "ist", Values: isValueNames()},
	{Name: FieldChannel, German: "kanal", Open: true, Example: "mastodon", read: readName},
	{Name: FieldRole, German: "rolle", Aliases: []string{"amt"}, Values: []QueryValue{none}, Open: true, Example: "press", read: readName},
	{
		Name: FieldPerson, German: "person", Open: true, Example: "ayse", read: readName,
		Values: []QueryValue{{"me", "mir", []string{"ich", "mich"}}, none},
	},
	{
		Name: FieldLevel, German: "stufe", Open: true, Example: "E2+", read: readLevel,
		Values: []QueryValue{{"E0", "E0", nil}, {"E1", "E1", nil}, {"E2", "E2", nil}, {"E3", "E3", nil}, {"E1+", "E1+", nil}, {"E2+", "E2+", nil}},
	},
	{Name: FieldLabel, German: "einstufung", Aliases: []string{"markiert"}, Values: labelValues[:]},
	{
		Name: FieldLang, German: "sprache", Aliases: []string{"language"}, Open: true, Example: "de", read: readLanguage,
		Values: []QueryValue{
			{"de", "de", []string{"deutsch", "german"}},
			{"en", "en", []string{"englisch", "english"}},
			{"unknown", "unbekannt", nil},
		},
	},
	{Name: FieldSince, German: "seit", Open: true, Single: true, Example: "2d", read: readMoment, Values: dayNames},
	{Name: FieldBefore, German: "vor", Open: true, Single: true, Example: "2026-11-01", read: readMoment, Values: dayNames},
	{Name: FieldDue, German: "fällig", Open: true, Single: true, NoNot: true, Example: "2h", read: readMoment, Values: dayNames},
	{Name: FieldAuthor, German: "autor", Aliases: []string{"verfasser"}, Open: true, Example: "anna", read: readAuthor},
	{Name: FieldClaim, German: "behauptung", Aliases: []string{"rumour", "gerücht"}, Open: true, NoNot: true, Example: "4T7KQZ", read: readClaim},
	{Name: FieldThread, German: "verlauf", Open: true, Single: true, NoNot: true, Example: "109876543210", read: readName},
	{Name: FieldWave, German: "welle", Open: true, NoNot: true, Example: "7k3fq2", read: readWave},
	{
		Name: FieldVisibility, German: "sichtbarkeit",
		Values: []QueryValue{
			{"public", "öffentlich", nil},
			{"hidden_by_us", "verborgen", []string{"hidden"}},
			{"deleted_by_us", "gelöscht", []string{"deleted"}},
			{"deleted_by_author", "zurückgezogen", []string{"gone"}},
			{"removed_by_channel", "entfernt", []string{"removed"}},
			{"unknown", "unbekannt", nil},
		},
	},
	{Name: FieldText, German: "text", Open: true, Single: true, Example: `"Schlagloch"`, read: readName},
}

var none = QueryValue{"none", "keine", []string{"keiner", "niemand", "nobody"}}

var dayNames = []QueryValue{
	{"now", "jetzt", nil},
	{"today", "heute", nil},
	{"yesterday", "gestern", nil},
	{"tomorrow", "morgen", nil},
}

// labelValues names the labels in their persisted order.
var labelValues = [labelCount]QueryValue{
	{"criticism", "kritik", nil},
	{"negative", "negativ", nil},
	{"insult", "beleidigung", nil},
	{"hate", "hetze", []string{"hass", "diskriminierung"}},
	{"threat", "drohung", nil},
	{"call_to_action", "aufruf", nil},
	{"defamation", "verleumdung", []string{"üble_nachrede"}},
	{"profanity", "kraftausdruck", []string{"vulgär"}},
	{"claim", "behauptung", []string{"gerücht", "rumour", "rumor"}},
	{"engaging", "konstruktiv", nil},
	{"question", "frage", nil},
	{"praise", "lob", []string{"dank"}},
	{"spam", "spam", []string{"werbung"}},
	{"private_data", "privatdaten", []string{"personendaten"}},
	{"emergency", "notlage", []string{"notfall"}},
	{"complaint", "beschwerde", nil},
	{"defect", "mangel", []string{"mängel", "mängelmeldung"}},
	{"idea", "idee", []string{"vorschlag"}},
	{"press", "presse", nil},
	{"off_topic", "themenfremd", []string{"ohne_themenbezug"}},
	{"staff_named", "beschäftigte", []string{"beschäftigte_genannt"}},
}

func fieldNamed(name string) (*QueryField, bool) {
	key := foldName(name)
	for i := range queryFields {
		f := &queryFields[i]
		if f.Name == key || foldName(f.German) == key || slices.Contains(f.Aliases, key) {
			return f, true
		}
	}
	return nil, false
}

func fieldNames() []string {
	names := make([]string, len(queryFields))
	for i, f := range queryFields {
		names[i] = f.Name
	}
	return names
}

func (f *QueryField) nameIn(lang string) string {
	if lang == "de" {
		return f.German
	}
	return f.Name
}

// canonical gives the English form of a value, false when the field has no such
// value.
func (f *QueryField) canonical(s string) (string, bool) {
	if v, ok := f.named(s); ok {
		return v.Name, true
	}
	if !f.Open || strings.TrimSpace(s) == "" {
		return "", false
	}
	return f.read(s)
}

func (f *QueryField) named(s string) (QueryValue, bool) {
	key := foldName(s)
	for _, v := range f.Values {
		if foldName(v.Name) == key || v.has(key) {
			return v, true
		}
	}
	return QueryValue{}, false
}

func (v QueryValue) has(key string) bool {
	return foldName(v.German) == key || slices.ContainsFunc(v.Aliases, func(a string) bool { return foldName(a) == key })
}

func (v QueryValue) nameIn(lang string) string {
	if lang == "de" {
		return v.German
	}
	return v.Name
}

func (f *QueryField) valueIn(canonical, lang string) string {
	for _, v := range f.Values {
		if v.Name == canonical {
			return v.nameIn(lang)
		}
	}
	return canonical
}

// known lists what a value may be, for the error about one that is not.
func (f *QueryField) known() string {
	names := make([]string, 0, len(f.Values)+1)
	for _, v := range f.Values {
		names = append(names, v.Name)
	}
	if f.Example != "" && !slices.Contains(names, f.Example) {
		names = append(names, f.Example)
	}
	return joinList(names)
}

// foldName makes names comparable: lower case, umlauts spelled out, one kind of
// joint.
func foldName(s string) string { return nameFolder.Replace(strings.ToLower(s)) }

var nameFolder = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss", "-", "_", " ", "_")

func readName(s string) (string, bool) { return s, true }

// readClaim reads the end of a claim's id, as lists show it.
func readClaim(s string) (string, bool) {
	s = strings.ToUpper(s)
	return s, len(s) >= 4 && len(s) <= 26 && strings.Trim(s, crockfordDigits) == ""
}

func readWave(s string) (string, bool) {
	id, ok := ParseWaveID(s)
	return string(id), ok
}

// readAuthor drops the @ of a handle: channels differ in whether they keep it.
func readAuthor(s string) (string, bool) {
	s = strings.TrimLeft(s, "@ ")
	return s, s != ""
}

var languageTag = regexp.MustCompile(`^[a-z]{2,3}(-[a-z0-9]{2,8})*$`)

func readLanguage(s string) (string, bool) {
	s = strings.ToLower(s)
	return s, languageTag.MatchString(s)
}

// readLevel reads E2, and for "E2 or higher" E2+ or >=E2.
func readLevel(s string) (string, bool) {
	rest, up := strings.CutSuffix(s, "+")
	if !up {
		rest, up = strings.CutPrefix(s, ">=")
	}
	l, ok := ParseLevel(rest)
	if up {
		return l.String() + "+", ok
	}
	return l.String(), ok
}
