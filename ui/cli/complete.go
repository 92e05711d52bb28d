package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"lotse/inbox"
)

// completions makes the shell offer what the config and the field know. It never
// opens the store: a completion must not wait for it, nor hold it.
func (c *call) completions(root *cobra.Command) {
	flag := func(path, name string, offer func() []string) {
		cmd, _, err := root.Find(strings.Fields(path))
		if err != nil {
			panic("cli: " + err.Error()) // a command that is not there
		}
		err = cmd.RegisterFlagCompletionFunc(name, func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
			return offer(), cobra.ShellCompDirectiveNoFileComp
		})
		if err != nil {
			panic("cli: " + err.Error()) // a flag that is not there
		}
	}
	flag("", "as", c.offerPersons)
	flag("", "lang", func() []string { return []string{"de", "en"} })
	flag("assign", "role", c.offerRoles)
	flag("assign", "person", c.offerPersons)
	flag("duty handover prepare", "to", c.offerPersons)
	flag("duty handover prepare", "format", func() []string { return []string{"text", "markdown"} })
	flag("duty handover show", "format", func() []string { return []string{"text", "markdown"} })
	flag("escalate", "level", func() []string { return []string{"E0", "E1", "E2", "E3"} })
	flag("close", "reason", c.offerReasons)
	flag("waves close", "reason", c.offerWaveReasons)
	flag("reply", "template", c.offerTemplates)
	for _, m := range inbox.Measures() {
		if m.Restricts() && m != inbox.MeasureReport {
			flag(string(m), "rule", c.offerRules)
			flag(string(m), "milder", c.offerMilder)
		}
	}
	flag("import", "channel", c.offerChannels)
	flag("report", "channel", c.offerChannels)
	flag("demo", "story", func() []string { return c.Backend.Stories })
	flag("export", "format", func() []string { return []string{"jsonl", "csv"} })

	for _, name := range []string{"list", "export"} {
		c.argsOf(root, name, func(typed string) []string { return c.offerQuery(typed) })
	}
	c.argsOf(root, "label", offerLabels)
	for _, name := range []string{"poll", "send", "doctor", "config token"} {
		c.argsOf(root, name, func(string) []string { return c.offerChannels() })
	}
	for _, name := range []string{"template show", "template submit", "template approve", "template withdraw"} {
		c.argsOf(root, name, func(string) []string { return c.offerTemplates() })
	}
	for _, name := range []string{"outbox", "outbox list"} {
		c.argsOf(root, name, func(string) []string {
			names := make([]string, len(underWay))
			for i, s := range underWay {
				names[i] = s.String()
			}
			return names
		})
	}
}

func (c *call) argsOf(root *cobra.Command, path string, offer func(typed string) []string) {
	cmd, _, err := root.Find(strings.Fields(path))
	if err != nil {
		panic("cli: " + err.Error()) // a command that is not there
	}
	cmd.ValidArgsFunction = func(_ *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return offer(typed), cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace&noSpace(path)
	}
}

// noSpace keeps the cursor behind "is:", where a value follows.
func noSpace(path string) cobra.ShellCompDirective {
	if path == "list" || path == "export" {
		return cobra.ShellCompDirectiveNoSpace
	}
	return 0
}

func described(id, name string) string {
	if name = clean(name); name == "" || name == id {
		return id
	}
	return id + "\t" + name
}

func (c *call) offerRoles() []string {
	var out []string
	if cfg, err := c.config(); err == nil {
		for _, r := range cfg.House.Roles {
			out = append(out, described(r.ID, r.Name))
		}
	}
	return out
}

func (c *call) offerPersons() []string {
	var out []string
	if cfg, err := c.config(); err == nil {
		for _, p := range cfg.House.Persons {
			if !p.Disabled {
				out = append(out, described(p.ID, p.Name))
			}
		}
	}
	return out
}

func (c *call) offerChannels() []string {
	if cfg, err := c.config(); err == nil {
		return cfg.House.Channels
	}
	return nil
}

func (c *call) offerReasons() []string {
	var out []string
	for _, r := range inbox.CloseReasons() {
		out = append(out, described(string(r), c.lang.Reason(r)))
	}
	return out
}

func offerLabels(typed string) []string {
	sign := "+"
	if strings.HasPrefix(unguard(typed), "-") {
		sign = "-"
	}
	var out []string
	for _, l := range inbox.Labels() {
		out = append(out, sign+l.String())
	}
	return out
}

// offerTemplates knows the families that every desk starts with; those of the
// store would need the store.
func (c *call) offerTemplates() []string {
	var out []string
	for _, t := range starterTemplates() {
		out = append(out, described(t.Key, t.Title))
	}
	return out
}

func (c *call) offerQuery(typed string) []string {
	known := inbox.Known{Lang: string(c.lang)}
	if cfg, err := c.config(); err == nil {
		known = inbox.KnownOf(&cfg.House, string(c.lang))
	}
	var out []string
	runes := []rune(typed)
	for _, o := range inbox.CompleteQuery(typed, len(runes), known) {
		out = append(out, described(string(runes[:o.From])+o.Text, o.Label))
	}
	return out
}
