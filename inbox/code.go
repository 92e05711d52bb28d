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
	CodeNoOrder     Code = "no_order"     //
	CodeNoClaim     Code = "no_claim"     //
	CodeNoWave      Code = "no_wave"      // the id names no wave

	// Store.
	CodeStoreInUse    Code = "store_in_use"    // another program has the file: args pid, user, since
	CodeStoreDamaged  Code = "store_damaged"   // restore a backup
	CodeStoreNewer    Code = "store_newer"     // update the program
	CodeStoreReadOnly Code = "store_read_only" // make the folder writable
	CodeStoreFull     Code = "store_full"      // free space on the disk
	CodeStoreClosed   Code = "store_closed"    //
	CodeStore         Code = "store"           // any other fault of the store
	CodeAuditBroken   Code = "audit_broken"    // the chain does not verify: args seq, event

	// Files that people write: the config and templates. Beside the args named
	// here a problem has its file, line and column.
	CodeFileRead   Code = "file_read"   // make the file readable: args file
	CodeFileWrite  Code = "file_write"  // make the folder writable: args file
	CodeFileSyntax Code = "file_syntax" // no TOML: args detail, in English
	CodeFileKey    Code = "file_key"    // no such option: args key, in, nearest, known
	CodeFileType   Code = "file_type"   // args key, want, got: names of TOML types
	CodeFileValue  Code = "file_value"  // args key, got, want
	CodeFileNeeds  Code = "file_needs"  // an option is missing: args key, in
	CodeFileTwice  Code = "file_twice"  // args key, got, line of the first
	CodeNoConfig   Code = "no_config"   // run `lotse init`: args file

	// Secrets. No arg ever holds one.
	CodeSecretClear   Code = "secret_clear"   // a secret stands in a file in clear: args key, use
	CodeSecretSources Code = "secret_sources" // more than one source: args channel, got
	CodeSecretMissing Code = "secret_missing" // args channel, source, name
	CodeSecretMode    Code = "secret_mode"    // others can read the file: args file, mode, fix
	CodeSecretCmd     Code = "secret_cmd"     // the command failed: args channel, cmd, why
	CodeSecretKeyring Code = "secret_keyring" // the keyring failed: args channel
	CodeLoginAddress  Code = "login_address"  // what was pasted is not the address after this login: args channel
	CodeNoLogin       Code = "no_login"       // the channel has no login in the browser: args channel
	CodeSecretFour    Code = "secret_four"    // it must be the four words of OAuth 1.0a: args channel

	// Rules.
	CodeOwnPost          Code = "own_post"
	CodeItemChanged      Code = "item_changed"
	CodeLeased           Code = "leased"
	CodeNotYourLease     Code = "not_your_lease"
	CodeEmptyText        Code = "empty_text"
	CodeReplyActive      Code = "reply_active"
	CodeBundleSelf       Code = "bundle_self"
	CodeSnoozePast       Code = "snooze_past"
	CodeNotDue           Code = "not_due"
	CodeAlreadyOpen      Code = "already_open"
	CodeNotOpen          Code = "not_open"
	CodeNotAsked         Code = "not_asked"
	CodeItemGone         Code = "item_gone"
	CodeWrongChannel     Code = "wrong_channel"
	CodeHashMismatch     Code = "hash_mismatch"
	CodeOwnRelease       Code = "own_release"
	CodeNoRelease        Code = "no_release"
	CodeReleaseExpired   Code = "release_expired"
	CodeStillUnclear     Code = "still_unclear"
	CodeNeedsPerson      Code = "needs_person"
	CodeReplyState       Code = "reply_state"
	CodeNotUndoable      Code = "not_undoable"
	CodeChangedSince     Code = "changed_since"
	CodeLeftHouse        Code = "left_house"
	CodeNothingToUndo    Code = "nothing_to_undo"
	CodeTemplateState    Code = "template_state"
	CodeTemplateNotYet   Code = "template_not_yet"
	CodeTemplateExpired  Code = "template_expired"
	CodeTemplateBad      Code = "template_bad"
	CodeTemplateSame     Code = "template_same"
	CodeTemplateLatitude Code = "template_latitude"
	CodeNotApprover      Code = "not_approver"
	CodeBadValidity      Code = "bad_validity"
	CodeHandoverState    Code = "handover_state"
	CodeNotYourHandover  Code = "not_your_handover"
	CodeLineOpen         Code = "line_open"
	CodeValueEmpty       Code = "value_empty"
	CodeValueLong        Code = "value_long"
	CodeValueBad         Code = "value_bad"
	CodeBlockLong        Code = "block_long"
	CodeBlockBad         Code = "block_bad"
	CodeNoRight          Code = "no_right"
	CodeNoPerson         Code = "no_person"
	CodePersonDisabled   Code = "person_disabled"
	CodeNoLatitude       Code = "no_latitude"
	CodeTooLong          Code = "too_long"
	CodeNoReplies        Code = "no_replies"
	CodeNotSummoned      Code = "not_summoned" // the platform lets a program answer only who mentioned the account: arg channel
	CodeNoLinks          Code = "no_links"     // the channel takes no links in replies: arg channel
	CodeByHand           Code = "by_hand"      // a person posts this reply, not the program
	CodeNotByHand        Code = "not_by_hand"  // the program posts this reply, not a person
	CodeNoChannel        Code = "no_channel"
	CodeAccessDead       Code = "access_dead" // nothing can be sent until the channel has a new access: args channel, since
	CodeQueryBad         Code = "query_bad"
	CodeQueryField       Code = "query_field"
	CodeQueryValue       Code = "query_value"
	CodeNotResponsible   Code = "not_responsible"
	CodeBatchTooLarge    Code = "batch_too_large"
	CodeSameWording      Code = "same_wording"
	CodeBadTime          Code = "bad_time"
	CodeNothingMatched   Code = "nothing_matched"
	CodeOrderState       Code = "order_state"
	CodeOrderActive      Code = "order_active"
	CodeMeasureUnfit     Code = "measure_unfit"     // args measure, visibility
	CodeNoMeasure        Code = "no_measure"        // the channel has no such thing: args measure, channel
	CodeClaimState       Code = "claim_state"       // args claim, state
	CodeClaimKnown       Code = "claim_known"       // args claim
	CodeClaimClosed      Code = "claim_closed"      // args claim
	CodeClaimBad         Code = "claim_bad"         // args what, max, got
	CodeClaimChanged     Code = "claim_changed"     // the verdict is another one or none: args claim
	CodeClaimExpired     Code = "claim_expired"     // args claim, until
	CodeClaimUnconfirmed Code = "claim_unconfirmed" // no person said that the item repeats the claim: args claim, template
	CodeHazardBulk       Code = "hazard_bulk"       // somebody may be in danger, so it is decided by itself: arg item
	CodeOnlyOwnThread    Code = "only_own_thread"   // only in conversations that we began: args measure, channel
	CodeNoAuthor         Code = "no_author"         // the channel did not say who wrote it: args measure, channel
	CodeWaveClosed       Code = "wave_closed"       //

	// What the desk learned.
	CodeLayerDamaged Code = "layer_damaged" // import it anew, or let it be learned anew: args part
	CodeLayerOther   Code = "layer_other"   // the file was made by another version of the triage
)

// Codes lists every code, for the test that each has a sentence.
func Codes() []Code { return slices.Sorted(maps.Keys(knownCodes)) }

var knownCodes = map[Code]bool{
	CodeUnknownName: true, CodeBadID: true, CodeNoItem: true, CodeAmbiguous: true, CodeNoEvent: true,
	CodeNoReply: true, CodeNoTemplate: true, CodeNoHandover: true, CodeNoOrder: true, CodeNoClaim: true, CodeNoWave: true,
	CodeStoreInUse: true, CodeStoreDamaged: true, CodeStoreNewer: true, CodeStoreReadOnly: true,
	CodeStoreFull: true, CodeStoreClosed: true, CodeStore: true, CodeAuditBroken: true,
	CodeFileRead: true, CodeFileWrite: true, CodeFileSyntax: true, CodeFileKey: true, CodeFileType: true, CodeFileValue: true,
	CodeFileNeeds: true, CodeFileTwice: true, CodeNoConfig: true,
	CodeSecretClear: true, CodeSecretSources: true, CodeSecretMissing: true, CodeSecretMode: true,
	CodeSecretCmd: true, CodeSecretKeyring: true, CodeSecretFour: true, CodeLoginAddress: true, CodeNoLogin: true,
	CodeOwnPost:          true,
	CodeItemChanged:      true,
	CodeLeased:           true,
	CodeNotYourLease:     true,
	CodeEmptyText:        true,
	CodeReplyActive:      true,
	CodeBundleSelf:       true,
	CodeSnoozePast:       true,
	CodeNotDue:           true,
	CodeAlreadyOpen:      true,
	CodeNotOpen:          true,
	CodeNotAsked:         true,
	CodeItemGone:         true,
	CodeWrongChannel:     true,
	CodeHashMismatch:     true,
	CodeOwnRelease:       true,
	CodeNoRelease:        true,
	CodeReleaseExpired:   true,
	CodeStillUnclear:     true,
	CodeNeedsPerson:      true,
	CodeReplyState:       true,
	CodeNotUndoable:      true,
	CodeChangedSince:     true,
	CodeLeftHouse:        true,
	CodeNothingToUndo:    true,
	CodeTemplateState:    true,
	CodeTemplateNotYet:   true,
	CodeTemplateExpired:  true,
	CodeTemplateBad:      true,
	CodeTemplateSame:     true,
	CodeTemplateLatitude: true,
	CodeNotApprover:      true,
	CodeBadValidity:      true,
	CodeHandoverState:    true,
	CodeNotYourHandover:  true,
	CodeLineOpen:         true,
	CodeValueEmpty:       true,
	CodeValueLong:        true,
	CodeValueBad:         true,
	CodeBlockLong:        true,
	CodeBlockBad:         true,
	CodeNoRight:          true,
	CodeNoPerson:         true,
	CodePersonDisabled:   true,
	CodeNoLatitude:       true,
	CodeTooLong:          true,
	CodeNoReplies:        true,
	CodeNotSummoned:      true,
	CodeNoLinks:          true,
	CodeByHand:           true,
	CodeNotByHand:        true,
	CodeNoChannel:        true,
	CodeAccessDead:       true,
	CodeQueryBad:         true,
	CodeQueryField:       true,
	CodeQueryValue:       true,
	CodeNotResponsible:   true,
	CodeBatchTooLarge:    true,
	CodeSameWording:      true,
	CodeBadTime:          true,
	CodeNothingMatched:   true,
	CodeOrderState:       true, CodeOrderActive: true, CodeMeasureUnfit: true, CodeNoMeasure: true,
	CodeClaimKnown: true, CodeClaimState: true, CodeClaimClosed: true, CodeClaimBad: true, CodeClaimChanged: true, CodeClaimExpired: true,
	CodeClaimUnconfirmed: true, CodeHazardBulk: true,
	CodeOnlyOwnThread: true, CodeNoAuthor: true, CodeWaveClosed: true,
	CodeLayerDamaged: true, CodeLayerOther: true,
}

// IsRefusal reports whether the code is a rule's "no", which a person can read
// and act upon, and not a fault. Commands exit with 4 for it.
func (c Code) IsRefusal() bool { return refusals[c] }

var refusals = map[Code]bool{
	CodeOwnPost:        true,
	CodeItemChanged:    true,
	CodeLeased:         true,
	CodeNotYourLease:   true,
	CodeEmptyText:      true,
	CodeReplyActive:    true,
	CodeBundleSelf:     true,
	CodeAlreadyOpen:    true,
	CodeNotOpen:        true,
	CodeNotAsked:       true,
	CodeItemGone:       true,
	CodeWrongChannel:   true,
	CodeHashMismatch:   true,
	CodeOwnRelease:     true,
	CodeNoRelease:      true,
	CodeReleaseExpired: true,
	CodeStillUnclear:   true,
	CodeNeedsPerson:    true,
	CodeReplyState:     true,
	CodeOrderState:     true, CodeOrderActive: true, CodeMeasureUnfit: true, CodeNoMeasure: true,
	CodeClaimKnown: true, CodeClaimState: true, CodeClaimClosed: true, CodeClaimBad: true, CodeClaimChanged: true, CodeClaimExpired: true,
	CodeClaimUnconfirmed: true, CodeHazardBulk: true,
	CodeOnlyOwnThread: true, CodeNoAuthor: true, CodeWaveClosed: true,
	CodeNotUndoable:      true,
	CodeChangedSince:     true,
	CodeLeftHouse:        true,
	CodeNothingToUndo:    true,
	CodeTemplateState:    true,
	CodeTemplateNotYet:   true,
	CodeTemplateExpired:  true,
	CodeTemplateBad:      true,
	CodeTemplateSame:     true,
	CodeTemplateLatitude: true,
	CodeNotApprover:      true,
	CodeHandoverState:    true,
	CodeNotYourHandover:  true,
	CodeLineOpen:         true,
	CodeValueEmpty:       true,
	CodeValueLong:        true,
	CodeValueBad:         true,
	CodeBlockLong:        true,
	CodeBlockBad:         true,
	CodeNoRight:          true,
	CodeNoPerson:         true,
	CodePersonDisabled:   true,
	CodeNoLatitude:       true,
	CodeTooLong:          true,
	CodeNoReplies:        true,
	CodeNotSummoned:      true,
	CodeNoLinks:          true,
	CodeByHand:           true,
	CodeNotByHand:        true,
	CodeAccessDead:       true,
	CodeNotResponsible:   true,
	CodeSameWording:      true,
}

func sortedKeys(m map[string]string) []string { return slices.Sorted(maps.Keys(m)) }

func itoa(n int) string { return strconv.Itoa(n) }
