package inbox

import (
	"errors"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestQueryCanonicalForms(t *testing.T) {
	for _, tc := range []struct{ in, en, de string }{
		{"", "", ""},
		{"  \t ", "", ""},
		{"is:open", "is:open", "ist:offen"},
		{
			"ist:offen kanal:mastodon rolle:bauamt seit:2d -markiert:spam \"schlagloch\"",
			"is:open channel:mastodon role:bauamt since:2d -label:spam schlagloch",
			"ist:offen kanal:mastodon rolle:bauamt seit:2d -einstufung:spam schlagloch",
		},
		{"IS:New,Triaged,new", "is:new,triaged", "ist:neu,gesichtet"},
		{"ist:wiedervorlage -ist:zurueckgegeben", "is:snoozed -is:returned", "ist:wiedervorlage -ist:zurückgegeben"},
		{"person:mir", "person:me", "person:mir"},
		{"person:ich,keine", "person:me,none", "person:mir,keine"},
		{"stufe:>=e2 level:2 level:E1+", "level:E2+ level:E2 level:E1+", "stufe:E2+ stufe:E2 stufe:E1+"},
		{"label:gerücht,Üble-Nachrede", "label:claim,defamation", "einstufung:behauptung,verleumdung"},
		{"lang:Deutsch,TR", "lang:de,tr", "sprache:de,tr"},
		{"seit:gestern vor:1.11.2026", "since:yesterday before:2026-11-01", "seit:gestern vor:2026-11-01"},
		{"seit:01.02. vor:003t", "since:1.2. before:3d", "seit:1.2. vor:3d"},
		{"since:2026-11-01T08:15 due:45min", "since:2026-11-01T08:15 due:45min", "seit:2026-11-01T08:15 fällig:45min"},
		{"faellig:heute fällig:2h due:1w", "due:today due:2h due:1w", "fällig:heute fällig:2h fällig:1w"},
		{"autor:@Anna,\"Karl Otto\"", "author:Anna,\"Karl Otto\"", "autor:Anna,\"Karl Otto\""},
		{"thread:\"https://x.example/1,2\"", "thread:\"https://x.example/1,2\"", "verlauf:\"https://x.example/1,2\""},
		{"sichtbarkeit:verborgen", "visibility:hidden_by_us", "sichtbarkeit:verborgen"},
		{"text:hallo -text:Welt", "hallo -Welt", "hallo -Welt"},
		{"https://x.example/a um 10:30 :) a,b", `"https://x.example/a" um "10:30" ":)" "a,b"`, `"https://x.example/a" um "10:30" ":)" "a,b"`},
		{"„Müll  eimer“ -“x”", `"Müll  eimer" -x`, `"Müll  eimer" -x`},
		{`"sagt \"nein\" \\ x"`, `"sagt \"nein\" \\ x"`, `"sagt \"nein\" \\ x"`},
		{`--x "is:open"`, `-"-x" "is:open"`, `-"-x" "is:open"`},
	} {
		q, err := ParseQuery(tc.in)
		if err != nil {
			t.Errorf("%s: %v", tc.in, err)
			continue
		}
		if q.String() != tc.en || q.Format("de") != tc.de {
			t.Errorf("%s\n got %s | %s\nwant %s | %s", tc.in, q, q.Format("de"), tc.en, tc.de)
		}
	}
}

func TestQueryMistakesNameTheirPlace(t *testing.T) {
	for _, tc := range []struct {
		in   string
		code Code
		at   string
		what string // the argument what, field or got
	}{
		{"is:open farbe:rot", CodeQueryField, "9", "farbe"},
		{"ist:ofen", CodeQueryValue, "5", "ofen"},
		{"is:", CodeQueryValue, "4", ""},
		{"is:new,", CodeQueryValue, "8", ""},
		{"für level:E7", CodeQueryValue, "11", "E7"},
		{"since:gester", CodeQueryValue, "7", "gester"},
		{"since:30.2.", CodeQueryValue, "7", "30.2."},
		{"since:0001-01-01", CodeQueryValue, "7", "0001-01-01"},
		{"since:2d,3d", CodeQueryBad, "9", "single"},
		{`"offen`, CodeQueryBad, "1", "quote"},
		{`is:open -`, CodeQueryBad, "9", "empty"},
		{`""`, CodeQueryBad, "1", "empty"},
		{`"a"b`, CodeQueryBad, "4", "after_quote"},
		{`channel:"a"b`, CodeQueryBad, "12", "after_quote"},
		{"a\x00b", CodeQueryBad, "2", "control"},
		{"a\xffb", CodeQueryBad, "2", "control"},
		{strings.Repeat("x ", MaxQuery), CodeQueryBad, "4001", "long"},
		{"is:open,answered", CodeQueryBad, "1", "either"},
		{"a is:edited,noted", CodeQueryBad, "3", "either"},
		{"-is:overdue", CodeQueryBad, "1", "not"},
		{"-due:2h", CodeQueryBad, "1", "not"},
		{"-thread:1", CodeQueryBad, "1", "not"},
		{"author:a author:b", CodeQueryBad, "10", "twice"},
	} {
		_, err := ParseQuery(tc.in)
		var e *Error
		if !errors.As(err, &e) || e.Code != tc.code || e.Args["at"] != tc.at {
			t.Errorf("%.40q: got %v, want %s at %s", tc.in, err, tc.code, tc.at)
			continue
		}
		if got := e.Args[map[Code]string{CodeQueryField: "field", CodeQueryValue: "got", CodeQueryBad: "what"}[tc.code]]; got != tc.what {
			t.Errorf("%.40q: got %q, want %q (%v)", tc.in, got, tc.what, err)
		}
	}
}

func TestUnknownFieldListsTheFields(t *testing.T) {
	_, err := ParseQuery("farbe:rot")
	var e *Error
	if !errors.As(err, &e) || !strings.HasPrefix(e.Args["known"], "is, channel, role") {
		t.Errorf("got %v", err)
	}
}

// Every name in the table is read, in every spelling, and means one thing only.
func TestQueryTable(t *testing.T) {
	fields := map[string]string{}
	for _, f := range QueryFields() {
		for _, name := range append([]string{f.Name, f.German}, f.Aliases...) {
			if other, taken := fields[foldName(name)]; taken && other != f.Name {
				t.Errorf("field name %s is taken by %s", name, other)
			}
			fields[foldName(name)] = f.Name
		}
		values := map[string]string{}
		for _, v := range f.Values {
			for _, name := range append([]string{v.Name, v.German}, v.Aliases...) {
				if other, taken := values[foldName(name)]; taken && other != v.Name {
					t.Errorf("%s: value name %s is taken by %s", f.Name, name, other)
				}
				values[foldName(name)] = v.Name
				q, err := ParseQuery(f.German + ":" + name)
				if err != nil || q.Terms()[0].Values[0] != v.Name {
					t.Errorf("%s:%s gives %v, %v", f.German, name, q, err)
				}
			}
		}
		if len(f.Values) == 0 && f.Example == "" {
			t.Errorf("%s has neither values nor an example", f.Name)
		}
	}
	for _, l := range Labels() {
		if labelValues[l].Name != l.String() {
			t.Errorf("label %v stands at the place of %s", l, labelValues[l].Name)
		}
	}
	for _, w := range WorkStates() {
		if isFacts[w.String()].work != WorkSetOf(w) {
			t.Errorf("is:%v does not mean that state", w)
		}
	}
	for _, name := range visibilityNames {
		if _, err := ParseQuery("visibility:" + name); err != nil {
			t.Error(err)
		}
	}
}

func TestAndKeepsEachTermOnce(t *testing.T) {
	a, _ := ParseQuery("is:open label:claim")
	b, _ := ParseQuery("schlagloch is:open")
	if got := a.And(b).String(); got != "is:open label:claim schlagloch" {
		t.Error(got)
	}
	if got := a.And(b).Without(FieldLabel).String(); got != "is:open schlagloch" {
		t.Error(got)
	}
	if a.String() != "is:open label:claim" || !a.And(Query{}).Equal(a) || !(Query{}).IsZero() {
		t.Error("And changed its operands")
	}
}

func TestCheckFindsNamesTheHouseLacks(t *testing.T) {
	house := &House{Channels: []string{"mastodon"}, Roles: []Role{{ID: "press"}}, Persons: []Person{{ID: "ayse"}}}
	known := KnownOf(house, "de")
	for in, ok := range map[string]bool{
		"channel:mastodon role:press,none person:me,ayse": true,
		"channel:mastodn": false, "role:bauamt": false, "-person:otto": false,
	} {
		q, err := ParseQuery(in)
		if err != nil {
			t.Fatal(err)
		}
		if err := q.Check(known); (err == nil) != ok {
			t.Errorf("%s: %v", in, err)
		}
	}
}

// drawQuery makes a query out of random terms and drops the terms that may not
// stand beside the others. It keeps to few fields, so that terms meet.
func drawQuery(t *rapid.T) Query {
	var q Query
	few := rapid.SliceOfN(rapid.SampledFrom(queryFields), 2, 2).Draw(t, "fields")
	for range rapid.IntRange(0, 4).Draw(t, "terms") {
		f := rapid.SampledFrom(few).Draw(t, "field")
		term := Term{Field: f.Name, Not: rapid.Bool().Draw(t, "not")}
		for range rapid.IntRange(1, 3).Draw(t, "values") {
			if v := drawValue(t, &f); !(Term{Values: term.Values}).hasValue(v) {
				term.Values = append(term.Values, v)
			}
		}
		if f.Single {
			term.Values = term.Values[:1]
		}
		if term.misuse(q) == "" {
			q.terms = append(q.terms, term)
		}
	}
	return q
}

func (t Term) hasValue(v string) bool {
	for _, o := range t.Values {
		if o == v {
			return true
		}
	}
	return false
}

func drawValue(t *rapid.T, f *QueryField) string {
	if len(f.Values) > 0 && (!f.Open || rapid.Bool().Draw(t, "named")) {
		return rapid.SampledFrom(f.Values).Draw(t, "value").Name
	}
	switch f.Name {
	case FieldSince, FieldBefore, FieldDue:
		return rapid.SampledFrom([]string{"2h", "90min", "3d", "1w", "2026-11-01", "29.2.", "24.12.", "2026-11-20T07:30"}).Draw(t, "moment")
	case FieldLevel:
		return rapid.SampledFrom([]string{"E0+", "E3+", "E2"}).Draw(t, "level")
	case FieldLang:
		return rapid.SampledFrom([]string{"tr", "pt-br"}).Draw(t, "language")
	case FieldWave:
		return rapid.SampledFrom([]string{"7k3fq2", "000000"}).Draw(t, "wave")
	case FieldChannel, FieldRole, FieldPerson:
		return rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "name")
	case FieldClaim:
		return rapid.SampledFrom([]string{"4T7KQZ", "8ABC"}).Draw(t, "claim")
	}
	v := rapid.StringMatching(`[a-zäß „“”:,\\"@-]{1,8}`).Draw(t, "text")
	if v, ok := f.canonical(strings.TrimSpace(v)); ok {
		return v
	}
	return "x"
}

func TestPrintedQueriesReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := drawQuery(t)
		for _, lang := range []string{"en", "de"} {
			back, err := ParseQuery(q.Format(lang))
			if err != nil || !back.Equal(q) {
				t.Fatalf("%s: read back as %s, %v", q.Format(lang), back, err)
			}
		}
	})
}

func FuzzQuery(f *testing.F) {
	for _, s := range []string{
		"", "is:open", `ist:offen,neu -kanal:a "b c"`, "„x“ seit:2d", "stufe:>=E2 fällig:heute", `a\"b "\\"`, "--", `-"-"`, "text:a:b,c",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		CompleteQuery(s, len(s)/2, Known{Lang: "de"})
		q, err := ParseQuery(s)
		if err != nil {
			if CodeOf(err) == "" {
				t.Fatalf("an error without a code: %v", err)
			}
			return
		}
		for _, lang := range []string{"en", "de"} {
			printed := q.Format(lang)
			if len([]rune(printed)) > MaxQuery {
				return // quoting can make the longest queries too long
			}
			back, err := ParseQuery(printed)
			if err != nil || !back.Equal(q) {
				t.Fatalf("%q prints as %q and reads back as %q, %v", s, printed, back, err)
			}
		}
		now := time.Date(2026, 11, 22, 16, 0, 0, 0, time.UTC)
		if _, err := q.Bind(now, time.UTC, Person{ID: "ayse"}); err != nil {
			t.Fatalf("%q parses and does not bind: %v", s, err)
		}
	})
}
