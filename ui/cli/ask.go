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
func (c *call) ask(question, otherwise string) (string, error) {
	if otherwise != "" {
		question += " [" + otherwise + "]"
	}
	fmt.Fprint(c.Err, question+": ")
	line, err := c.lines().ReadString('\n')
	line = strings.TrimSpace(line)
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

// agree asks for a yes. The default is no.
func (c *call) agree(question string) (bool, error) {
	a, err := c.ask(question+" "+c.say.YesNo, "")
	if err != nil {
		return false, err
	}
	switch strings.ToLower(a) {
	case "j", "ja", "y", "yes":
		return true, nil
	}
	return false, nil
}
