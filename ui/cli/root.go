package cli

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"charm.land/fang/v2"
	"github.com/spf13/cobra"

	"lotse/inbox/config"
	"lotse/ui/text"
)

// Execute runs one command line and gives its exit code. It has closed everything
// it opened when it returns.
func Execute(ctx context.Context, app App, args []string) int {
	c := &call{App: app}
	c.speak(c.early(args))
	root := c.root()
	root.SetArgs(guard(root, args))
	root.SetIn(app.In)
	root.SetOut(app.Out)
	root.SetErr(app.Err)
	err := c.execute(ctx, root, args)
	if err != nil {
		err = c.commandLine(err)
	} else {
		err = c.outcome
	}
	if ctx.Err() != nil && err != nil {
		err = context.Canceled // whatever it looked like, the person ended it
	}
	if closeErr := c.close(); err == nil {
		err = closeErr
	}
	if err != nil {
		c.fail(err)
	}
	return exitCode(err)
}

// New gives the tree of commands, for what walks it: man pages, completion, tests.
func New(app App) *cobra.Command {
	c := &call{App: app}
	c.speak(c.early(nil))
	return c.root()
}

// execute hands the tree to fang where there is a terminal to make helps pretty for.
// Elsewhere the plain templates serve, also screen readers.
func (c *call) execute(ctx context.Context, root *cobra.Command, args []string) error {
	if !c.Terminal.Out || c.Env("TERM") == "dumb" || c.Env("NO_COLOR") != "" || slices.Contains(args, "--plain") {
		return root.ExecuteContext(ctx)
	}
	return fang.Execute(ctx, root, fang.WithoutVersion(), fang.WithoutManpage(),
		fang.WithErrorHandler(func(io.Writer, fang.Styles, error) {}))
}

// early finds the language before the flags are read, for help and for errors in
// the flags: --lang, else the config's, else the locale's.
func (c *call) early(args []string) text.Lang {
	for i, a := range args {
		v, ok := strings.CutPrefix(a, "--lang=")
		if a == "--lang" && i+1 < len(args) {
			v, ok = args[i+1], true
		}
		if l, known := text.ParseLang(v); ok && known {
			return l
		}
	}
	home, file := after(args, "--home"), after(args, "--config")
	if cfg, err := config.Load(config.Locate(home, file).Config); err == nil {
		return text.Lang(cfg.House.Language)
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if l, ok := text.ParseLang(c.Env(name)); ok {
			return l
		}
	}
	return text.DE
}

func after(args []string, flag string) string {
	for i, a := range args {
		if v, ok := strings.CutPrefix(a, flag+"="); ok {
			return v
		}
		if a == flag && i+1 < len(args) {
			return args[i+1]
		}
	}
	return ""
}

func (c *call) root() *cobra.Command {
	root := &cobra.Command{
		Use: "lotse", SilenceErrors: true, SilenceUsage: true,
		Short: c.help("").Short, Long: c.help("").Long,
		Args: cobra.NoArgs,
		RunE: c.runs(func(ctx context.Context, _ []string) error { return c.screen(ctx) }),
	}
	root.SetUsageTemplate(c.say.UsageTemplate)
	root.SetHelpTemplate("{{with (or .Long .Short)}}{{. | trimTrailingWhitespaces}}\n\n{{end}}{{.UsageString}}")
	root.SetHelpCommand(c.helpCommand(root))
	f := root.PersistentFlags() // what is set already stays: a command may run in another (see demo)
	f.StringVar(&c.file, "config", c.file, c.flag("config"))
	f.StringVar(&c.home, "home", c.home, c.flag("home"))
	f.StringVar(&c.as, "as", c.as, c.flag("as"))
	f.StringVar(&c.language, "lang", c.language, c.flag("lang"))
	f.BoolVar(&c.json, "json", c.json, c.flag("json"))
	f.BoolVar(&c.plain, "plain", c.plain, c.flag("plain"))
	f.BoolP("help", "h", false, c.flag("help"))
	root.PersistentPreRunE = func(*cobra.Command, []string) error {
		if c.language != "" {
			l, ok := text.ParseLang(c.language)
			if !ok {
				return c.usage(c.say.FlagBadValue, c.language, "lang")
			}
			c.speak(l)
		}
		if c.plain {
			c.Terminal.Err = false
		}
		return nil
	}
	for i, g := range []struct {
		title    string
		commands []*cobra.Command
	}{
		{c.say.GroupLook, []*cobra.Command{c.listCommand(), c.showCommand(), c.threadCommand(), c.countsCommand(), c.wavesCommand(), c.orReport(c.reportCommand()), c.exportCommand()}},
		{c.say.GroupDecide, []*cobra.Command{
			c.labelCommand(), c.escalateCommand(), c.assignCommand(), c.takeCommand(), c.releaseCommand(), c.noteCommand(), c.closeCommand(), c.snoozeCommand(), c.waitCommand(), c.reopenCommand(), c.undoCommand(), c.redoCommand(),
		}},
		{c.say.GroupReply, []*cobra.Command{c.replyCommand(), c.approveCommand(), c.returnCommand(), c.outboxCommand(), c.templateCommand()}},
		{c.say.GroupMeasure, append(c.measureCommands(), c.claimsCommand())},
		{c.say.GroupDuty, []*cobra.Command{c.dutyCommand(), c.pollCommand(), c.sendCommand(), c.runCommand(), c.importCommand(), c.auditCommand()}},
		{c.say.GroupSetup, []*cobra.Command{c.demoCommand(), c.initCommand(), c.configCommand(), c.doctorCommand(), c.triageCommand(), c.manCommand(), c.versionCommand()}},
	} {
		id := fmt.Sprint(i)
		root.AddGroup(&cobra.Group{ID: id, Title: g.title})
		for _, cmd := range g.commands {
			cmd.GroupID = id
			root.AddCommand(cmd)
		}
	}
	c.completionCommand(root)
	c.completions(root)
	return root
}

func (c *call) helpCommand(root *cobra.Command) *cobra.Command {
	return c.command("help", "[COMMAND...]", cobra.ArbitraryArgs, func(_ context.Context, args []string) error {
		cmd, rest, err := root.Find(args)
		if err != nil || len(rest) > 0 {
			return c.usage(c.say.NoCommand, strings.Join(args, " "))
		}
		return cmd.Help()
	})
}

// command makes a command whose words stand in package text under its path.
func (c *call) command(path, args string, check cobra.PositionalArgs, run func(context.Context, []string) error) *cobra.Command {
	name := path[strings.LastIndexByte(path, ' ')+1:]
	cmd := &cobra.Command{
		Use: joinNonEmpty(" ", name, args, c.say.FlagsWord), Short: c.help(path).Short, Long: c.help(path).Long,
		Args: check, DisableFlagsInUseLine: true,
	}
	if run != nil {
		cmd.RunE = c.runs(run)
	} else {
		cmd.RunE = func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return c.usage(c.say.NoCommand, args[0])
			}
			return cmd.Help()
		}
	}
	return cmd
}

// runs keeps a command's error apart from those of the command line, which are all
// that cobra and fang may speak about.
func (c *call) runs(run func(context.Context, []string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		c.outcome = run(cmd.Context(), args)
		return nil
	}
}

func (c *call) help(path string) text.Help { return text.HelpIn(c.lang, path) }

// flag gives the words of a flag.
func (c *call) flag(name string) string { return text.FlagIn(c.lang, name) }

// guardMark stands before an argument that begins with a minus and is no flag.
// The system cannot hand over an argument that holds it.
const guardMark = "\x00"

// guard marks what looks like a flag and is none: labels to clear (-claim) and
// terms of a query to negate (-label:spam).
func guard(root *cobra.Command, args []string) []string {
	cmd, _, err := root.Find(args)
	if err != nil || cmd.Annotations["minus"] == "" {
		return args
	}
	out := make([]string, len(args))
	for i, a := range args {
		if a == "--" {
			copy(out[i:], args[i:])
			break
		}
		if len(a) > 2 && a[0] == '-' && a[1] != '-' {
			a = guardMark + a
		}
		out[i] = a
	}
	return out
}

func unguard(arg string) string { return strings.TrimPrefix(arg, guardMark) }
