package cli

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"lotse/inbox"
	"lotse/inbox/config"
	"lotse/ui/text"
)

// What doctor tells without asking a channel: what lies in the outbox, who can read
// the files, and what earlier runs noted.

// finding reports by a code that has its sentence in package text; args come in
// pairs.
func (d *doctor) finding(area, code string, g inbox.Grade, args ...string) {
	f := inbox.Finding{Code: code, Grade: g, Args: map[string]string{}}
	for i := 0; i+1 < len(args); i += 2 {
		f.Args[args[i]] = args[i+1]
	}
	d.report(area, code, g, text.Finding(d.lang, f), f.Args, "")
}

// outbox tells of replies and measures that nobody knows the fate of, that failed,
// and that wait.
func (d *doctor) outbox(ctx context.Context, desk *inbox.Desk) {
	fine := true
	for _, c := range []struct {
		code   string
		grade  inbox.Grade
		states []inbox.ReplyState
	}{
		{"unclear", inbox.GradeWarn, []inbox.ReplyState{inbox.ReplyUnclear, inbox.ReplySending}},
		{"refused", inbox.GradeWarn, []inbox.ReplyState{inbox.ReplyRefused, inbox.ReplyVoid}},
		{"waiting", inbox.GradeOK, []inbox.ReplyState{inbox.ReplyInReview, inbox.ReplyReleased, inbox.ReplyQueued}},
	} {
		rs, err := desk.Store.Replies(ctx, c.states...)
		if err != nil {
			d.failed("outbox", err)
			return
		}
		if len(rs) > 0 {
			fine = fine && c.grade == inbox.GradeOK
			d.finding("outbox", c.code, c.grade, "count", strconv.Itoa(len(rs)), "since", d.stamp(rs[0].CreatedAt))
		}
	}
	os, err := desk.Store.Orders(ctx, inbox.OrderUnclear, inbox.OrderRefused, inbox.OrderVoid, inbox.OrderInReview)
	if err != nil {
		d.failed("outbox", err)
		return
	}
	if len(os) > 0 {
		fine = false
		d.finding("outbox", "measures", inbox.GradeWarn, "count", strconv.Itoa(len(os)))
	}
	if fine {
		d.report("outbox", "outbox", inbox.GradeOK, d.say.OutboxFine, nil, "")
	}
}

// permissions tells which of our files and folders others can get at. Tokens that
// the config names are looked at where they are read.
func (d *doctor) permissions(cfg *config.Config) {
	if runtime.GOOS == "windows" {
		return // there the user's own folder guards them
	}
	p, fine := d.paths(), true
	look := func(path string, open fs.FileMode, want string) {
		info, err := os.Stat(path)
		if err != nil || info.Mode().Perm()&open == 0 {
			return
		}
		fine = false
		d.finding("files", "mode", inbox.GradeWarn, "file", path, "mode", fmt.Sprintf("%04o", info.Mode().Perm()), "want", want)
	}
	look(cfg.File, 0o022, "600") // it holds no secret, but says where they are
	look(p.Data, 0o077, "700")
	look(p.State, 0o077, "700")
	look(p.Store(), 0o077, "600")
	kept, _ := filepath.Glob(filepath.Join(p.State, "token-*.json")) // the pattern is a good one
	for _, file := range kept {
		look(file, 0o077, "600")
	}
	if fine {
		d.finding("files", "mode", inbox.GradeOK)
	}
}

// memory tells what earlier runs noted of a channel. What its own check has told
// just now is not told again.
func (d *doctor) memory(ctx context.Context, desk *inbox.Desk, ch config.Channel, told map[string]bool) {
	id := ch.ID
	st, err := desk.Store.ChannelState(ctx, id)
	if err != nil {
		d.failed(id, err)
		return
	}
	now := d.Clock.Now()
	if st.Problem != "" {
		d.report(id, "last_try", inbox.GradeWarn, fmt.Sprintf(d.say.LastTry, d.lang.Problem(st.Problem), d.stamp(st.Since)), nil, "")
	}
	if st.Open {
		d.finding(id, "circuit", inbox.GradeWarn, "count", strconv.Itoa(st.Failures), "until", d.stamp(st.RetryAt))
	}
	if !st.LastGood.IsZero() {
		grade, code := inbox.GradeOK, "last_good"
		if ch.Enabled && now.Sub(st.LastGood) > staleAfter {
			grade = inbox.GradeWarn
		}
		d.report(id, code, grade, fmt.Sprintf(d.say.LastGood, d.stamp(st.LastGood)), nil, "")
	}
	if st.Reread.Late(now) {
		d.report(id, "reread_late", inbox.GradeWarn, fmt.Sprintf(d.say.RereadLate, d.stamp(st.Reread.Since)), nil, "")
	}
	if st.Reread.Within > 0 && st.Reread.Kept > 0 {
		d.report(id, "reread_kept", inbox.GradeWarn, fmt.Sprintf(d.say.RereadKept, st.Reread.Kept), nil, "")
	}
	if n := len(st.Gaps); n > 0 {
		g := st.Gaps[n-1]
		d.report(id, "gap", inbox.GradeWarn, fmt.Sprintf(d.say.Gaps, n, d.stamp(g.From), d.stamp(g.To), d.lang.Gap(g.Reason)), nil, "")
	}
	if n := len(st.Outages); n > 0 {
		o := st.Outages[n-1]
		d.finding(id, "outage", inbox.GradeOK, "count", strconv.Itoa(n), "from", d.stamp(o.From), "to", d.stamp(o.To))
	}
	if st.Unparsed > 0 && !told["unparsed"] {
		d.finding(id, "unparsed", inbox.GradeWarn, "count", strconv.Itoa(st.Unparsed))
	}
	d.vitals(&st, now, told)
	d.quiet(ctx, desk, id)
	d.authors(ctx, desk, id, told)
}

// staleAfter is how old the last good read of a channel that is switched on may be.
const staleAfter = 24 * time.Hour

// vitals tell how long the access holds and what is left of the budgets, where the
// channel has not said so itself.
func (d *doctor) vitals(st *inbox.ChannelState, now time.Time, told map[string]bool) {
	if days, warn := inbox.TokenDays(st.TokenEnds, now); warn && !told["token_expires"] && !told["grant"] {
		grade := inbox.GradeWarn
		if days < 1 {
			grade = inbox.GradeError
		}
		d.finding(st.Channel, "token_expires", grade, "days", strconv.Itoa(days))
	}
	for _, b := range st.Budgets {
		if told[b.Name] || told["rate"] || b.Limit <= 0 {
			continue
		}
		grade := inbox.GradeOK
		if b.Share() >= inbox.BudgetSlow {
			grade = inbox.GradeWarn
		}
		name := text.ScreenIn(d.lang).Calm.Budgets[b.Name]
		if name == "" {
			name = b.Name
		}
		d.finding(st.Channel, "budget", grade, "name", name, "percent", strconv.Itoa(int(b.Share()*100+0.5)))
	}
}

// quiet tells that less came in than usual.
func (d *doctor) quiet(ctx context.Context, desk *inbox.Desk, id string) {
	q, quiet, err := desk.Quiet(ctx, id)
	switch {
	case err != nil:
		d.failed(id, err)
	case quiet:
		d.finding(id, "quiet", inbox.GradeWarn, "since", d.stamp(q.Since), "usual", strconv.Itoa(q.Usual))
	}
}

// authorSample is how many of the latest texts are looked at for who wrote them.
const authorSample = 50

// authors tells how many of the latest texts came without a name: then nobody can
// be addressed politely, and a right may be missing.
func (d *doctor) authors(ctx context.Context, desk *inbox.Desk, id string, told map[string]bool) {
	if told["authors"] {
		return
	}
	p, err := desk.Store.Page(ctx, inbox.Filter{Channels: []string{id}, MustNot: inbox.FlagUnparsed}, "", authorSample)
	if err != nil {
		d.failed(id, err)
		return
	}
	nameless := 0
	for i := range p.Items {
		if a := &p.Items[i].Content.Author; strings.TrimSpace(a.Name+a.Handle) == "" {
			nameless++
		}
	}
	if nameless > 0 {
		d.finding(id, "nameless", inbox.GradeWarn, "missing", strconv.Itoa(nameless), "count", strconv.Itoa(len(p.Items)))
	}
}
