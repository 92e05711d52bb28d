package cli

import (
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"lotse/inbox"
)

func (c *call) configCommand() *cobra.Command {
	cmd := c.command("config", "", cobra.NoArgs, nil)
	cmd.AddCommand(
		c.command("config check", "[FILE]", cobra.MaximumNArgs(1), func(ctx context.Context, args []string) error {
			if len(args) > 0 {
				c.file = args[0]
			}
			cfg, err := c.config()
			if err != nil {
				return err
			}
			if err := c.checkKeys(); err != nil {
				return err
			}
			mine, err := c.theme()
			if err != nil {
				return err
			}
			c.warnFaint(mine)
			for _, ch := range cfg.Channels {
				if ch.Enabled && !ch.Token.IsZero() {
					if _, err := c.Backend.TokenInfo(ctx, ch); err != nil {
						return err
					}
				}
			}
			if err := c.checkRules(); err != nil {
				return err
			}
			c.note(c.say.ConfigFine, clean(cfg.File))
			if file := c.paths().Rules(); exists(file) {
				c.note(c.say.RulesFine, clean(file))
			}
			return nil
		}),
		c.command("config path", "", cobra.NoArgs, func(context.Context, []string) error {
			p := c.paths()
			if c.json {
				return c.object(struct {
					Config string `json:"config"`
					Store  string `json:"store"`
					State  string `json:"state"`
					Themes string `json:"themes"`
				}{p.Config, p.Store(), p.State, p.Themes()})
			}
			c.line("%s\n%s\n%s\n%s", clean(p.Config), clean(p.Store()), clean(p.State), clean(p.Themes()))
			return nil
		}),
		c.command("config example", "", cobra.NoArgs, func(context.Context, []string) error {
			_, err := c.Out.Write(c.Example)
			return err
		}),
		c.tokenCommand(),
		c.loginCommand(),
	)
	return cmd
}

// tokenCommand keeps a token where the config says that the keyring has it. It is
// read from stdin and never from the command line, which others can see.
func (c *call) tokenCommand() *cobra.Command {
	return c.command("config token", "CHANNEL", cobra.ExactArgs(1), func(ctx context.Context, args []string) error {
		if _, err := c.config(); err != nil {
			return err
		}
		if _, err := c.chosen(args); err != nil {
			return err
		}
		token, err := c.askHidden(ctx, fmt.Sprintf(c.say.TokenAsk, args[0]))
		if err != nil {
			return err
		}
		if token == "" {
			return inbox.Fail(inbox.CodeSecretMissing, "channel", args[0], "source", "stdin")
		}
		if err := c.Backend.StoreToken(args[0], token); err != nil {
			return err
		}
		c.note(c.say.TokenStored, args[0])
		return nil
	})
}

// loginCommand logs in where a person allows the program in their browser. Nothing
// listens for the browser's way back: the person pastes the address they end up at.
func (c *call) loginCommand() *cobra.Command {
	return c.command("config login", "CHANNEL", cobra.ExactArgs(1), func(ctx context.Context, args []string) error {
		if _, err := c.config(); err != nil {
			return err
		}
		if _, err := c.chosen(args); err != nil {
			return err
		}
		ch, _ := c.cfg.Channel(args[0])
		if !ch.LogsIn() {
			return inbox.Fail(inbox.CodeNoLogin, "channel", args[0])
		}
		l, err := c.Backend.Login(ctx, ch, c.paths())
		if err != nil {
			return err
		}
		defer l.Close()
		c.note(c.say.LoginPage, clean(l.Page()))
		address, err := c.askHidden(ctx, c.say.LoginAsk)
		if err != nil {
			return err
		}
		if err := l.Finish(ctx, address); err != nil {
			return err
		}
		c.note(c.say.LoginDone, args[0], args[0])
		return nil
	})
}

// askHidden reads a line without showing it where the terminal can do so.
func (c *call) askHidden(ctx context.Context, question string) (string, error) {
	if c.Terminal.In && c.Terminal.Hidden != nil {
		fmt.Fprint(c.Err, question+": ")
		b, err := c.Terminal.Hidden(ctx)
		fmt.Fprintln(c.Err)
		return strings.TrimSpace(string(b)), err
	}
	return c.ask(ctx, question, "")
}

func (c *call) versionCommand() *cobra.Command {
	return c.command("version", "", cobra.NoArgs, func(context.Context, []string) error {
		if c.json {
			return c.object(struct {
				Version string `json:"version"`
			}{c.Version})
		}
		c.line("lotse %s", c.Version)
		return nil
	})
}

// exists tells whether a file is there, whatever can be said of it.
func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}
