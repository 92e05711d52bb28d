package cli

import (
	"context"
	"errors"
	"time"

	"lotse/inbox/config"
)

// ownRules reads the rules of the town. Faulty ones are told and stop nobody: work
// goes on by the built-in rules.
func (c *call) ownRules() Rules {
	if c.rules != nil {
		return c.rules
	}
	rules, err := c.Backend.Rules(c.paths().Rules())
	if err != nil {
		c.fail(err)
		c.note("%s", c.say.RulesBuiltIn)
	}
	c.rules = rules
	return rules
}

// checkRules is for what runs for long: there nobody would see what stood before the
// screen, so it does not begin with rules that do not hold.
func (c *call) checkRules() error {
	rules, err := c.Backend.Rules(c.paths().Rules())
	if err == nil {
		c.rules = rules
	}
	return err
}

// reread takes over what was saved in the rules since, for the screen. Of several
// mistakes it says the first: the others show when that is mended.
func (c *call) reread(context.Context) (said string, err error) {
	changed, err := c.rules.Refresh()
	if changed {
		said = c.paths().Rules()
	}
	var all *config.Problems
	if errors.As(err, &all) {
		err = &config.Problems{List: all.List[:1]}
	}
	return said, err
}

// rereadEvery is how often a running service looks at the rules.
const rereadEvery = 5 * time.Second

// watchRules takes over saved rules as long as the desk runs.
func (c *call) watchRules(ctx context.Context) {
	tick := time.NewTicker(rereadEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			c.refreshRules()
		}
	}
}

func (c *call) refreshRules() {
	switch changed, err := c.rules.Refresh(); {
	case err != nil:
		c.fail(err)
		c.note("%s", c.say.RulesOld)
	case changed:
		c.note(c.say.RulesNew, clean(c.paths().Rules()))
	}
}
