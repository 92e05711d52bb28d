package main_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lotse/inbox/safetext/poison"
)

// TestInARealTerminal opens the demo desk in tmux as a person would: it starts,
// answers keys, follows a new size and gives the terminal back.
func TestInARealTerminal(t *testing.T) {
	if _, err := exec.LookPath("tmux"); err != nil {
		if os.Getenv("LOTSE_CI") == "1" {
			t.Fatal("tmux is missing, and CI installs it")
		}
		t.Skip("tmux is not installed: the screen is tested without a real terminal only")
	}
	if testing.Short() {
		t.Skip("builds the program: left out of a short run")
	}
	dir := t.TempDir()
	binary := filepath.Join(dir, "lotse")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	socket := filepath.Join(dir, "tmux")
	tmux := func(args ...string) string {
		t.Helper()
		cmd := exec.Command("tmux", append([]string{"-S", socket, "-f", "/dev/null"}, args...)...)
		cmd.Env = append(os.Environ(), "LANG=C.UTF-8", "LC_ALL=C.UTF-8", "TERM=xterm-256color", "TMPDIR="+dir)
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("tmux %v: %v\n%s", args, err, out)
		}
		return string(out)
	}
	t.Cleanup(func() { _ = exec.Command("tmux", "-S", socket, "kill-server").Run() })
	shows := func(what ...string) string {
		t.Helper()
		ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
		defer cancel()
		look := time.NewTicker(50 * time.Millisecond) // another program draws: there is nothing to wait on but its picture
		defer look.Stop()
		for {
			picture := tmux("capture-pane", "-p", "-t", "desk")
			seen := 0
			for _, w := range what {
				if strings.Contains(picture, w) {
					seen++
				}
			}
			if seen == len(what) {
				poison.CheckPlain(t, picture)
				return picture
			}
			select {
			case <-look.C:
			case <-ctx.Done():
				t.Fatalf("never showed %q:\n%s", what, picture)
			}
		}
	}
	tmux("new-session", "-d", "-s", "desk", "-x", "80", "-y", "24", "/bin/sh")
	tmux("send-keys", "-t", "desk", "PS1='back> '; "+binary+" demo --story tour --quiet --lang de", "Enter")
	shows("Eingang", "Hilfe")
	tmux("send-keys", "-t", "desk", "Enter")
	shows("Warum markiert")
	tmux("resize-window", "-t", "desk", "-x", "130", "-y", "40")
	tmux("send-keys", "-t", "desk", "Escape")
	if wide := shows("Eingang", "Gesprächsverlauf"); strings.Count(wide, "\n") < 39 {
		t.Errorf("the screen did not follow to 40 rows:\n%s", wide)
	}
	tmux("resize-window", "-t", "desk", "-x", "50", "-y", "12")
	shows("60") // one sentence names the least size
	tmux("resize-window", "-t", "desk", "-x", "80", "-y", "24")
	shows("Eingang", "Hilfe")
	tmux("send-keys", "-t", "desk", "q")
	shows("back>\n") // the prompt, not the command that set it; a slow shell puts its first one before it
	tmux("send-keys", "-t", "desk", "stty -a | tr ' ' '\\n' | grep -x echo; printf 'en%s\\n' ded", "Enter")
	if left := shows("\nended\n"); !strings.Contains(left, "\necho\n") || strings.Contains(left, "Gesprächsverlauf") {
		t.Errorf("the terminal was not given back:\n%s", left)
	}
}
