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
	base := reflect.ValueOf(*ScreenIn(DE))
	for _, l := range Langs() {
		s := reflect.ValueOf(*ScreenIn(l))
		for i := range s.NumField() {
			name := s.Type().Field(i).Name
			if s.Field(i).Kind() != reflect.String {
				if s.Field(i).Len() != base.Field(i).Len() {
					t.Errorf("%s: %s has %d entries, German has %d", l, name, s.Field(i).Len(), base.Field(i).Len())
				}
				continue
			}
			if s.Field(i).String() == "" {
				t.Errorf("%s: %s is empty", l, name)
			}
			if a, b := gapsOfScreen.FindAllString(s.Field(i).String(), -1), gapsOfScreen.FindAllString(base.Field(i).String(), -1); !slices.Equal(a, b) {
				t.Errorf("%s: %s has the gaps %v, German has %v", l, name, a, b)
			}
		}
		for _, w := range inbox.WorkStates() {
			if n := len([]rune(ScreenIn(l).ShortWork[w])); n == 0 || n > 9 {
				t.Errorf("%s: the short word for %v has %d letters", l, w, n)
			}
		}
	}
}
