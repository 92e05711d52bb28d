package cli_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"lotse/inbox"
	"lotse/ui"
	"lotse/ui/cli"
	"lotse/ui/text"
)

// twins names the command for each action of the screen.
var twins = map[string]string{
	"figures": "report", "longer": "report", "shorter": "report", "figure_channel": "report", "figure_open": "list",
	"open": "show", "preview": "show", "pane": "thread", "fold": "thread", "filter": "list", "poll": "poll", "label": "label", "assign": "assign",
	"take": "take", "give_back": "release", "escalate": "escalate", "level": "escalate", "note": "note", "answer_question": "note", "close": "close",
	"reopen": "reopen", "snooze": "snooze", "wait": "wait", "reveal": "show", "undo": "undo", "redo": "redo", "reply": "reply",
	"pick": "template list", "variant": "reply", "send": "reply", "reviews": "outbox list", "approve": "approve", "return": "return",
	"outbox": "outbox", "retry": "outbox retry", "post_by_hand": "outbox post", "pull_back": "outbox cancel", "settle": "outbox settle", "handover": "duty show",
	"prepare": "duty handover prepare", "acknowledge": "duty handover accept", "accept": "duty handover accept",
	"refuse": "duty handover refuse", "save_sheet": "duty handover show",
	"measure": "hide", "measures": "measures", "measure_agree": "measures agree", "measure_refuse": "measures cancel",
	"measure_pull": "measures cancel", "measure_settle": "measures settle",
	"claims": "claims list", "claim_yes": "claims match", "claim_no": "claims unmatch", "claim_report": "claims add", "claim_verdict": "claims verdict",
	"claim_release": "claims release", "claim_return": "claims return", "claim_stop": "claims stop", "claim_examine": "claims examine",
	"claim_edit": "claims edit", "claim_recall": "claims recall", "claim_close": "claims close", "claim_reopen": "claims reopen", "save_view": "counts", "waves": "waves", "help": "help", "channel_health": "doctor",
}

// screenOnly are actions that move about the screen, or about its text fields, and
// decide nothing.
const screenOnly = ` chart_next chart_prev urgent down up choose_down choose_up half_down half_up page_down page_up first last scroll_down scroll_up
	back next_part prev_part exact next_item prev_item mark mark_range mark_all view_1 view_2 view_3 view_4 view_5 view_6 view_7 view_8 view_9 view_next
	view_prev load_new count repeat command next_gap prev_gap edit
	complete external_editor browse copy_link copy_text palette suspend redraw quit tour `

func TestEveryActionOfTheScreenHasACommand(t *testing.T) {
	root := cli.New(cli.App{})
	seen := map[string]bool{}
	for _, a := range ui.Actions() {
		seen[a.ID] = true
		path, ok := twins[a.ID]
		if !ok {
			if !strings.Contains(strings.Join(strings.Fields(screenOnly), " ")+" ", a.ID+" ") {
				t.Errorf("action %s has no command", a.ID)
			}
			continue
		}
		has(t, root, path)
	}
	for id := range twins {
		if !seen[id] {
			t.Errorf("there is no action %s any more", id)
		}
	}
}

func has(t *testing.T, root *cobra.Command, path string) {
	t.Helper()
	if path == "help" {
		return // cobra adds it when a command line is run
	}
	cmd, rest, err := root.Find(strings.Fields(path))
	if err != nil || len(rest) > 0 || cmd == root {
		t.Errorf("there is no command %q", path)
	}
}

// acts names the command for each act of a session.
var acts = map[string]string{
	"AcceptHandover": "duty handover accept", "AddTemplate": "template import", "Approve": "approve", "Assign": "assign", "Cancel": "outbox cancel",
	"Close": "close", "Consent": "template approve", "Escalate": "escalate", "HandUp": "escalate", "GiveBack": "release", "Label": "label", "Note": "note",
	"PrepareHandover": "duty handover prepare", "Preview": "reply", "Propose": "template submit", "RecordExport": "export", "RecordImport": "import",
	"Redo": "redo", "RefuseHandover": "duty handover refuse", "Reopen": "reopen", "Retry": "outbox retry", "Return": "return", "Reveal": "show", "Survey": "report",
	"PostByHand": "outbox post", "SettleByHand": "outbox settle", "Snooze": "snooze", "Submit": "reply", "Take": "take", "Undo": "undo", "Wait": "wait", "Withdraw": "template withdraw",
	"Counts": "counts", "OnDuty": "duty show", "Page": "list", "PageBack": "list", "Item": "show", "AddStarter": "init", "Thread": "thread",
	"Order": "hide", "Quiet": "doctor", "Agree": "measures agree", "CancelOrder": "measures cancel", "SettleOrder": "measures settle", "OpenOrders": "measures",
	"Claims": "claims list", "FindClaim": "claims show", "ReportClaim": "claims add", "EditClaim": "claims edit", "ExamineClaim": "claims examine",
	"Rule": "claims verdict", "ReleaseRuling": "claims release", "ReturnRuling": "claims return", "Overtake": "claims stop", "CloseClaim": "claims close",
	"ReopenClaim": "claims reopen", "Match": "claims match", "Unmatch": "claims unmatch", "Recall": "claims recall", "ReopenRecalled": "claims recall",
	"TakeReview": "claims import",
	"Waves":      "waves", "Wave": "waves show", "CloseWave": "waves close",
	"Adopt": "triage import", "Forget": "triage forget", "Restore": "triage", "Outdated": "doctor", "Restored": "doctor", "RuleSet": "doctor",
}

// parts are what acts are made of: no command is missing for them.
const parts = " As ByAuthor Drafters Find FindOrder FindReply Lint LintBlock LintFree LintGap May MayAgree MayMeasure MayMeasureAny MayPost MayRelease Newer Offers PrivateIn SaveDraft Scope Search Wake " +
	" GoOn Habit OpenWaves LintReply SaveDraftAt ClaimNames ClaimNotes ClaimsOn MayRule Narrow Suggest VerdictEnds "

func TestEveryActOfASessionHasACommand(t *testing.T) {
	root := cli.New(cli.App{})
	session := reflect.TypeFor[*inbox.Session]()
	for i := range session.NumMethod() {
		name := session.Method(i).Name
		path, ok := acts[name]
		switch {
		case ok:
			has(t, root, path)
		case !strings.Contains(parts, " "+name+" "):
			t.Errorf("act %s has no command", name)
		}
	}
}

// Every command and flag has its words in both languages.
func TestEveryCommandIsDescribed(t *testing.T) {
	for _, lang := range text.Langs() {
		root := cli.New(cli.App{Environ: []string{"LANG=" + string(lang) + "_XX", "HOME=" + t.TempDir()}})
		var walk func(c *cobra.Command)
		walk = func(c *cobra.Command) {
			if c.Short == "" {
				t.Errorf("%s: %s has no words", lang, c.CommandPath())
			}
			for _, table := range []string{c.LocalFlags().FlagUsages(), c.PersistentFlags().FlagUsages()} {
				for line := range strings.Lines(table) {
					if len(strings.Fields(line)) < 3 && !strings.Contains(line, "help") {
						t.Errorf("%s: %s: flag without words: %s", lang, c.CommandPath(), line)
					}
				}
			}
			for _, sub := range c.Commands() {
				walk(sub)
			}
		}
		walk(root)
	}
}
