package cli

import (
	"slices"
	"testing"

	"lotse/inbox/config"
	"lotse/ui/frame"
)

func TestConfigKnowsTheThemesOfTheScreen(t *testing.T) {
	if !slices.Equal(config.Themes(), frame.Themes()) {
		t.Errorf("config: %q, screen: %q", config.Themes(), frame.Themes())
	}
}
