package cli

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"lotse/ui/text"
)

// wording is one of cobra's messages and how we say it. What the pattern catches
// is put into our sentence.
type wording struct {
	theirs *regexp.Regexp
	ours   func(*text.CLI) string
}

// wordings are what cobra says about a command line, which has no types for it. A
// test provokes each, so that a new version cannot bring its English back.
var wordings = []wording{
	{regexp.MustCompile(`^required flag\(s\) "(.+)" not set$`), func(s *text.CLI) string { return s.FlagsMissing }},
	{regexp.MustCompile(`^at least one of the flags in the group \[(.+)\] is required$`), func(s *text.CLI) string { return s.FlagsOneOf }},
	{regexp.MustCompile(`^if any flags in the group \[.+\] are set none of the others can be; \[(.+)\] were all set$`), func(s *text.CLI) string { return s.FlagsNotBoth }},
	{regexp.MustCompile(`^unknown flag: --(.+)$`), func(s *text.CLI) string { return s.NoFlag }},
	{regexp.MustCompile(`^unknown shorthand flag: .+ in -(.+)$`), func(s *text.CLI) string { return s.NoShorthand }},
	{regexp.MustCompile(`^bad flag syntax: (.+)$`), func(s *text.CLI) string { return s.NoShorthand }},
	{regexp.MustCompile(`^flag needs an argument: (?:--|'.' in -)(.+)$`), func(s *text.CLI) string { return s.FlagNeedsValue }},
	{regexp.MustCompile(`^invalid argument "(.*)" for ".*?--(.+)" flag: `), func(s *text.CLI) string { return s.FlagBadValue }},
	{regexp.MustCompile(`^unknown command "(.+?)" for "`), func(s *text.CLI) string { return s.NoCommand }},
	{regexp.MustCompile(`^requires at least (\d+) arg\(s\), only received \d+$`), func(s *text.CLI) string { return s.ArgsAtLeast }},
	{regexp.MustCompile(`^accepts at most (\d+) arg\(s\), received \d+$`), func(s *text.CLI) string { return s.ArgsAtMost }},
	{regexp.MustCompile(`^accepts (\d+) arg\(s\), received \d+$`), func(s *text.CLI) string { return s.ArgsExactly }},
}

// commandLine says in the person's language what is wrong with a command line.
func (c *call) commandLine(err error) error {
	message, _, _ := strings.Cut(err.Error(), "\n") // what follows are suggestions
	for i, w := range wordings {
		m := w.theirs.FindStringSubmatch(message)
		if m == nil {
			continue
		}
		args := make([]any, 0, len(m)-1)
		for _, caught := range m[1:] {
			if i < 3 { // several flags, in cobra's own list
				caught = dashed(caught)
			}
			args = append(args, caught)
		}
		return c.usage(w.ours(c.say), args...)
	}
	return &usageError{err}
}

func (c *call) usage(format string, args ...any) error {
	return &usageError{errText(fmt.Sprintf(format, args...))}
}

// dashed writes the names of flags as they are typed.
func dashed(names string) string {
	var out []string
	for _, n := range strings.FieldsFunc(names, func(r rune) bool { return strings.ContainsRune(`", `, r) }) {
		out = append(out, "--"+n)
	}
	return strings.Join(out, ", ")
}

// completionCommand gives cobra's command for the shells our words.
func (c *call) completionCommand(root *cobra.Command) {
	root.SetCompletionCommandGroupID("4")
	root.InitDefaultCompletionCmd("completion")
	cmd, _, err := root.Find([]string{"completion"})
	if err != nil {
		return
	}
	cmd.Short, cmd.Long = c.help("completion").Short, c.help("completion").Long
	for _, sub := range cmd.Commands() {
		sub.Short = fmt.Sprintf(c.say.CompletionFor, sub.Name())
		sub.Long = sub.Short + "\n\n" + c.help("completion").Long
		sub.Use, sub.DisableFlagsInUseLine = sub.Name()+" "+c.say.FlagsWord, true
		if f := sub.Flags().Lookup("no-descriptions"); f != nil {
			f.Usage = c.flag("completion.no-descriptions")
		}
	}
}
