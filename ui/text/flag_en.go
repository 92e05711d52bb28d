package text

var flagsEN = map[string]string{
	"completion.no-descriptions": "without descriptions",
	"config":                     "configuration file", "home": "configuration and data below this folder", "as": "who you are (id of a person)",
	"lang": "language: de or en", "json": "one JSON object a line", "plain": "words only: no lines, no progress bars", "help": "help",
	"list.limit": "at most so many (0: all; 50 when not given, all with --json)", "thread.limit": "at most so many posts",
	"show.reveal": "show covered personal data; the log says so", "label.topic": "topic, two digits",
	"escalate.level": "E0 to E3", "escalate.reason": "reason; needed from E2 on", "escalate.to": "role that gets it at once", "assign.role": "responsible role", "assign.person": "responsible person",
	"assign.question": "question to the office", "assign.due": "due: 4h, “tomorrow 12:00”, 24.11.", "take.take-over": "also from somebody who is working on it",
	"note.answer": "answers the question that was asked", "close.reason": "reason", "close.lead": "lead item that this one follows (reason bundled)",
	"snooze.until": "until when", "wait.external": "for the citizen instead of an office",
	"reply.template": "template, with its version if wanted: T05 or T05/2", "reply.variant": "variant, by name or number", "reply.set": "placeholder: name=value",
	"reply.block": "free block: name=text", "reply.text": "free text", "reply.item-version": "version of the post that you read",
	"reply.dry-run": "only show", "approve.yes": "without asking, only together with --hash", "approve.hash": "beginning of the hash of the text that was read",
	"return.note": "note for the author", "settle.stands": "the reply stands on the channel", "settle.absent": "the reply is not on the channel",
	"settle.url": "address of the reply on the channel", "template.all": "withdrawn and replaced ones, too", "template.from": "valid from", "template.until": "valid until",
	"withdraw.reason": "reason", "handover.to": "who takes over", "handover.until": "end of the next shift", "handover.note": "notes",
	"handover.format": "text or markdown", "handover.ack": "acknowledged lines: 1,2,5-7", "handover.hash": "beginning of the hash of the protocol that was read",
	"handover.reason": "reason", "poll.once": "poll once", "send.once": "send once", "import.channel": "channel of all rows",
	"import.dry-run": "only check", "import.partial": "take the good rows even if others are bad", "export.format": "jsonl or csv",
	"export.output": "write to a new file", "audit.limit": "at most so many (0: all)", "audit.since": "since: 2h, 3d, yesterday",
	"init.town": "name of the town", "init.land": "Land, two letters (NW, BY …)", "init.time-zone": "time zone", "init.person": "person: id=Name:role,role (repeatable)",
	"init.channel": "id of the first channel", "init.channel-kind": "kind of the channel", "init.channel-server": "address of the server", "init.channel-account": "expected account",
	"init.token-env": "environment variable with the token", "init.token-file": "file with the token", "init.token-cmd": "command that prints the token",
	"init.token-keyring": "token from the keyring", "init.no-templates": "make no templates",
}

var rowsEN = map[string]string{
	"file_too_large": "The file is too large.", "too_many_rows": "The file has too many rows.", "file_empty": "The file is empty.",
	"no_header": "The first line names no column for the text, or none for the date.", "two_columns": "Two columns have names for the same.",
	"columns": "The row has more fields than the header.", "bad_quote": "A quotation mark is not doubled or not closed.",
	"bad_json": "This is no JSON object.", "bad_type": "The field has the wrong type of value.", "no_text": "The text is missing.", "text_too_long": "The text is too long.",
	"no_date": "The date is missing.", "bad_date": "The date cannot be read. Good are 24.11.2026 14:30 and 2026-11-24T14:30:00+01:00.",
	"date_range": "The date is before the year 2000.", "date_future": "The date is in the future.", "date_only": "Without a time of day; midnight is taken.",
	"dst_ambiguous": "The hour exists twice when the clocks change; the first is taken.", "dst_nonexistent": "The hour does not exist when the clocks change; one hour later is taken.",
	"bad_byte": "A character cannot be read and was replaced.", "unknown_name": "Unknown kind or audience; the strictest is assumed.",
	"duplicate_id": "The id was there before; the later row counts as an edit.", "unknown_column": "The column is not needed.",
}

var findingsEN = map[string]string{ //nolint:gosec // words about tokens, none of which is one
	"token": "The token is accepted[ for {account}][ on {server}].", "token.error": "The token is not accepted[: {problem:problem}][ (HTTP {status})].",
	"token_expires": "The token expires in {days} days.", "scope": "The token has the permissions it needs[: {scopes}].",
	"scope.warn": "The token lacks permissions for measures: {missing}.", "scope.error": "The token lacks permissions: {missing}.",
	"read": "Read: {what}.", "read.error": "Cannot be read: {what}[, {problem:problem}][ (HTTP {status})].", "window": "The server shows the latest {shown} notifications only.",
	"unparsed": "Posts that cannot be read: {count}.", "batch": "Reading in batches: {supported}.", "limit": "Replies up to {max} characters.",
	"policy": "The server drops no notifications[; kept back: {filtered}].", "policy.warn": "The server drops notifications: {dropped}.",
	"token.unreachable": "The server cannot be reached; the token was not checked.",
	"token.other":       "The token could not be checked: {problem:problem}[ (HTTP {status})].",
	"imports_only":      "This channel only takes files (“lotse import”); nothing is polled or sent here.",
	"filtered":          "Notifications kept back: {count}.", "rate": "Calls left: {remaining} of {limit}.",
	"skew": "The clocks agree[ (difference {skew})].", "skew.warn": "The server's clock differs: {skew}.", "skew.error": "A clock is wrong: difference {skew}.",
}
