package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"lotse/inbox"
	"lotse/inbox/config"
	"lotse/inbox/templatefile"
	"lotse/ui/text"
)

// initFlags are the answers that may come as flags; what is missing is asked for
// where there is somebody to ask.
type initFlags struct {
	town, land, zone               string
	persons                        []string
	server, account, channel, kind string
	clientID                       string
	app                            config.TokenSource
	tokenEnv, tokenFile, tokenCmd  string
	keyring, noTemplates           bool
}

// startRoles are the roles a new desk has: those of everyday work, and those that
// must approve the templates to start with.
func startRoles() []string {
	out := []string{"editor", "lead", "press", "oncall", "office", "legal", "privacy", "order", "crisis"}
	for _, t := range starterTemplates() {
		for _, role := range t.Approver {
			if !slices.Contains(out, role) {
				out = append(out, role)
			}
		}
	}
	return out
}

// vacant says which roles must approve templates and are held by nobody yet.
func (c *call) vacant() {
	var names []string
	for _, role := range startRoles() {
		approves := slices.ContainsFunc(starterTemplates(), func(t inbox.Template) bool { return slices.Contains(t.Approver, role) })
		held := slices.ContainsFunc(c.cfg.House.Persons, func(p inbox.Person) bool { return slices.Contains(p.Roles, role) })
		if approves && !held {
			names = append(names, fmt.Sprintf("%s (%s)", c.lang.RoleName(role), role))
		}
	}
	if len(names) > 0 {
		c.note("%s", c.wrap(fmt.Sprintf(c.say.InitVacant, strings.Join(names, ", "))))
	}
}

func (c *call) initCommand() *cobra.Command {
	var f initFlags
	cmd := c.command("init", "", cobra.NoArgs, func(ctx context.Context, _ []string) error {
		p := c.paths()
		k, err := keptAt(filepath.Join(p.State, "init.json"))
		if err != nil {
			return err
		}
		if exists(p.Config) {
			return c.interrupted(c.addChannels(ctx, &f, k), k)
		}
		a, err := c.answers(ctx, &f, k)
		if err != nil {
			return c.interrupted(err, k)
		}
		raw := config.Render(a)
		cfg, err := config.Parse(p.Config, raw)
		if err != nil {
			return err
		}
		if err := writeConfig(p.Config, raw); err != nil {
			return err
		}
		if err := p.Make(); err != nil {
			return err
		}
		c.cfg = cfg
		c.note(c.say.InitWrote, clean(p.Config))
		if err := c.startTemplates(ctx, f.noTemplates); err != nil {
			return err
		}
		if !f.noTemplates {
			c.vacant()
		}
		if c.Terminal.In && !f.complete() {
			if err := c.guideChannels(ctx, &f, k); err != nil {
				return c.interrupted(err, k)
			}
		}
		k.drop()
		c.note("%s", c.wrap(c.say.InitNext))
		return nil
	})
	fl := cmd.Flags()
	fl.StringVar(&f.town, "town", "", c.flag("init.town"))
	fl.StringVar(&f.land, "land", "", c.flag("init.land"))
	fl.StringVar(&f.zone, "time-zone", "", c.flag("init.time-zone"))
	fl.StringArrayVar(&f.persons, "person", nil, c.flag("init.person"))
	fl.StringVar(&f.channel, "channel", "", c.flag("init.channel"))
	fl.StringVar(&f.kind, "channel-kind", "", c.flag("init.channel-kind"))
	fl.StringVar(&f.server, "channel-server", "", c.flag("init.channel-server"))
	fl.StringVar(&f.account, "channel-account", "", c.flag("init.channel-account"))
	fl.StringVar(&f.tokenEnv, "token-env", "", c.flag("init.token-env"))
	fl.StringVar(&f.tokenFile, "token-file", "", c.flag("init.token-file"))
	fl.StringVar(&f.tokenCmd, "token-cmd", "", c.flag("init.token-cmd"))
	fl.BoolVar(&f.keyring, "token-keyring", false, c.flag("init.token-keyring"))
	fl.StringVar(&f.clientID, "client-id", "", c.flag("init.client-id"))
	fl.StringVar(&f.app.Env, "secret-env", "", c.flag("init.secret-env"))
	fl.StringVar(&f.app.File, "secret-file", "", c.flag("init.secret-file"))
	fl.BoolVar(&f.noTemplates, "no-templates", false, c.flag("init.no-templates"))
	return cmd
}

// writeConfig makes the folder and the file, both for their owner only. It never
// replaces a file.
func writeConfig(path string, raw []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600) //nolint:gosec // the person's own config
	if err != nil {
		return err
	}
	_, err = file.Write(raw)
	if err == nil {
		err = file.Sync()
	}
	if closeErr := file.Close(); err == nil {
		err = closeErr
	}
	return err
}

// startTemplates makes the templates that come with the program drafts of the
// desk. Nobody of the house wrote them, so whoever sets up may approve them too.
func (c *call) startTemplates(ctx context.Context, without bool) error {
	if without {
		return nil
	}
	ts, err := templatefile.Starter()
	if err != nil {
		return err
	}
	d, err := c.open(ctx, decides)
	if err != nil {
		return err
	}
	made, err := d.AddStarter(ctx, ts)
	if err != nil {
		return err
	}
	c.note(c.say.TemplatesMade, text.Count(c.lang, made, text.NounTemplate), len(ts)-made)
	return nil
}

func (c *call) answers(ctx context.Context, f *initFlags, k *kept) (a config.Answers, err error) {
	a = config.Answers{TimeZone: f.zone, Language: string(c.lang)}
	if a.Town, err = c.needs(ctx, f.town, c.say.AskTown, k.get("town"), "--town"); err != nil {
		return a, err
	}
	if err := k.set("town", a.Town); err != nil {
		return a, err
	}
	if a.Land, err = c.land(ctx, f.land, k.get("land")); err != nil {
		return a, err
	}
	if err := k.set("land", a.Land); err != nil {
		return a, err
	}
	for _, id := range startRoles() {
		a.Roles = append(a.Roles, config.Answer{ID: id, Name: c.lang.RoleName(id)})
	}
	if len(f.persons) == 0 {
		name, err := c.needs(ctx, "", c.say.AskName, c.User, "--person")
		if err != nil {
			return a, err
		}
		f.persons = []string{idOf(c.User, name) + "=" + name}
	}
	for _, word := range f.persons {
		p, err := personOf(word)
		if err != nil {
			return a, err
		}
		for _, r := range p.Roles {
			if !slices.ContainsFunc(a.Roles, func(x config.Answer) bool { return x.ID == r }) {
				a.Roles = append(a.Roles, config.Answer{ID: r, Name: c.lang.RoleName(r)})
			}
		}
		a.Persons = append(a.Persons, p)
	}
	if f.named() && (!c.Terminal.In || f.complete()) {
		ch, err := c.flagChannel(f)
		if err != nil {
			return a, err
		}
		a.Channels = append(a.Channels, ch)
	}
	a.Channels = append(a.Channels, config.Channel{ID: "import", Kind: "file", Enabled: true})
	return a, nil
}

// land asks for the Land until it is one: a mistake would come out only when the
// whole file is read.
func (c *call) land(ctx context.Context, given, otherwise string) (string, error) {
	for {
		a, err := c.needs(ctx, given, fmt.Sprintf(c.say.AskLand, strings.Join(config.Lands(), " ")), otherwise, "--land")
		if err != nil {
			return "", err
		}
		if a = strings.ToUpper(a); given != "" || slices.Contains(config.Lands(), a) {
			return a, nil
		}
	}
}

// addChannels adds channels to a config that is there. All else of it is left alone.
func (c *call) addChannels(ctx context.Context, f *initFlags, k *kept) error {
	path := c.paths().Config
	if f.town != "" || f.land != "" || f.zone != "" || len(f.persons) > 0 || !f.named() && !c.Terminal.In {
		return &usageError{errText(fmt.Sprintf(c.say.InitExists, clean(path)))}
	}
	if _, err := c.config(); err != nil {
		return err
	}
	if c.Terminal.In && !f.complete() {
		c.note("%s", c.wrap(fmt.Sprintf(text.Guides(c.lang).Adds, clean(path))))
		if err := c.guideChannels(ctx, f, k); err != nil {
			return err
		}
		k.drop()
		c.note("%s", text.Guides(c.lang).Done)
		return nil
	}
	ch, err := c.flagChannel(f)
	if err != nil {
		return err
	}
	raw, _, err := c.with(ch)
	if err != nil {
		return err
	}
	if err := config.Replace(path, raw); err != nil {
		return err
	}
	said := text.Guides(c.lang).Added
	if !ch.Enabled {
		said = text.Guides(c.lang).AddedOff
	}
	c.note(said, clean(ch.ID))
	return nil
}

// with gives the config as it lies there now with one more channel.
func (c *call) with(ch config.Channel) ([]byte, *config.Config, error) {
	path := c.paths().Config
	raw, err := os.ReadFile(path) //nolint:gosec // the person's own config
	if err != nil {
		return nil, nil, err
	}
	return config.Add(path, raw, ch)
}

// named reports whether the flags say which channel is meant.
func (f *initFlags) named() bool { return f.channel != "" || f.kind != "" || f.server != "" }

// complete reports whether they say all that a channel needs, so that nothing is
// asked.
func (f *initFlags) complete() bool {
	kind := f.kindOf()
	return f.named() && (f.server != "" || kind != "mastodon" && kind != "feed") &&
		(!f.token().IsZero() || !config.NeedsToken(kind)) && (f.account != "" || !config.NeedsAccount(kind))
}

// kindOf is the kind they mean: named, or the id where that is a kind.
func (f *initFlags) kindOf() string {
	switch {
	case f.kind != "":
		return f.kind
	case slices.Contains(config.Kinds(), f.channel):
		return f.channel
	}
	return "mastodon"
}

// token is where they say that it is.
func (f *initFlags) token() config.TokenSource {
	t := config.TokenSource{Env: f.tokenEnv, File: f.tokenFile, Keyring: f.keyring}
	if f.tokenCmd != "" {
		t.Cmd = []string{f.tokenCmd}
	}
	return t
}

// flagChannel is the channel that the flags describe.
func (c *call) flagChannel(f *initFlags) (config.Channel, error) {
	kind, server, id := f.kindOf(), f.server, f.channel
	if server != "" && !strings.Contains(server, "://") {
		server = "https://" + server
	}
	if id == "" {
		id = kind
	}
	if config.NeedsAccount(kind) && f.account == "" {
		return config.Channel{}, &usageError{errText(fmt.Sprintf(c.say.InitNeeds, "--channel-account"))}
	}
	token, app := f.token(), f.app
	one := config.Channel{Kind: kind, ClientID: f.clientID, Token: token}
	login := one.LogsIn() // then there is no token to keep
	if token.IsZero() && config.NeedsToken(kind) && !login {
		token.Env = variableOf(id)
	}
	if f.clientID != "" && app.IsZero() && !login {
		app.Env = variableOf(id) + "_APP"
	}
	return config.Channel{
		ID: id, Kind: kind, Server: server, Account: f.account, Token: token,
		Enabled:  kind != "x", // each of its calls costs money: somebody decides that first
		ClientID: f.clientID, Secret: app,
	}, nil
}

// needs gives an answer from a flag, else from the person, who is asked until
// there is one.
func (c *call) needs(ctx context.Context, given, question, otherwise, flag string) (string, error) {
	if given != "" {
		return given, nil
	}
	if !c.Terminal.In {
		if otherwise != "" {
			return otherwise, nil
		}
		return "", &usageError{errText(fmt.Sprintf(c.say.InitNeeds, flag))}
	}
	for {
		a, err := c.ask(ctx, question, otherwise)
		if err != nil || a != "" {
			return a, err
		}
	}
}

// personOf reads "ayse=Ayse Yilmaz:editor,lead". Without roles it is an editor
// who leads, as in a town with one officer.
func personOf(word string) (inbox.Person, error) {
	id, rest, _ := strings.Cut(word, "=")
	name, roles, _ := strings.Cut(rest, ":")
	p := inbox.Person{ID: id, Name: name, Roles: []string{"editor", "lead"}}
	if roles != "" {
		p.Roles = strings.Split(roles, ",")
	}
	if id == "" {
		return p, &usageError{fmt.Errorf("--person %s: ayse=Ayse Yilmaz:editor,lead", word)}
	}
	if p.Name == "" {
		p.Name = id
	}
	return p, nil
}

var notID = regexp.MustCompile(`[^a-z0-9._-]+`)

// idOf makes an id of the user's name, else of the person's first name.
func idOf(user, name string) string {
	for _, s := range []string{user, name} {
		first, _, _ := strings.Cut(strings.TrimSpace(strings.ToLower(s)), " ")
		first = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss").Replace(first)
		if id := strings.Trim(notID.ReplaceAllString(first, ""), "-."); id != "" {
			return id
		}
	}
	return "me"
}
