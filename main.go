// Command lotse is a moderation desk in the terminal for the social-media
// officers of towns and cities.
package main

import (
	"context"
	_ "embed"
	"errors"
	"io"
	"iter"
	"os"
	"os/signal"
	"os/user"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"syscall"
	"time"

	"golang.org/x/term"

	"lotse/adapters"
	"lotse/adapters/bluesky"
	"lotse/adapters/demo"
	"lotse/adapters/facebook"
	"lotse/adapters/feed"
	"lotse/adapters/file"
	"lotse/adapters/instagram"
	"lotse/adapters/mastodon"
	"lotse/adapters/secret"
	"lotse/adapters/transport"
	"lotse/adapters/x"
	"lotse/adapters/youtube"
	"lotse/inbox"
	"lotse/inbox/config"
	"lotse/inbox/triage"
	"lotse/inbox/triagefile"
	"lotse/inbox/wave"
	"lotse/store/bolt"
	"lotse/ui/cli"
)

//go:embed config.example.toml
var exampleConfig []byte

func main() { os.Exit(run(wiring{clock: adapters.Wall{}}, terminal(), os.Args[1:])) }

// run wires the program to this process and runs one command line.
func run(w wiring, t cli.Terminal, args []string) int {
	ctx, cancel := context.WithCancelCause(context.Background())
	defer cancel(nil)
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	go func() {
		got := <-signals
		signal.Stop(signals) // whoever interrupts twice means it
		if got != os.Interrupt {
			cancel(cli.ErrTerminated)
		}
		cancel(nil)
	}()
	return cli.Execute(ctx, cli.App{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Terminal: t, Environ: os.Environ(),
		Clock: w.clock, User: userName(), Version: version(), Example: exampleConfig, Backend: w.backend(),
	}, args)
}

func terminal() cli.Terminal {
	t := cli.Terminal{In: isTerminal(os.Stdin), Out: isTerminal(os.Stdout), Err: isTerminal(os.Stderr)}
	if t.Out {
		if width, _, err := term.GetSize(int(os.Stdout.Fd())); err == nil {
			t.Width = width
		}
	}
	if t.In {
		t.Hidden, t.Raw = readHidden, rawInput
	}
	return t
}

// readHidden reads a line without showing it. An interrupt puts the terminal back
// as it was.
func readHidden(ctx context.Context) ([]byte, error) {
	fd := int(os.Stdin.Fd())
	before, err := term.GetState(fd)
	if err != nil {
		return nil, err
	}
	type line struct {
		b   []byte
		err error
	}
	got := make(chan line, 1)
	go func() {
		b, err := term.ReadPassword(fd)
		got <- line{b, err}
	}()
	select {
	case l := <-got:
		return l.b, l.err
	case <-ctx.Done():
		return nil, errors.Join(ctx.Err(), term.Restore(fd, before))
	}
}

// rawInput lets keys come one by one. The screen does that itself; the line mode,
// which writes no sequence of any terminal, needs it done.
func rawInput() (restore func() error, err error) {
	fd := int(os.Stdin.Fd())
	before, err := term.MakeRaw(fd)
	return func() error { return term.Restore(fd, before) }, err
}

func isTerminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }

func userName() string {
	if u, err := user.Current(); err == nil {
		return u.Username
	}
	return os.Getenv("USER")
}

func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "unknown"
}

// wiring makes the parts of the program know each other. The clock is a part of
// it, so that tests can hold it still.
type wiring struct{ clock adapters.Clock }

func (w wiring) backend() cli.Backend {
	return cli.Backend{
		Open: w.open, Channels: w.channels, Demo: w.demo, Stories: demo.Stories(), Poll: w.poll, Send: w.send, Start: w.start,
		Assessor:   func() inbox.Assessor { return triage.New() },
		Rules:      func(file string) (cli.Rules, error) { return triagefile.Open(file) },
		Spotter:    spotter,
		ReadImport: readImport,
		WriteCSV:   func(to io.Writer, items iter.Seq2[*inbox.Item, error]) error { return file.WriteCSV(to, rows(items)) },
		VerifyAudit: func(ctx context.Context, s inbox.Store) (cli.AuditReport, error) {
			r, err := s.(*bolt.Store).VerifyAudit(ctx)
			return cli.AuditReport(r), err
		},
		CheckStore: func(ctx context.Context, s inbox.Store) error { return s.(*bolt.Store).Check(ctx) },
		TokenInfo: func(ctx context.Context, c config.Channel) (string, error) {
			t, err := token(ctx, c)
			return t.String(), err
		},
		StoreToken: func(channel, value string) error { return secret.Store(channel, secret.NewToken(value)) },
		KeepToken: func(channel, file, value string) error {
			return secret.Keep(channel, file, secret.NewToken(value))
		},
		Login: func(ctx context.Context, c config.Channel, p config.Paths) (cli.Login, error) {
			o, err := w.xConfig(ctx, c, p)
			if err != nil {
				return nil, err
			}
			l, err := x.NewLogin(o)
			if err != nil {
				return nil, err // and no login that is a nil of another type
			}
			return l, nil
		},
	}
}

// spotter looks for waves in what comes into a desk.
func spotter(d *inbox.Desk) inbox.Spotter {
	return wave.NewWatch(d.Store, d.House.Waves, d.House.Zone, d.Clock)
}

func (w wiring) open(ctx context.Context, path, user string, readOnly bool) (inbox.Store, error) {
	s, err := bolt.Open(ctx, bolt.Options{Path: path, User: user, ReadOnly: readOnly, Now: w.clock.Now})
	if err != nil {
		return nil, err // and no store that is a nil of another type
	}
	return s, nil
}

func token(ctx context.Context, c config.Channel) (secret.Token, error) {
	t := c.Token
	return secret.Resolve(ctx, secret.Source{Channel: c.ID, Env: t.Env, File: t.File, Cmd: t.Cmd, Keyring: t.Keyring})
}

func appSecret(ctx context.Context, c config.Channel) (secret.Token, error) {
	s := c.Secret
	return secret.Resolve(ctx, secret.Source{Channel: c.ID, Env: s.Env, File: s.File, Cmd: s.Cmd})
}

func (w wiring) channels(ctx context.Context, c *config.Config, p config.Paths) (map[string]inbox.Channel, map[string]error) {
	open, failed := map[string]inbox.Channel{}, map[string]error{}
	for _, ch := range c.Channels {
		if !ch.Enabled {
			continue
		}
		live, err := w.channel(ctx, ch, p)
		if err != nil {
			failed[ch.ID] = err
			continue
		}
		open[ch.ID] = live
	}
	return open, failed
}

func (w wiring) channel(ctx context.Context, c config.Channel, p config.Paths) (inbox.Channel, error) {
	switch c.Kind {
	case mastodon.Kind:
		t, err := token(ctx, c)
		if err != nil {
			return nil, err
		}
		return mastodon.New(mastodon.Config{
			ID: c.ID, Server: c.Server, Token: t.Reveal, BackTo: c.BackTo, Clock: w.clock,
			Transport: transport.Options{UserAgent: "lotse/" + version()},
		})
	case bluesky.Kind:
		t, err := token(ctx, c)
		if err != nil {
			return nil, err
		}
		return bluesky.New(bluesky.Config{
			ID: c.ID, Account: c.Account, Server: c.Server, Password: t.Reveal, Vault: secret.NewVault(p.State, c.ID), BackTo: c.BackTo,
			Clock: w.clock, Transport: transport.Options{UserAgent: "lotse/" + version()},
		})
	case feed.Kind:
		return feed.New(feed.Config{
			ID: c.ID, Address: c.Server, Clock: w.clock, Transport: transport.Options{UserAgent: "lotse/" + version()},
		})
	case youtube.Kind:
		return w.youtube(ctx, c, p)
	case x.Kind:
		return w.x(ctx, c, p)
	case facebook.Kind, instagram.Kind:
		return w.graph(ctx, c, p)
	case file.Kind:
		return file.NewChannel(c.ID), nil
	case "demo":
		for i, info := range demo.Config().Channels {
			if info.ID == c.ID {
				return demo.Town(w.clock)[i], nil
			}
		}
	}
	return nil, inbox.Fail(inbox.CodeNoChannel, "channel", c.ID)
}

func (w wiring) youtube(ctx context.Context, c config.Channel, p config.Paths) (inbox.Channel, error) {
	t, err := token(ctx, c)
	if err != nil {
		return nil, err
	}
	s, err := appSecret(ctx, c)
	if err != nil {
		return nil, err
	}
	return youtube.New(youtube.Config{
		ID: c.ID, ClientID: c.ClientID, Secret: s.Reveal, Token: t.Reveal, Server: c.Server, BackTo: c.BackTo, Clock: w.clock,
		Vault: secret.NewVault(p.State, c.ID), Transport: transport.Options{UserAgent: "lotse/" + version()},
	})
}

func (w wiring) x(ctx context.Context, c config.Channel, p config.Paths) (inbox.Channel, error) {
	o, err := w.xConfig(ctx, c, p)
	if err != nil {
		return nil, err
	}
	return x.New(o)
}

// xConfig takes the four keys of OAuth 1.0a, or a login of OAuth 2.0 where the
// config names its app.
func (w wiring) xConfig(ctx context.Context, c config.Channel, p config.Paths) (x.Config, error) {
	o := x.Config{
		ID: c.ID, Server: c.Server, BackTo: c.BackTo, Clock: w.clock,
		// What was spent is no token, so it has a file of its own: no id holds a "~".
		Monthly: c.Spending.Monthly, Prices: c.Spending.Prices, Spent: secret.NewVault(p.State, c.ID+"~budget"),
		ExpandAuthors: c.Spending.ExpandAuthors, SearchReplies: c.Spending.SearchReplies, AllowLinks: c.Spending.AllowLinks,
		Transport: transport.Options{UserAgent: "lotse/" + version()},
	}
	if c.LogsIn() {
		o.ClientID, o.Vault = c.ClientID, secret.NewVault(p.State, c.ID)
		if !c.Secret.IsZero() {
			s, err := appSecret(ctx, c)
			if err != nil {
				return o, err
			}
			o.ClientSecret = s.Reveal
		}
		return o, nil
	}
	t, err := token(ctx, c)
	if err != nil {
		return o, err
	}
	keys, err := x.ParseKeys(t.Reveal())
	if err != nil {
		return o, inbox.Fail(inbox.CodeSecretFour, "channel", c.ID).Because(err)
	}
	o.Keys = func() x.Keys { return keys }
	return o, nil
}

// graph opens a channel to Facebook or Instagram.
func (w wiring) graph(ctx context.Context, c config.Channel, p config.Paths) (inbox.Channel, error) {
	t, err := token(ctx, c)
	if err != nil {
		return nil, err
	}
	var proof func() string
	if !c.Secret.IsZero() {
		s, err := appSecret(ctx, c)
		if err != nil {
			return nil, err
		}
		proof = s.Reveal
	}
	o := transport.Options{UserAgent: "lotse/" + version()}
	if c.Kind == facebook.Kind {
		return facebook.New(facebook.Config{
			ID: c.ID, Server: c.Server, Version: c.Graph, Page: accountNumber(c.Account), Token: t.Reveal, AppSecret: proof,
			BackTo: c.BackTo, Clock: w.clock, Transport: o,
		})
	}
	kept := secret.NewVault(p.State, c.ID)
	return instagram.New(instagram.Config{
		ID: c.ID, Server: c.Server, Version: c.Graph, Account: accountNumber(c.Account), Token: t, AppSecret: proof, Vault: &kept,
		BackTo: c.BackTo, Clock: w.clock, Transport: o,
	})
}

// accountNumber gives an account where it is one by number: Facebook's login needs
// it. A name is only compared, by doctor.
func accountNumber(account string) string {
	if _, err := strconv.ParseUint(account, 10, 64); err != nil {
		return ""
	}
	return account
}

// demo builds the made-up city on a store of its own, which ends with it.
func (w wiring) demo(ctx context.Context, clock inbox.Clock, story string) (*cli.Demo, error) {
	play, ok := demo.Stage(clock, story)
	if !ok {
		return nil, inbox.Fail(inbox.CodeUnknownName, "kind", "story", "got", inbox.Quote(story))
	}
	home, err := os.MkdirTemp("", "lotse-demo-")
	if err != nil {
		return nil, err
	}
	store, err := w.open(ctx, filepath.Join(home, "inbox.db"), "demo", false)
	if err != nil {
		return nil, err
	}
	town := demo.Config()
	cfg := &config.Config{File: "demo", House: town.House, UI: config.DefaultUI()}
	d := &inbox.Desk{Store: store, House: &cfg.House, Clock: clock, Assessor: triage.New(), Channels: map[string]inbox.Channel{}}
	d.Spotter = spotter(d)
	for i, ch := range play.Channels {
		info := town.Channels[i]
		d.Channels[info.ID] = ch
		cfg.Channels = append(cfg.Channels, config.Channel{ID: info.ID, Kind: info.Kind, Enabled: true})
	}
	var beats []cli.Beat
	for _, b := range play.Beats {
		beats = append(beats, cli.Beat(b))
	}
	return &cli.Demo{Beats: beats, Thanks: play.Thanked, Desk: d, Config: cfg, Person: town.Person, Home: home, Close: func() error {
		err := store.Close()
		if removeErr := os.RemoveAll(home); err == nil {
			err = removeErr
		}
		return err
	}}, nil
}

func (w wiring) account(d *inbox.Desk, store inbox.Store, id string) adapters.Options {
	return adapters.Options{ID: id, Channel: d.Channels[id], Store: store, Assessor: d.Assessor, Spotter: d.Spotter, Clock: w.clock}
}

func (w wiring) poll(ctx context.Context, d *inbox.Desk, id string, progress func(int)) (cli.PollReport, error) {
	r, err := adapters.NewAccount(w.account(d, &counted{Store: d.Store, tell: progress}, id)).Poller.PollOnce(ctx)
	out := polled(r)
	if err != nil {
		out.Problem = err
	}
	return out, err
}

// counted tells how many texts have been taken in so far.
type counted struct {
	inbox.Store
	n    int
	tell func(int)
}

func (c *counted) Ingest(ctx context.Context, channel string, b inbox.Batch, now time.Time) (inbox.IngestResult, error) {
	res, err := c.Store.Ingest(ctx, channel, b, now)
	c.n += len(b.Observations)
	c.tell(c.n)
	return res, err
}

func polled(r adapters.Report) cli.PollReport {
	return cli.PollReport{
		Channel: r.Channel, New: r.New, Changed: r.Changed, Known: r.Known, Gone: r.Gone, Own: r.Own, Unparsed: r.Unparsed,
		Pages: r.Pages, Next: r.Next, Warnings: r.Warnings, More: r.More, Problem: problem("poll", r.Problem, r.Status, r.RetryAt),
	}
}

// problem gives the error of a report that only names its class.
func problem(op string, class inbox.Problem, status int, retryAt time.Time) error {
	if class == "" {
		return nil
	}
	return &inbox.ChannelError{Class: class, Status: status, Op: op, RetryAt: retryAt}
}

func (w wiring) send(ctx context.Context, d *inbox.Desk, id string) (cli.SendReport, error) {
	r, err := adapters.NewAccount(w.account(d, d.Store, id)).Sender.SendOnce(ctx)
	return sent(r), err
}

func sent(r adapters.SendReport) cli.SendReport {
	return cli.SendReport{
		Channel: r.Channel, Delivered: r.Delivered, Refused: r.Refused, Retried: r.Retried, Unclear: r.Unclear, Found: r.Found,
		Left: r.Left, Voided: r.Voided, Absent: r.Absent, Problem: problem("reply", r.Problem, 0, r.RetryAt), Next: r.Next, Replies: r.Replies,
	}
}

// engine runs the accounts of a desk.
type engine struct {
	accounts []*adapters.Account
	done     chan error
}

func (w wiring) start(ctx context.Context, d *inbox.Desk, c *config.Config, onPoll func(cli.PollReport), onSend func(cli.SendReport)) cli.Engine {
	e := &engine{done: make(chan error, 1)}
	for _, ch := range c.Channels {
		if d.Channels[ch.ID] == nil || ch.Kind == file.Kind {
			continue
		}
		o := w.account(d, d.Store, ch.ID)
		o.Every = ch.PollEvery
		if onPoll != nil {
			o.OnRead = func(r adapters.Report) { onPoll(polled(r)) }
		}
		if onSend != nil {
			o.OnSent = func(r adapters.SendReport) { onSend(sent(r)) }
		}
		e.accounts = append(e.accounts, adapters.NewAccount(o))
	}
	go func() { e.done <- adapters.Run(ctx, w.clock, e.accounts...) }()
	return e
}

func (e *engine) PollNow(context.Context) error {
	for _, a := range e.accounts {
		a.Poller.Nudge()
	}
	return nil
}

func (e *engine) Wait() error { return <-e.done }

func readImport(ctx context.Context, r io.Reader, o cli.ImportOptions) (cli.Import, error) {
	res, err := file.Read(ctx, r, o.Name, file.Options{Channel: o.Channel, Location: o.Zone, Partial: o.Partial, Now: o.Now})
	return cli.Import{
		Observations: res.Observations, Problems: rowProblems(res.Problems), Warnings: rowProblems(res.Warnings), Rows: res.Rows,
	}, err
}

func rowProblems(in []file.RowProblem) []cli.RowProblem {
	var out []cli.RowProblem
	for _, p := range in {
		out = append(out, cli.RowProblem(p))
	}
	return out
}

func rows(items iter.Seq2[*inbox.Item, error]) iter.Seq2[file.Row, error] {
	return func(yield func(file.Row, error) bool) {
		for it, err := range items {
			var row file.Row
			if err == nil {
				row = file.RowOf(it)
			}
			if !yield(row, err) {
				return
			}
		}
	}
}
