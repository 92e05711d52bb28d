package cli

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"lotse/inbox"
	"lotse/inbox/safetext"
	"lotse/inbox/templatefile"
	"lotse/ui/text"
)

func (c *call) templateCommand() *cobra.Command {
	cmd := c.command("template", "", cobra.NoArgs, nil)
	cmd.AddCommand(
		c.templateList(), c.templateShow(), c.templateCheck(), c.templateImport(), c.templateExport(),
		c.templateSubmit(), c.templateApprove(), c.templateWithdraw(),
	)
	return cmd
}

// findTemplate finds a version; without a number it is the approved one, else the
// latest.
func findTemplate(ctx context.Context, s *inbox.Session, ref inbox.TemplateRef) (*inbox.TemplateVersion, error) {
	vs, err := s.Store.Templates(ctx)
	if err != nil {
		return nil, err
	}
	var found *inbox.TemplateVersion
	for i := range vs {
		v := &vs[i]
		if v.Key != ref.Key || ref.N != 0 && v.N != ref.N {
			continue
		}
		if found == nil || v.State == inbox.TemplateApproved || found.State != inbox.TemplateApproved {
			found = v
		}
	}
	if found == nil {
		return nil, inbox.Fail(inbox.CodeNoTemplate, "template", inbox.Quote(ref.String()))
	}
	return found, nil
}

// latestIn finds the latest version in one of the states; a command that moves a
// template on means the version that can be moved.
func latestIn(ctx context.Context, s *inbox.Session, word string, states ...inbox.TemplateState) (*inbox.TemplateVersion, error) {
	ref, err := templateRef(word)
	if err != nil {
		return nil, err
	}
	if ref.N == 0 {
		vs, err := s.Store.Templates(ctx)
		if err != nil {
			return nil, err
		}
		for i := range vs {
			if vs[i].Key == ref.Key && slices.Contains(states, vs[i].State) {
				ref.N = max(ref.N, vs[i].N)
			}
		}
	}
	return findTemplate(ctx, s, ref)
}

func (c *call) templateList() *cobra.Command {
	var all bool
	cmd := c.command("template list", "", cobra.NoArgs, func(ctx context.Context, _ []string) error {
		s, err := c.session(ctx, reads)
		if err != nil {
			return err
		}
		vs, err := s.Store.Templates(ctx)
		if err != nil {
			return err
		}
		for i := range vs {
			v := &vs[i]
			old := v.State == inbox.TemplateSuperseded || v.State == inbox.TemplateWithdrawn
			switch {
			case old && !all:
				continue
			case c.json:
				if err := c.object(v); err != nil {
					return err
				}
				continue
			}
			state := c.lang.TemplateState(v.State)
			if v.State == inbox.TemplateApproved {
				state += " " + c.say.UntilShort + " " + text.Day(c.lang, v.ValidUntil, c.zone())
				if v.Usable(c.Clock.Now()) != nil {
					state = c.say.Expired + " " + text.Day(c.lang, v.ValidUntil, c.zone())
				}
			}
			c.row(cell(v.Ref().String(), 8), cell(string(v.Category), 1), cell(v.Latitude.String(), 2), cell(v.Language, 2), cell(state, 32), cell(v.Title, 0))
		}
		return nil
	})
	cmd.Flags().BoolVar(&all, "all", false, c.flag("template.all"))
	return cmd
}

func (c *call) templateShow() *cobra.Command {
	return c.command("template show", "KEY", cobra.ExactArgs(1), func(ctx context.Context, args []string) error {
		s, err := c.session(ctx, reads)
		if err != nil {
			return err
		}
		ref, err := templateRef(args[0])
		if err != nil {
			return err
		}
		v, err := findTemplate(ctx, s, ref)
		if err != nil {
			return err
		}
		if c.json {
			return c.object(v)
		}
		c.templateText(s, v)
		return nil
	})
}

func (c *call) templateText(s *inbox.Session, v *inbox.TemplateVersion) {
	c.line("%s  %s", v.Ref(), clean(v.Title))
	c.field(c.say.State, c.lang.TemplateState(v.State))
	if v.State == inbox.TemplateApproved {
		c.field(c.say.Valid, c.stamp(v.ValidFrom)+" – "+c.stamp(v.ValidUntil))
	} else {
		c.field(c.say.Valid, v.Validity)
	}
	c.field(c.say.Category, c.lang.Category(v.Category).Name)
	c.field(c.say.Latitude, c.lang.Latitude(v.Latitude).Name)
	names := make([]string, len(v.Approver))
	for i, id := range v.Approver {
		names[i] = s.House.RoleName(id)
		for _, a := range v.Approvals {
			if a.By.Role == id {
				names[i] += " (" + s.House.PersonName(a.By.Person) + ", " + c.stamp(a.At) + ")"
			}
		}
	}
	c.field(c.say.Approvers, strings.Join(names, ", "))
	c.field(c.say.Hash, v.Hash.Short())
	c.field(c.say.Note, v.Note)
	for _, x := range v.Variants {
		c.line("\n%s", clean(x.Name))
		c.paragraph(safetext.Clean(x.Text))
	}
	if len(v.Placeholders)+len(v.Blocks) > 0 {
		c.line("")
	}
	for _, p := range v.Placeholders {
		c.row(cell("{"+p.Name+"}", 20), cell(p.Label+": "+joinNonEmpty(", ", c.lang.Input(p.Type), strings.Join(p.Choices, " | "), p.Example), 0))
	}
	for _, b := range v.Blocks {
		c.row(cell("["+b.Name+"]", 20), cell(b.Label+" (≤ "+text.Number(c.lang, b.Max)+"): "+b.Default, 0))
	}
}

func (c *call) templateCheck() *cobra.Command {
	return c.command("template check", "FILE|DIR...", cobra.MinimumNArgs(1), func(_ context.Context, args []string) error {
		n := 0
		for _, a := range args {
			ts, err := readTemplates(a)
			if err != nil {
				return err
			}
			n += len(ts)
		}
		c.note(c.say.TemplatesFine, text.Count(c.lang, n, text.NounTemplate))
		return nil
	})
}

// readTemplates reads a file, or all files of a folder.
func readTemplates(path string) ([]inbox.Template, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, inbox.Fail(inbox.CodeFileRead, "file", path).Because(err)
	}
	if info.IsDir() {
		return templatefile.LoadDir(os.DirFS(path))
	}
	data, err := os.ReadFile(path) //nolint:gosec // the person names the file
	if err != nil {
		return nil, inbox.Fail(inbox.CodeFileRead, "file", path).Because(err)
	}
	t, err := templatefile.Parse(filepath.Base(path), data)
	return []inbox.Template{t}, err
}

func (c *call) templateImport() *cobra.Command {
	return c.command("template import", "FILE|DIR...", cobra.MinimumNArgs(1), func(ctx context.Context, args []string) error {
		var all []inbox.Template
		for _, a := range args { // every file is read before the first version is made
			ts, err := readTemplates(a)
			if err != nil {
				return err
			}
			all = append(all, ts...)
		}
		s, err := c.session(ctx, decides)
		if err != nil {
			return err
		}
		return c.addTemplates(ctx, s, all)
	})
}

// addTemplates makes draft versions of what is new. What is there already stays.
func (c *call) addTemplates(ctx context.Context, s *inbox.Session, ts []inbox.Template) error {
	made, same := 0, 0
	for i := range ts {
		ref, err := s.AddTemplate(ctx, ts[i])
		switch {
		case inbox.CodeOf(err) == inbox.CodeTemplateSame:
			same++
			continue
		case err != nil:
			return err
		}
		made++
		if c.json {
			v, err := findTemplate(ctx, s, ref)
			if err != nil {
				return err
			}
			if err := c.object(v); err != nil {
				return err
			}
		}
	}
	if !c.json {
		c.note(c.say.TemplatesMade, text.Count(c.lang, made, text.NounTemplate), same)
	}
	return nil
}

func (c *call) templateExport() *cobra.Command {
	return c.command("template export", "DIR", cobra.ExactArgs(1), func(ctx context.Context, args []string) error {
		s, err := c.session(ctx, reads)
		if err != nil {
			return err
		}
		vs, err := s.Store.Templates(ctx)
		if err != nil {
			return err
		}
		vs = withoutWithdrawn(vs)
		if err := templatefile.WriteDir(args[0], vs); err != nil {
			return err
		}
		keys := map[string]bool{}
		for i := range vs {
			keys[vs[i].Key] = true
		}
		c.note(c.say.TemplatesWritten, text.Count(c.lang, len(keys), text.NounTemplate), clean(args[0]))
		return nil
	})
}

func (c *call) templateSubmit() *cobra.Command {
	return c.command("template submit", "KEY...", cobra.MinimumNArgs(1), func(ctx context.Context, args []string) error {
		s, err := c.session(ctx, decides)
		if err != nil {
			return err
		}
		for _, a := range args {
			v, err := latestIn(ctx, s, a, inbox.TemplateDraft)
			if err != nil {
				return err
			}
			if err := s.Propose(ctx, v.Ref()); err != nil {
				return err
			}
			if err := c.templateNow(ctx, s, v.Ref(), c.say.TemplateSubmitted); err != nil {
				return err
			}
		}
		return nil
	})
}

func (c *call) templateNow(ctx context.Context, s *inbox.Session, ref inbox.TemplateRef, format string) error {
	v, err := findTemplate(ctx, s, ref)
	if err != nil {
		return err
	}
	if c.json {
		return c.object(v)
	}
	c.note(format, ref, c.lang.TemplateState(v.State))
	return nil
}

func (c *call) templateApprove() *cobra.Command {
	var yes bool
	var hash, from, until string
	cmd := c.command("template approve", "KEY", cobra.ExactArgs(1), func(ctx context.Context, args []string) error {
		s, err := c.session(ctx, decides)
		if err != nil {
			return err
		}
		var first, last time.Time
		for _, x := range []struct {
			word string
			into *time.Time
			read func(string, time.Time, *time.Location) (time.Time, error)
		}{{from, &first, text.When}, {until, &last, text.Deadline}} {
			if x.word == "" {
				continue
			}
			if *x.into, err = x.read(x.word, c.Clock.Now(), c.zone()); err != nil {
				return err
			}
		}
		v, err := latestIn(ctx, s, args[0], inbox.TemplateSubmitted)
		if err != nil {
			return err
		}
		if err := mayApprove(s, v); err != nil {
			return err // before anybody reads and decides in vain
		}
		if !c.json {
			c.templateText(s, v)
		}
		if err := c.confirmed(ctx, v.Hash, hash, yes, c.say.ApproveQuestion); err != nil {
			return err
		}
		if err := s.Consent(ctx, v.Ref(), v.Hash, first, last); err != nil {
			return err
		}
		return c.templateNow(ctx, s, v.Ref(), c.say.TemplateApproved)
	})
	cmd.Flags().BoolVar(&yes, "yes", false, c.flag("approve.yes"))
	cmd.Flags().StringVar(&hash, "hash", "", c.flag("approve.hash"))
	cmd.Flags().StringVar(&from, "from", "", c.flag("template.from"))
	cmd.Flags().StringVar(&until, "until", "", c.flag("template.until"))
	return cmd
}

// mayApprove reports why a person holds none of the offices that must approve.
func mayApprove(s *inbox.Session, v *inbox.TemplateVersion) error {
	for _, id := range s.Person.Roles {
		r, ok := s.House.Role(id)
		if ok && slices.Contains(r.Rights, inbox.RightTemplateApprove) && slices.Contains(v.Approver, id) {
			return nil
		}
	}
	return inbox.Fail(inbox.CodeNotApprover, "role", strings.Join(s.Person.Roles, ", "), "known", strings.Join(v.Approver, ", "))
}

func (c *call) templateWithdraw() *cobra.Command {
	var reason string
	cmd := c.command("template withdraw", "KEY", cobra.ExactArgs(1), func(ctx context.Context, args []string) error {
		s, err := c.session(ctx, decides)
		if err != nil {
			return err
		}
		v, err := latestIn(ctx, s, args[0], inbox.TemplateApproved, inbox.TemplateSubmitted, inbox.TemplateDraft)
		if err != nil {
			return err
		}
		voided, err := s.Withdraw(ctx, v.Ref(), reason)
		if err != nil {
			return err
		}
		if voided > 0 {
			c.note(c.say.TemplateVoided, text.Count(c.lang, voided, text.NounReply))
		}
		return c.templateNow(ctx, s, v.Ref(), c.say.TemplateWithdrawn)
	})
	cmd.Flags().StringVar(&reason, "reason", "", c.flag("withdraw.reason"))
	return required(cmd, "reason")
}

// starterTemplates gives the families that every desk starts with; none when they
// cannot be read, which a test of their package would have found.
func starterTemplates() []inbox.Template {
	ts, err := templatefile.Starter()
	if err != nil {
		return nil
	}
	return ts
}

// withoutWithdrawn leaves out the families whose latest version was withdrawn:
// reading the folder in again must not bring them back as drafts.
func withoutWithdrawn(vs []inbox.TemplateVersion) []inbox.TemplateVersion {
	last := map[string]inbox.TemplateVersion{}
	for _, v := range vs {
		if v.N >= last[v.Key].N {
			last[v.Key] = v
		}
	}
	return slices.DeleteFunc(vs, func(v inbox.TemplateVersion) bool {
		return last[v.Key].State == inbox.TemplateWithdrawn
	})
}
