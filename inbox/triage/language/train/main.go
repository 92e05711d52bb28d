// Command train makes the table of package language from the data folder, and
// measures it by cross-validation. The same data gives the same bytes.
//
//	go run ./inbox/triage/language/train -data FOLDER -out inbox/triage/language/language.bin
package main

import (
	"flag"
	"fmt"
	"os"

	"lotse/inbox/triage/language"
)

func main() {
	data := flag.String("data", "", "folder of the texts, as JSON lines")
	out := flag.String("out", "", "where the table is written; nowhere without it")
	judge := flag.Bool("judge", false, "cross-validate and print the table of results")
	licences := flag.String("licences", "all", "all, or stated: only sets whose licence allows it in words")
	flag.Parse()
	if err := run(*data, *out, *licences, *judge); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(data, out, licences string, judge bool) error {
	if licences != "all" && licences != "stated" {
		return fmt.Errorf("no such choice of licences: %q", licences)
	}
	texts, err := read(data, licences == "stated")
	if err != nil {
		return err
	}
	if judge {
		crossValidate(os.Stdout, texts)
	}
	if out == "" {
		return nil
	}
	return os.WriteFile(out, language.Encode(train(texts, -1)), 0o644) //nolint:gosec // it is no secret
}
