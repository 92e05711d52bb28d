package cli

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"lotse/inbox/config"
)

// fieldCheck makes an answer what the config wants; false when it is none.
type fieldCheck func(string) (string, bool)

func matching(pattern string) fieldCheck {
	return func(s string) (string, bool) {
		s = strings.TrimPrefix(s, "@")
		ok, _ := regexp.MatchString(pattern, s)
		return s, ok
	}
}

var fieldChecks = map[string]fieldCheck{
	"server":    address,
	"feed":      address,
	"page":      matching(`^[0-9]{4,20}$`),
	"handle":    matching(`^(did:[a-z]+:[A-Za-z0-9._:-]+|([A-Za-z0-9-]+\.)+[A-Za-z][A-Za-z0-9-]+)$`),
	"instagram": matching(`^[A-Za-z0-9._]{1,30}$`),
	"client_id": matching(`^[\w.-]+\.apps\.googleusercontent\.[a-z]+$`),
	"monthly": func(s string) (string, bool) {
		s = strings.Replace(s, ",", ".", 1)
		v, err := strconv.ParseFloat(s, 64)
		return s, err == nil && v >= 0.01 && v <= 1e6
	},
	"token": secretWord,
	"env":   matching(`^[A-Za-z_][A-Za-z0-9_]*$`),
}

// address takes a host or an address and gives one with its scheme.
func address(s string) (string, bool) {
	if !strings.Contains(s, "://") {
		s = "https://" + s
	}
	s = strings.TrimRight(s, "/")
	u, err := url.Parse(s)
	ok := err == nil && u.User == nil && u.Host != "" && (u.Scheme == "https" || u.Scheme == "http") &&
		(strings.Contains(u.Host, ".") || u.Hostname() == "localhost") && !strings.ContainsAny(s, " \t")
	return s, ok
}

// secretWord takes what may be a token: no platform's is shorter, none has a space.
func secretWord(s string) (string, bool) { return s, len(s) >= 8 && !strings.ContainsAny(s, " \t") }

// usualStart is how the tokens of a kind begin, for a hint and no more.
var usualStart = map[string]string{"facebook": "EAA", "instagram": "IGAA", "youtube": "1//"}

// field asks for one thing and puts it into the channel.
func (g *guide) field(ctx context.Context, name string) (err error) {
	switch name {
	case "server", "feed":
		g.ch.Server, err = g.answer(ctx, name, g.f.server, "")
	case "page", "handle":
		g.ch.Account, err = g.answer(ctx, name, g.f.account, "")
	case "instagram":
		g.ch.Account, err = g.answer(ctx, name, g.f.account, "-")
	case "client_id":
		g.ch.ClientID, err = g.answer(ctx, name, g.f.clientID, "")
	case "monthly":
		var sum string
		if sum, err = g.answer(ctx, name, "", "20"); err == nil {
			g.ch.Spending.Monthly, err = strconv.ParseFloat(sum, 64)
		}
	case "enabled":
		g.ch.Enabled, err = g.agree(ctx, g.w.Ask["enabled"])
		if err == nil {
			err = g.kept.set(g.kind+".enabled", strconv.FormatBool(g.ch.Enabled))
		}
	case "secret", "secret_maybe":
		err = g.secret(ctx, name)
	default:
		err = g.token(ctx, name)
	}
	return err
}

// recall takes an answer of before an interruption; false where there is none, or
// where it is a secret, which is not kept among them.
func (g *guide) recall(name string) bool {
	was := g.kept.get(g.kind + "." + name)
	switch was {
	case "":
		return false
	case "-":
		was = ""
	}
	switch name {
	case "server", "feed":
		g.ch.Server = was
	case "page", "handle", "instagram":
		g.ch.Account = was
	case "client_id":
		g.ch.ClientID = was
	case "monthly":
		g.ch.Spending.Monthly, _ = strconv.ParseFloat(was, 64)
	case "enabled":
		g.ch.Enabled = was == "true"
	default:
		return false
	}
	g.note("   %s: %s", g.w.Ask[name], clean(was))
	return true
}

// answer asks until there is a good answer. One from a flag is not asked for. A dash
// stands for "none", where there may be none.
func (g *guide) answer(ctx context.Context, name, given, otherwise string) (string, error) {
	for {
		a := given
		if a == "" {
			was := g.kept.get(g.kind + "." + name)
			if was == "" {
				was = otherwise
			}
			shown := was
			if was == "-" {
				shown = ""
			}
			var err error
			if a, err = g.ask(ctx, g.w.Ask[name], shown); err != nil {
				return "", err
			}
			if a == "" {
				a = was
			}
		}
		if a == "-" && otherwise == "-" {
			return "", g.kept.set(g.kind+"."+name, "-")
		}
		v, ok := fieldChecks[name](a)
		if ok {
			return v, g.kept.set(g.kind+"."+name, v)
		}
		if given != "" {
			return "", &usageError{errors.New(g.w.Wrong[name])}
		}
		if a != "" {
			g.note("%s", g.wrap(g.w.Wrong[name]))
		}
	}
}

// token asks where the access token shall be kept, and for it where that is here.
func (g *guide) token(ctx context.Context, name string) error {
	if t := g.f.token(); !t.IsZero() {
		g.ch.Token = t
		return nil
	}
	file := g.ch.ID + ".token"
	g.note(g.w.KeepFile+"\n%s\n%s\n%s", clean(file), g.w.KeepRing, g.w.KeepEnv, g.w.KeepCmd)
	for {
		a, err := g.ask(ctx, g.w.Keep, "")
		if err != nil {
			return err
		}
		switch a {
		case "", "1":
			g.ch.Token = config.TokenSource{File: file}
			return g.keep(ctx, g.words(name), file)
		case "2":
			if err := g.ring(ctx, g.words(name)); err != nil {
				if errors.Is(err, context.Canceled) {
					return err
				}
				g.note("%s", g.sentence(err)) // no keyring here: another place then
				continue
			}
			g.ch.Token = config.TokenSource{Keyring: true}
			return nil
		case "3":
			v, err := g.asks(ctx, g.w.AskEnv, g.variable(), "env")
			g.ch.Token = config.TokenSource{Env: v}
			return err
		case "4":
			cmd, err := g.ask(ctx, g.w.AskCmd, "")
			if err != nil {
				return err
			}
			if words := config.SplitCommand(cmd); len(words) > 0 {
				g.ch.Token = config.TokenSource{Cmd: words}
				return nil
			}
		}
	}
}

// words are what the parts of a token are called: X has four.
func (g *guide) words(name string) []string {
	if name == "x" {
		return []string{g.w.Ask["x1"], g.w.Ask["x2"], g.w.Ask["x3"], g.w.Ask["x4"]}
	}
	return []string{g.w.Ask[name]}
}

func (g *guide) variable() string { return variableOf(g.ch.ID) }

// asks asks until the answer is good.
func (g *guide) asks(ctx context.Context, question, otherwise, check string) (string, error) {
	for {
		a, err := g.ask(ctx, question, otherwise)
		if err != nil {
			return "", err
		}
		if v, ok := fieldChecks[check](a); ok {
			return v, nil
		}
		g.note("%s", g.wrap(g.w.Wrong[check]))
	}
}

// hidden asks for the parts of a secret, none of which is shown. optional takes
// nothing for an answer; start is how such a secret usually begins.
func (g *guide) hidden(ctx context.Context, parts []string, optional bool, start string) (string, error) {
	var out []string
	for _, question := range parts {
		for {
			v, err := g.askHidden(ctx, question)
			if err != nil {
				return "", err
			}
			if v == "" && optional {
				return "", nil
			}
			if _, ok := secretWord(v); !ok {
				g.note("%s", g.wrap(g.w.Wrong["token"]))
				continue
			}
			if !strings.HasPrefix(v, start) {
				g.note("%s", g.wrap(fmt.Sprintf(g.w.TokenOdd, start)))
			}
			out = append(out, v)
			break
		}
	}
	return strings.Join(out, " "), nil
}

// keep puts a secret into a file beside the config. One that lies there already, as
// after an interruption, may stay.
func (g *guide) keep(ctx context.Context, parts []string, file string) error {
	path := filepath.Join(filepath.Dir(g.paths().Config), file)
	lies := false
	if info, err := os.Stat(path); err == nil && info.Size() > 1 {
		lies = true
		g.note(g.w.Lies, clean(path))
	}
	v, err := g.hidden(ctx, parts, lies, usualStart[g.kind])
	if err != nil || v == "" {
		return err
	}
	if err := g.Backend.KeepToken(g.ch.ID, path, v); err != nil {
		return err
	}
	g.note(g.w.TokenKept, clean(path))
	return nil
}

// ring puts the token into the keyring of the system.
func (g *guide) ring(ctx context.Context, parts []string) error {
	v, err := g.hidden(ctx, parts, false, usualStart[g.kind])
	if err != nil {
		return err
	}
	if err := g.Backend.StoreToken(g.ch.ID, v); err != nil {
		return err
	}
	g.note(g.say.TokenStored, clean(g.ch.ID))
	return nil
}

// secret asks for the secret of the app, which is never in the keyring.
func (g *guide) secret(ctx context.Context, name string) error {
	if !g.f.app.IsZero() {
		g.ch.Secret = g.f.app
		return nil
	}
	file := g.ch.ID + ".secret"
	path := filepath.Join(filepath.Dir(g.paths().Config), file)
	v, err := g.hidden(ctx, []string{g.w.Ask[name]}, name == "secret_maybe" || exists(path), "")
	if err != nil {
		return err
	}
	if v == "" {
		if exists(path) {
			g.ch.Secret = config.TokenSource{File: file}
		}
		return nil
	}
	g.ch.Secret = config.TokenSource{File: file}
	if err := g.Backend.KeepToken(g.ch.ID, path, v); err != nil {
		return err
	}
	g.note(g.w.TokenKept, clean(path))
	return nil
}

// secrets asks for all secrets of the channel once more.
func (g *guide) secrets(ctx context.Context) error {
	for _, s := range g.w.Kinds[g.kind].Steps {
		switch s.Field {
		case "token", "password", "refresh", "x", "secret":
			if err := g.field(ctx, s.Field); err != nil {
				return err
			}
		}
	}
	return nil
}

var notVariable = regexp.MustCompile(`[^A-Za-z0-9]+`)

// variableOf is the environment variable in which a channel's token is looked for
// where nothing else is said.
func variableOf(id string) string {
	return "LOTSE_" + strings.ToUpper(notVariable.ReplaceAllString(id, "_"))
}
