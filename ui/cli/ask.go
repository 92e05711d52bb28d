package cli

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"
)

// lines reads answers; one reader for a whole command, for a second would miss
// what the first has buffered.
func (c *call) lines() *bufio.Reader {
	if c.typed == nil {
		c.typed = bufio.NewReader(c.In)
	}
	return c.typed
}

// ask puts a question on stderr and reads one line. An empty answer is the
// default.
func (c *call) ask(ctx context.Context, question, otherwise string) (string, error) {
	if otherwise != "" {
		question += " [" + otherwise + "]"
	}
	fmt.Fprint(c.Err, question+": ")
	line, err := c.typeLine(ctx)
	switch {
	case line != "":
		return line, nil
	case err == io.EOF: //nolint:errorlint // bufio gives it bare
		fmt.Fprintln(c.Err)
		return otherwise, context.Canceled
	case err != nil:
		return "", err
	}
	return otherwise, nil
}

// typeLine reads a line, or gives up when the person interrupts. What waits for the
// keyboard then ends with the program.
func (c *call) typeLine(ctx context.Context) (string, error) {
	type answer struct {
		line string
		err  error
	}
	in, got := c.lines(), make(chan answer, 1)
	go func() {
		line, err := in.ReadString('\n')
		got <- answer{strings.TrimSpace(line), err}
	}()
	select {
	case a := <-got:
		return a.line, a.err
	case <-ctx.Done():
		fmt.Fprintln(c.Err)
		return "", ctx.Err()
	}
}

// agree asks for a yes. The default is no.
func (c *call) agree(ctx context.Context, question string) (bool, error) {
	a, err := c.ask(ctx, question+" "+c.say.YesNo, "")
	if err != nil {
		return false, err
	}
	switch strings.ToLower(a) {
	case "j", "ja", "y", "yes":
		return true, nil
	}
	return false, nil
}
