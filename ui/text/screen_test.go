package text

import (
	"reflect"
	"regexp"
	"slices"
	"testing"

	"lotse/inbox"
)

var gapsOfScreen = regexp.MustCompile(`%[a-z%]`)

// A sentence of the screen is there in every language and has the same gaps.
func TestScreenIsCompleteInEveryLanguage(t *testing.T) {
	for _, l := range Langs() {
		sameSentences(t, string(l), reflect.ValueOf(*ScreenIn(l)), reflect.ValueOf(*ScreenIn(DE)))
		for _, w := range inbox.WorkStates() {
			if n := len([]rune(ScreenIn(l).ShortWork[w])); n == 0 || n > 9 {
				t.Errorf("%s: the short word for %v has %d letters", l, w, n)
			}
		}
	}
}

// sameSentences holds a language against German, also in the structs that single
// screens have for their words.
func sameSentences(t *testing.T, at string, s, base reflect.Value) {
	t.Helper()
	for i := range s.NumField() {
		name, f, german := at+": "+s.Type().Field(i).Name, s.Field(i), base.Field(i)
		switch f.Kind() {
		case reflect.Struct:
			sameSentences(t, name, f, german)
		case reflect.String:
			if f.String() == "" {
				t.Errorf("%s is empty", name)
			}
			if a, b := gapsOfScreen.FindAllString(f.String(), -1), gapsOfScreen.FindAllString(german.String(), -1); !slices.Equal(a, b) {
				t.Errorf("%s has the gaps %v, German has %v", name, a, b)
			}
		default:
			if f.Len() == 0 || f.Len() != german.Len() {
				t.Errorf("%s has %d entries, German has %d", name, f.Len(), german.Len())
			}
			noneEmpty(t, name, f)
		}
	}
}
