package cli

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"lotse/inbox"
	"lotse/inbox/config"
	"lotse/inbox/safetext"
	"lotse/ui/text"
)

// channelTime bounds the check of one channel.
const channelTime = time.Minute

// check is one line of doctor's report.
type check struct {
	Area   string            `json:"area"` // config, store, outbox, or a channel's id
	Code   string            `json:"code"`
	Grade  string            `json:"grade"` // ok, warn, error
	Says   string            `json:"says"`
	Args   map[string]string `json:"args,omitempty"`
	Detail string            `json:"detail,omitempty"` // a server's own words
}

var grades = map[inbox.Grade]string{inbox.GradeOK: "ok", inbox.GradeWarn: "warn", inbox.GradeError: "error"}

// doctor collects the report.
type doctor struct {
	*call
	worst   inbox.Grade
	channel bool // a channel failed
	err     error
}

func (d *doctor) report(area, code string, g inbox.Grade, says string, args map[string]string, detail string) {
	d.worst = max(d.worst, g)
	if d.json {
		d.err = errors.Join(d.err, d.object(check{area, code, grades[g], says, args, detail}))
		return
	}
	if detail != "" {
		says += " – " + detail
	}
	d.found(d.lang.Grade(g), area, says)
}

// found writes a line of the report: what is wrong and what to do about it must be
// read to its end, so it goes on below itself where the terminal is too narrow.
func (d *doctor) found(grade, area, says string) {
	const left = 10 + 2 + 12 + 2
	width := d.Terminal.Width - left
	if width < 20 { // no terminal, or one that is hopeless
		d.row(cell(grade, 10), cell(area, 12), cell(says, 0))
		return
	}
	for i, line := range safetext.Line(says).Wrap(width) {
		if i > 0 {
			grade, area = "", ""
		}
		d.row(cell(grade, 10), cell(area, 12), cell(line.String(), 0))
	}
}

func (d *doctor) failed(area string, err error) {
	d.report(area, string(inbox.CodeOf(err)), inbox.GradeError, d.sentence(err), nil, "")
}

func (c *call) doctorCommand() *cobra.Command {
	return c.command("doctor", "[CHANNEL...]", cobra.ArbitraryArgs, func(ctx context.Context, args []string) error {
		cfg, err := c.config()
		if err != nil {
			return err // a broken config is told with its lines, and nothing else can be looked at
		}
		d := &doctor{call: c}
		d.report("config", "config", inbox.GradeOK, fmt.Sprintf(c.say.ConfigFine, clean(cfg.File)), nil, "")
		ids, err := c.chosen(args)
		if err != nil {
			return err
		}
		desk := d.store(ctx)
		d.permissions(cfg)
		var chans map[string]inbox.Channel
		var without map[string]error
		if desk != nil && desk.Channels != nil { // the made-up city brings its own
			chans = desk.Channels
		} else {
			chans, without = c.Backend.Channels(ctx, named(cfg, args), c.paths())
		}
		for _, ch := range cfg.Channels {
			if slices.Contains(ids, ch.ID) {
				d.oneChannel(ctx, desk, ch, chans[ch.ID], without[ch.ID])
			}
		}
		switch {
		case d.err != nil:
			return d.err
		case ctx.Err() != nil:
			return ctx.Err()
		case d.channel:
			return &quietError{ExitChannel}
		case d.worst == inbox.GradeError:
			return &quietError{ExitError}
		}
		return nil
	})
}

// named switches on the channels that were named: whoever asks for one by its name
// wants to know, although it is left alone otherwise.
func named(cfg *config.Config, ids []string) *config.Config {
	out := *cfg
	out.Channels = slices.Clone(cfg.Channels)
	for i := range out.Channels {
		out.Channels[i].Enabled = out.Channels[i].Enabled || slices.Contains(ids, out.Channels[i].ID)
	}
	return &out
}

// store looks at the store, the person and the outbox. The desk is nil when the
// store cannot be opened; the channels are looked at all the same.
func (d *doctor) store(ctx context.Context) *inbox.Desk {
	desk, err := d.open(ctx, reads)
	if err != nil {
		d.failed("store", err)
		return nil
	}
	if err := d.Backend.CheckStore(ctx, desk.Store); err != nil {
		d.failed("store", err)
	} else {
		d.report("store", "store", inbox.GradeOK, fmt.Sprintf(d.say.StoreFine, clean(d.paths().Store())), nil, "")
	}
	if _, err := desk.As(d.person()); err != nil {
		d.report("person", string(inbox.CodeOf(err)), inbox.GradeWarn, d.sentence(err), nil, "")
	}
	d.assessments(ctx, desk)
	d.outbox(ctx, desk)
	return desk
}

func (d *doctor) oneChannel(ctx context.Context, desk *inbox.Desk, ch config.Channel, live inbox.Channel, why error) {
	told := map[string]bool{}
	defer func() {
		if desk != nil && ctx.Err() == nil {
			d.memory(ctx, desk, ch, told)
		}
	}()
	if !ch.Enabled {
		d.finding(ch.ID, "off", inbox.GradeOK)
	}
	if !ch.Token.IsZero() {
		print, err := d.Backend.TokenInfo(ctx, ch)
		if err != nil {
			d.failed(ch.ID, err)
			d.channel = true
			return
		}
		d.report(ch.ID, "token", inbox.GradeOK, fmt.Sprintf(d.say.TokenFine, clean(tokenPlace(ch.Token)), clean(print)), nil, "")
	}
	if live == nil {
		if why == nil {
			why = inbox.Fail(inbox.CodeNoChannel, "channel", ch.ID)
		}
		d.failed(ch.ID, why)
		d.channel = true
		return
	}
	checking, cancel := context.WithTimeout(ctx, channelTime)
	defer cancel()
	bad := false
	for _, f := range live.Check(checking) {
		bad = bad || f.Grade == inbox.GradeError
		told[f.Code] = true
		d.report(ch.ID, f.Code, f.Grade, text.Finding(d.lang, f), f.Args, clean(f.Detail))
	}
	d.channel = d.channel || bad
	if ch.Account != "" && !bad {
		d.account(checking, ch, live)
	}
}

// account compares the account behind the token with the one that the config
// expects. An answer that does not come has been told already.
func (d *doctor) account(ctx context.Context, ch config.Channel, live inbox.Channel) {
	who, err := live.Whoami(ctx)
	if err != nil || sameAccount(ch.Account, who, ch.Server) {
		return
	}
	args := map[string]string{"want": ch.Account, "got": who.Handle}
	d.report(ch.ID, "account", inbox.GradeWarn, fmt.Sprintf(d.say.OtherAccount, clean(who.Handle), clean(ch.Account)), args, "")
}

// sameAccount takes "@stadt", "stadt@server", an address or an id for the account.
func sameAccount(want string, who inbox.Account, server string) bool {
	plain := func(s string) string { return strings.ToLower(strings.TrimPrefix(strings.TrimSpace(s), "@")) }
	user, host, whole := strings.Cut(plain(want), "@")
	name, at, _ := strings.Cut(plain(who.Handle), "@")
	if want == who.ID || want == who.URL && want != "" {
		return true
	}
	if u, err := url.Parse(server); at == "" && err == nil {
		at = strings.ToLower(u.Host)
	}
	return user == name && (!whole || host == at)
}

func tokenPlace(t config.TokenSource) string {
	switch {
	case t.Env != "":
		return "$" + t.Env
	case t.File != "":
		return t.File
	case len(t.Cmd) > 0:
		return t.Cmd[0]
	}
	return "keyring"
}
