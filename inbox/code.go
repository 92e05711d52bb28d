package inbox

import (
	"maps"
	"slices"
)

// Codes of errors. The comment says what a person should do.
const (
	CodeUnknownName Code = "unknown_name" // use one of the listed names
)

// Codes lists every code, for the test that each has a sentence.
func Codes() []Code { return slices.Clone(codes) }

var codes = []Code{CodeUnknownName}

// IsRefusal reports whether the code is a rule's "no" (exit code 4) and not a fault.
func (c Code) IsRefusal() bool { return refusals[c] }

var refusals = map[Code]bool{}

func sortedKeys(m map[string]string) []string { return slices.Sorted(maps.Keys(m)) }
