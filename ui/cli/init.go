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
		c.note(c.say.InitVacant, strings.Join(names, ", "))
	}
}

func (c *call) initCommand() *cobra.Command {
	var f initFlags
	cmd := c.command("init", "", cobra.NoArgs, func(ctx context.Context, _ []string) error {
		p := c.paths()
		if exists(p.Config) {
			return &usageError{errText(fmt.Sprintf(c.say.InitExists, clean(p.Config)))}
		}
		a, err := c.answers(ctx, &f)
		if err != nil {
			return err
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
		c.note("%s", c.say.InitNext)
		return nil
	})
	fl := cmd.Flags()
	fl.StringVar(&f.town, "town", "", c.flag("init.town"))
	fl.StringVar(&f.land, "land", "", c.flag("init.land"))
	fl.StringVar(&f.zone, "time-zone", "", c.flag("init.time-zone"))
	fl.StringArrayVar(&f.persons, "person", nil, c.flag("init.person"))
	fl.StringVar(&f.channel, "channel", "", c.flag("init.channel"))
	fl.StringVar(&f.kind, "channel-kind", "mastodon", c.flag("init.channel-kind"))
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

func (c *call) answers(ctx context.Context, f *initFlags) (a config.Answers, err error) {
	a = config.Answers{TimeZone: f.zone, Language: string(c.lang)}
	if a.Town, err = c.needs(ctx, f.town, c.say.AskTown, "", "--town"); err != nil {
		return a, err
	}
	if a.Land, err = c.needs(ctx, f.land, fmt.Sprintf(c.say.AskLand, strings.Join(config.Lands(), " ")), "", "--land"); err != nil {
		return a, err
	}
	a.Land = strings.ToUpper(a.Land)
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
	return a, c.channelAnswers(ctx, f, &a)
}

// channelAnswers adds the first channel, if any, and one that takes imports.
func (c *call) channelAnswers(ctx context.Context, f *initFlags, a *config.Answers) (err error) {
	if f.server == "" && f.channel == "" && c.Terminal.In {
		if f.server, err = c.ask(ctx, c.say.AskServer, ""); err != nil {
			return err
		}
	}
	if f.server != "" || f.channel != "" {
		if f.server != "" && !strings.Contains(f.server, "://") {
			f.server = "https://" + f.server
		}
		if f.channel == "" {
			f.channel = f.kind
		}
		if config.NeedsAccount(f.kind) {
			if f.account, err = c.needs(ctx, f.account, c.say.AskAccount, "", "--channel-account"); err != nil {
				return err
			}
		}
		token := config.TokenSource{Env: f.tokenEnv, File: f.tokenFile, Keyring: f.keyring}
		if f.tokenCmd != "" {
			token.Cmd = []string{f.tokenCmd}
		}
		variable := "LOTSE_" + strings.ToUpper(regexp.MustCompile(`[^A-Za-z0-9]+`).ReplaceAllString(f.channel, "_"))
		if token.IsZero() {
			token.Env = variable
		}
		if f.clientID != "" && f.app.IsZero() {
			f.app.Env = variable + "_APP"
		}
		a.Channels = append(a.Channels, config.Channel{
			ID: f.channel, Kind: f.kind, Server: f.server, Account: f.account, Token: token,
			Enabled:  f.kind != "x", // each of its calls costs money: somebody decides that first
			ClientID: f.clientID, Secret: f.app,
		})
	}
	a.Channels = append(a.Channels, config.Channel{ID: "import", Kind: "file", Enabled: true})
	return nil
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
