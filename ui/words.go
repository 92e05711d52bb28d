package ui

import (
	"reflect"
	"strings"

	"lotse/ui/text"
)

// withKeys puts the keys that hold into the sentences that name them.
func withKeys(s *text.Screen, actions []Action) *text.Screen {
	out := *s
	m := Model{s: &out}
	var pairs []string
	for i := range actions {
		if a := &actions[i]; len(a.Keys) > 0 {
			pairs = append(pairs, "{"+a.ID+"}", m.keyName(a.Keys[0]))
		}
	}
	keys := strings.NewReplacer(pairs...)
	v := reflect.ValueOf(&out).Elem()
	for i := range v.NumField() {
		if f := v.Field(i); f.Kind() == reflect.String {
			f.SetString(keys.Replace(f.String()))
		}
	}
	return &out
}
