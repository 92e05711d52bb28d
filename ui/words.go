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
	fillKeys(reflect.ValueOf(&out).Elem(), keys)
	return &out
}

// fillKeys goes through the sentences, also those of a screen's own struct.
func fillKeys(v reflect.Value, keys *strings.Replacer) {
	for i := range v.NumField() {
		switch f := v.Field(i); f.Kind() {
		case reflect.String:
			f.SetString(keys.Replace(f.String()))
		case reflect.Struct:
			fillKeys(f, keys)
		case reflect.Map:
			if f.Type() == reflect.TypeFor[map[string]string]() {
				filled := make(map[string]string, f.Len()) // the base is every screen's
				for k, words := range f.Interface().(map[string]string) {
					filled[k] = keys.Replace(words)
				}
				f.Set(reflect.ValueOf(filled))
			}
		default: // lists name actions and keys themselves
		}
	}
}
