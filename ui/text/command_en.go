package text

var commandsEN = map[string]string{
	"": "A moderation desk for the social-media officers of towns and cities", "list": "list items", "show": "show an item with everything about it",
	"thread": "show the conversation", "counts": "count what lies in each view", "report": "the figures of a period: what came in, how fast, why; never per person",
	"waves": "tell what comes in as a wave", "waves show": "show a wave with its items", "waves close": "close a wave with a reason; its items stay as they are",
	"export": "write items to a file",
	"label":  "set (+) and clear (-) labels", "escalate": "set the escalation level", "assign": "make a role or person responsible",
	"take": "take items on", "release": "give items back", "note": "write an internal note",
	"close": "close without an answer", "snooze": "lay up until a date", "wait": "set to waiting", "reopen": "open again",
	"undo": "take back your latest decision", "redo": "take back the latest undo",
	"reply": "answer from a template or in free text", "approve": "release another person's reply",
	"return": "send a reply back with a note", "outbox": "replies on their way out", "outbox list": "list replies",
	"outbox cancel": "pull back before it leaves", "outbox retry": "send again what is certainly not out",
	"outbox post":   "send a reply by hand: text and page",
	"outbox settle": "settle an unclear reply after a look at the channel",
	"like":          "like a text", "hide": "hide a text on its channel", "unhide": "show a hidden text again",
	"delete": "delete a text on its channel (two persons)", "block": "block an author (two persons)",
	"claims":         "known claims: what goes around and what the house says of it",
	"claims list":    "the claims with verdict, as-of time and validity",
	"claims show":    "one claim with everything",
	"claims add":     "report a claim",
	"claims edit":    "change sentence, wordings, sources, templates",
	"claims examine": "have an office examine it",
	"claims verdict": "give or propose a verdict",
	"claims release": "release a proposed verdict",
	"claims return":  "send a proposed verdict back",
	"claims stop":    "the verdict no longer holds: stop all that rests on it",
	"claims close":   "close a claim",
	"claims reopen":  "open a claim again",
	"claims match":   "match items with a claim",
	"claims unmatch": "items are not this claim",
	"claims recall":  "the answers under a verdict that no longer holds",
	"claims import":  "read other people's checks (ClaimReview) as sources",
	"claims export":  "write the verdicts in force as ClaimReview",
	"measures":       "open measures", "measures agree": "agree as the second person",
	"measures cancel": "withdraw, or say no as the second person", "measures settle": "settle an unclear measure after looking at the channel",
	"template": "reply templates", "template list": "list them", "template show": "show a version", "template check": "check files",
	"template import": "read files as drafts", "template export": "write the latest versions to files",
	"template submit": "submit a draft for approval", "template approve": "approve a version", "template withdraw": "withdraw a version at once",
	"duty": "duty and its handover", "duty show": "show who is on duty", "duty handover": "handover of duty",
	"duty handover prepare": "prepare a handover", "duty handover show": "show the protocol", "duty handover accept": "take over duty",
	"duty handover refuse": "refuse a handover", "poll": "read the channels now", "send": "send now what is due", "run": "poll and send without a screen",
	"import": "import comments from a file", "audit": "the log", "audit show": "show entries", "audit verify": "check that the log is consistent",
	"demo": "try it with a made-up city", "init": "set up", "config": "configuration", "config check": "check the configuration strictly",
	"config example": "print a configuration in which everything is explained", "config path": "show where everything lies", "config login": "log in with the browser (X with client_id)",
	"config token": "put a token into the keyring", "doctor": "check that everything is in order",
	"help": "help about a command", "completion": "print the completion for a shell",
	"triage stats": "show how well the triage knows the house's line", "triage export": "write what was learned, without texts, to a file", "triage import": "take over what another house learned", "triage forget": "forget what was learned",
	"triage rules": "show which rules fire too often", "triage example": "print a file of rules of your own with everything explained",
	"triage": "classify texts without keeping anything", "man": "print the manual page", "version": "show the version of the program",
}

var longEN = map[string]string{
	"": `Lotse fetches the comments and mentions of all channels into a file on this computer,
classifies them, assigns them and answers them from approved templates.

Without a command the screen opens. “lotse demo” lets you try everything without an
account.

Exit codes: 0 ok, 1 error, 2 usage or configuration, 3 store in use, 4 refused by a
rule, 5 a channel failed, 130 interrupted.`,
	"list": `Shows items, newest first; without a query those that are open (is:open), with "" all.

Examples: lotse list is:open channel:mastodon label:criticism
          lotse list role:press since:2d -label:spam "pothole"`,
	"show":  `Shows text, versions, labels with their reasons, replies and history. Personal data is covered, except with --reveal; the log says so then.`,
	"label": `Example: lotse label 4K7QZM +criticism -claim --topic 04`,
	"assign": `A specialist office needs a question, or it does not know what is wanted.

Example: lotse assign 4K7QZM --role office --question "Since when is the pothole known?" --due 4h`,
	"snooze": `Moments: 2h, 3d, "tomorrow 9:00", Monday, 24.11. 14:30, 2026-11-24T09:00.`,
	"reply": `Shows exactly the text that will appear, its length and whether it needs a release, and then submits it.
With --dry-run it only shows. Until the end of the undo window the reply can be pulled back.

Example: lotse reply 4K7QZM --template T05 --set link=https://www.neustadt.example/maengel`,
	"hide": `Only a person hides, never the program: with a rule, a reason and the weighing whether something milder would have done.
The reason stays internal. The weighing: tried (something milder did not help), unfit (would not help), urgent (no time), mildest (there is nothing milder).

Example: lotse hide 4K7QZM --rule insult --milder unfit --reason "insults our colleague"`,
	"delete":       `A deletion cannot be taken back. So a second person agrees: lotse measures agree.`,
	"approve":      `Shows the text beside the post and asks. In scripts: --yes --hash BEGINNING, with the hash from “lotse outbox --json”.`,
	"config login": `For channels that are logged into with a browser. Access is kept in the state folder (0600) and renews itself.`,
	"outbox post": `For replies that the channel takes from no program. Records that you send it now, prints the text and names the page. The program never sends it; the next poll finds it there.

Example: lotse outbox post KQ4M2Z | wl-copy`,
	"outbox settle":         `Look at the channel and say what you found: --stands when the reply is there, else --absent.`,
	"template approve":      `The approval is for exactly this version. It takes all roles that the template names; your own drafts are approved by another person.`,
	"duty handover accept":  `What is critical, due or unclear (sections A to C) is acknowledged one by one: line by line at the terminal, else with --ack 1,2,5-7. Accountability passes with the acceptance.`,
	"duty handover prepare": `Gathers what is open, critical, due, unclear, waiting and promised. You stay accountable until the other person accepts.`,
	"import":                `Reads JSON lines or CSV as spreadsheets write it. Importing the same file twice changes nothing. Without --partial a problem stops everything.`,
	"report": `With an id and --rule: reports the text to the platform (lotse report 4K7QZM --rule insult --milder unfit --reason …).
Else: Counts what came in during a period and what became of it: by channel, label, level, topic and time, how quickly
there was a reaction and an answer, what was filed or hidden for which reason. There is no number per person. Numbers
from 1 to 4 are covered. Without a period: the last 30 days.

Periods: 2026, 2026-Q3, 2026-09, 2026-W47, yesterday, 7d; --from and --to take the same, both days included.

Examples: lotse report 2026-Q3 --html report.html
          lotse report --from 2026-09-01 --to 2026-09-15 --channel mastodon`,
	"export":        `Writes JSON lines as “lotse list --json” does, or a table that no spreadsheet takes for formulas. Every export stands in the log.`,
	"triage stats":  `It learns from labels that people set, clear or leave. It is measured on decisions that were not known when it guessed. There is no number per person.`,
	"triage export": `Writes weights and hashed words, no texts and no names. Words that stood in fewer than five posts are missing. Whoever has the file may still guess what this house looks at.`,
	"triage import": `What is taken over counts at most as much as 50 decisions of your own, and less the more is decided here. To take it back: lotse triage forget --imported`,
	"triage forget": `Decisions up to now count no more, and the triage as shipped holds. Labels set on items stay. The log has it.`,
	"triage rules":  `Counts for each rule how many comments it has classified, how many of these somebody has judged, and for how many the label was taken back. Where these are enough it says what helps in triage.toml. No number is about a person.`,
	"triage": `Reads JSON lines {"id","text"} from a file or stdin and writes the classification of each, in the same order. With --home or --config the rules of your own in triage.toml in that folder hold, too.

With --restore: assesses the whole store anew, the newest items first. When stopped it goes on where it was. What people set or cleared stays.`,
	"demo": `Opens a made-up city with four channels and approved templates. Nothing is kept. --story chooses how it begins. With a command behind it, that one runs: lotse demo list is:open`,
	"init": `Asks for the town, Land and name, writes the configuration, makes the templates as drafts and then guides through each channel: what to make where, which rights, what it costs. Broken off? The next “lotse init” goes on. Where there is a configuration already, channels are only added. Everything can be given as a flag, too.

Examples: lotse init --channel facebook
          lotse init --channel website --channel-kind feed --channel-server https://your-town.example/comments/feed/`,
	"config token": `Reads the token from the keyboard or stdin. It never belongs into the configuration nor on the command line.`,
	"completion": `Prints a script with which the shell completes commands, flags and names.

Example for bash: source <(lotse completion bash)
For good: lotse completion bash > ~/.local/share/bash-completion/completions/lotse`,
	"doctor": `Checks configuration, store, outbox, and for each channel token, permissions, limits and clock with one read. Nothing is changed.`,
}
