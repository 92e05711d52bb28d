package text

import "lotse/inbox"

var channelsEN = map[inbox.Problem]string{
	inbox.ProblemRetryable:   "The channel is disturbed[ (HTTP {status})]. It will be tried again later.",
	inbox.ProblemThrottled:   "The channel allows no further calls right now[ (HTTP {status})].",
	inbox.ProblemAuth:        "The channel does not accept the token[ (HTTP {status})]. Store a new one.",
	inbox.ProblemPermission:  "The token lacks a permission for this[ (HTTP {status})].",
	inbox.ProblemGone:        "The post is no longer on the channel[ (HTTP {status})].",
	inbox.ProblemDuplicate:   "The channel says that it has this text already[ (HTTP {status})].",
	inbox.ProblemInvalid:     "The channel does not accept the content[ (HTTP {status})].",
	inbox.ProblemPolicy:      "The rules of the platform forbid this[ (HTTP {status})].",
	inbox.ProblemBudget:      "Our own call budget for this channel is used up.",
	inbox.ProblemUnsupported: "This channel cannot do that.",
	inbox.ProblemDecode:      "The channel's answer cannot be read[ (HTTP {status})]. Check the address of the server.",
	inbox.ProblemUnreachable: "The channel cannot be reached. Check the network and the address of the server.",
}

var nameKindsEN = map[string]string{
	"state": "a work state", "reply state": "the state of a reply", "template state": "the state of a template",
	"visibility": "a visibility", "retention": "a retention state", "audience": "an audience", "kind": "a kind", "price": "a price",
	"label": "a label", "level": "an escalation level", "latitude": "a level of latitude", "category": "a category",
	"reason": "a reason", "role": "a role", "person": "a person", "right": "a right", "placeholder": "a placeholder",
	"block": "a free block", "choice": "a choice", "variant": "a variant", "outcome": "an outcome", "claim state": "a state of a claim", "verdict": "a verdict", "order state": "a state of a measure", "measure": "a measure", "milder": "a weighing", "rule": "a rule", "decision": "a decision",
	"channel": "a channel", "topic": "a topic", "format": "a format", "field": "a field",
	"address": "form of address", "calendar": "a calendar", "land": "a Land", "language": "a language", "action": "an action", "theme": "a theme", "style": "a style", "color": "a colour", "view": "a view", "time_zone": "a time zone",
}

var missingEN = map[string]string{
	"sentence": "the sentence of the claim", "verdict": "the verdict", "": "The text", "reason": "The reason", "rule": "The rule of the netiquette", "question": "The question to the office", "note": "The note", "name": "The name",
}

var checksEN = map[string]string{
	"no_as_of": "a template of category K needs a placeholder for its as-of time (as_of)",
	"key":      "the key consists of letters, digits, - and _", "title": "the title is missing",
	"category": "the category is A, B, C, D or K", "approver": "it does not say who approves it",
	"validity":         "the validity is 12M, 14d or 6h, for example",
	"placeholder":      "a placeholder has no usable name, or one twice",
	"placeholder_type": "there is no such type of placeholder", "choices": "a choice has nothing to choose from",
	"block":               "a free block has no usable name, no length or a default that is too long",
	"unknown_placeholder": "a placeholder or block in the text is not described", "variants": "the text is missing",
	"variant_name": "a variant has no name, or one twice", "unused_placeholder": "a placeholder stands in no text",
	"brackets": "a bracket is not closed or holds no name", "empty": "the text is empty",
	"exclamation": "more than one exclamation mark", "capitals": "a word stands in capitals only",
	"as_of": "the as-of placeholder is missing in the text",
}

var queriesEN = map[string]string{
	"control": "a control character or broken text", "long": "the query is too long", "quote": "a quotation mark is not closed",
	"after_quote": "something follows the closing quotation mark", "empty": "a word is missing here",
	"single": "the field takes one value only", "not": "this cannot be negated",
	"either": "these values cannot be joined by a comma", "twice": "the field may stand once only",
}

var tomlEN = map[string]string{
	"string": "a text in quotes", "integer": "a number", "float": "a decimal number", "boolean": "true or false", "array": "a list in []", "table": "a section", "datetime": "a date and time",
}

var wantsEN = map[string]string{
	"percent":      "a whole number of per cent: weights 1 to 100, thresholds 20 to 95",
	"triage_word":  "a word of letters or digits, a * only at its beginning or end; a space instead of a hyphen",
	"triage_group": "the name of a group that exists or stands under [[group]]", "triage_gap": "a word before and after .., and .. twice in a line at most",
	"triage_short": "a line of 12 words at most", "triage_fewer": "a file of 2000 lines and words at most", "triage_groups": "one group less; there are 64 at most",
	"free_key": "a key that terminals and keyboards leave free",
	"":         "something else", "env": "the name of an environment variable", "graph_version": "a version such as v25.0", "https": "an address with https://", "id": "an id of letters, digits, - _ .", "host": "the name of a server such as neustadt.example", "unreserved": "a word that means nothing else in a query", "theme": "a theme, or the name of a file of letters, digits, - _", "hours": "hours such as \"08:00-12:00, 13:00-16:00\" that do not overlap or cross midnight", "date": "a day such as 2026-12-24", "duration": "a duration such as 20s, 30m, 4h or 14d", "integer": "a whole number", "money": "a sum in quotation marks such as \"12.50\"",
}
