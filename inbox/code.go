package inbox

import (
	"maps"
	"slices"
	"strconv"
)

// Codes of errors. The comment says what a person should do.
const (
	CodeUnknownName Code = "unknown_name" // use one of the listed names
	CodeBadID       Code = "bad_id"       // give an id as lists print it
	CodeNoItem      Code = "no_item"      // the id names no item of this desk
	CodeAmbiguous   Code = "ambiguous"    // give more characters of the id
	CodeNoEvent     Code = "no_event"     //
	CodeNoReply     Code = "no_reply"     //
	CodeNoTemplate  Code = "no_template"  //
	CodeNoHandover  Code = "no_handover"  //

	// Store.
	CodeStoreInUse    Code = "store_in_use"    // another program has the file: args pid, user, since
	CodeStoreDamaged  Code = "store_damaged"   // restore a backup
	CodeStoreNewer    Code = "store_newer"     // update the program
	CodeStoreReadOnly Code = "store_read_only" // make the folder writable
	CodeStoreFull     Code = "store_full"      // free space on the disk
	CodeStoreClosed   Code = "store_closed"    //
	CodeStore         Code = "store"           // any other fault of the store
	CodeAuditBroken   Code = "audit_broken"    // the chain does not verify: args seq, event
)

// Codes lists every code, for the test that each has a sentence.
func Codes() []Code { return slices.Sorted(maps.Keys(knownCodes)) }

var knownCodes = map[Code]bool{
	CodeUnknownName: true, CodeBadID: true, CodeNoItem: true, CodeAmbiguous: true, CodeNoEvent: true,
	CodeNoReply: true, CodeNoTemplate: true, CodeNoHandover: true,
	CodeStoreInUse: true, CodeStoreDamaged: true, CodeStoreNewer: true, CodeStoreReadOnly: true,
	CodeStoreFull: true, CodeStoreClosed: true, CodeStore: true, CodeAuditBroken: true,
}

func sortedKeys(m map[string]string) []string { return slices.Sorted(maps.Keys(m)) }

func itoa(n int) string { return strconv.Itoa(n) }
