package secret

import (
	"context"
	"errors"
	"os/exec"
	"strings"
	"time"

	"lotse/inbox"
)

// run starts the command without a shell and takes the first line it prints, as
// password managers put notes on the lines below. What it says on stderr is
// dropped: it could repeat the secret.
func (s Source) run(ctx context.Context) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, Timeout)
	defer cancel()
	var out firstBytes
	cmd := exec.CommandContext(ctx, s.Cmd[0], s.Cmd[1:]...) //nolint:gosec // the config names it, its owner wrote the config
	cmd.Stdout = &out
	cmd.WaitDelay = time.Second // a child of the command may hold the pipe
	err := cmd.Run()
	why := ""
	switch {
	case ctx.Err() != nil:
		why = "timeout"
	case errors.Is(err, exec.ErrNotFound) || errors.Is(err, exec.ErrDot) || err != nil && cmd.ProcessState == nil:
		why = "not_found"
	case err != nil:
		why = "exit"
	case out.over:
		why = "too_long"
	}
	if why != "" {
		e := inbox.Fail(inbox.CodeSecretCmd, "channel", s.Channel, "cmd", s.Cmd[0], "why", why)
		if why == "timeout" {
			return "", e.Because(ctx.Err())
		}
		return "", e.Because(err)
	}
	line, _, _ := strings.Cut(strings.TrimSpace(string(out.b)), "\n")
	return line, nil
}

// firstBytes keeps what a token can need and lets the rest go.
type firstBytes struct {
	b    []byte
	over bool
}

func (f *firstBytes) Write(p []byte) (int, error) {
	n := min(len(p), maxSize-len(f.b))
	f.b = append(f.b, p[:n]...)
	f.over = f.over || n < len(p)
	return len(p), nil
}
