package cli

import (
	"context"
	"io"
	"strings"

	"github.com/spf13/cobra"
)

func (c *call) manCommand() *cobra.Command {
	return c.command("man", "", cobra.NoArgs, func(context.Context, []string) error {
		m := manual{call: c}
		m.page(c.root())
		_, err := io.WriteString(c.Out, m.b.String())
		return err
	})
}

// manual writes the tree of commands as a manual page in roff. It is made from
// the same words as the help, so it cannot tell another story.
type manual struct {
	*call
	b strings.Builder
}

func (m *manual) page(root *cobra.Command) {
	m.request("TH", "LOTSE", "1", "", "lotse "+m.Version, "Lotse")
	m.request("SH", "NAME")
	m.text("lotse - " + root.Short)
	m.request("SH", m.say.ManUsage)
	m.text("lotse " + m.say.ManCommand + " " + m.say.FlagsWord)
	m.request("SH", m.say.ManDescription)
	m.text(root.Long)
	m.request("SH", m.say.ManFlags)
	m.flags(root.PersistentFlags().FlagUsages())
	for _, g := range root.Groups() {
		m.request("SH", strings.ToUpper(g.Title))
		for _, cmd := range root.Commands() {
			if cmd.GroupID == g.ID {
				m.command(cmd)
			}
		}
	}
}

func (m *manual) command(cmd *cobra.Command) {
	if cmd.Hidden {
		return
	}
	m.request("SS", cmd.UseLine())
	m.text(cmd.Short)
	if cmd.Long != "" && cmd.Long != cmd.Short {
		m.request("PP")
		m.text(cmd.Long)
	}
	m.flags(cmd.NonInheritedFlags().FlagUsages())
	for _, sub := range cmd.Commands() {
		m.command(sub)
	}
}

// flags writes the table of flags as the help has it.
func (m *manual) flags(usages string) {
	if usages == "" {
		return
	}
	m.request("nf")
	for line := range strings.Lines(usages) {
		m.b.WriteString(roffEscape(strings.TrimRight(line, "\n")) + "\n")
	}
	m.request("fi")
}

// request writes a line that roff obeys.
func (m *manual) request(name string, args ...string) {
	m.b.WriteString("." + name)
	for _, a := range args {
		m.b.WriteString(` "` + roffEscape(a) + `"`)
	}
	m.b.WriteByte('\n')
}

// text writes lines that roff only sets. What is moved in stays as it is.
func (m *manual) text(s string) {
	for line := range strings.SplitSeq(s, "\n") {
		switch {
		case line == "":
			m.request("PP")
			continue
		case line[0] == ' ' || strings.HasPrefix(line, "Beispiel") || strings.HasPrefix(line, "Example"):
			m.request("br")
		}
		line = roffEscape(line)
		if line[0] == '.' || line[0] == '\'' {
			line = `\&` + line
		}
		m.b.WriteString(line + "\n")
	}
}

var roffEscaper = strings.NewReplacer(`\`, `\e`, "-", `\-`, `"`, `\(dq`)

func roffEscape(s string) string { return roffEscaper.Replace(s) }
