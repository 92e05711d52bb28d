// The train command makes the model of triage from a folder of public corpora:
// it reads and deduplicates them, cross-validates, calibrates, packs the weights
// into bytes, and writes the model file and its card. The same folder gives the
// same bytes on machines of one kind.
//
//	go run ./inbox/triage/train -data DIR [-licences stated] [-cv] [-out FILE] [-card FILE]
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"time"

	"lotse/inbox/triage/model"
)

// options are what the command line says.
type options struct {
	data, licences, out, card string
	without                   string // a corpus that is left out, by the beginning of its file's name
	cv                        bool
	epochs                    int // how often the solver sees each text
	say                       io.Writer
}

func main() {
	o := options{say: os.Stdout}
	flag.StringVar(&o.data, "data", "../shared/data", "folder of the training data")
	flag.StringVar(&o.licences, "licences", "all", "all, or stated: only data with a stated licence")
	flag.StringVar(&o.without, "without", "", "beginning of the name of a file to leave out, to measure how a desk adapts to it")
	flag.StringVar(&o.out, "out", "inbox/triage/model/weights.bin", "the model file to write")
	flag.StringVar(&o.card, "card", "", "the model card to write, which trains the other variant as well")
	flag.BoolVar(&o.cv, "cv", false, "only cross-validate, write nothing")
	flag.IntVar(&o.epochs, "epochs", 5, "how often the solver sees each text")
	flag.Parse()
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(o options) error {
	if o.licences != "all" && o.licences != "stated" {
		return fmt.Errorf("-licences is all or stated, not %q", o.licences)
	}
	start := time.Now()
	t, err := prepare(o, o.licences == "stated")
	if err != nil {
		return err
	}
	fmt.Fprintln(o.say, len(t.texts), "texts read", time.Since(start).Round(time.Second))
	v := t.validate()
	for _, r := range v.results {
		fmt.Fprintln(o.say, r)
	}
	fmt.Fprintln(o.say, "cross-validated", time.Since(start).Round(time.Second))
	if o.cv {
		return nil
	}
	file, err := t.finish(v, o.licences)
	if err != nil {
		return err
	}
	if err := os.WriteFile(o.out, file, 0o644); err != nil { //nolint:gosec // a public file
		return err
	}
	fmt.Fprintln(o.say, "written", o.out, len(file), "bytes", time.Since(start).Round(time.Second))
	if o.card == "" {
		return nil
	}
	m, err := model.Decode(file)
	if err != nil {
		return err
	}
	c := card{model: m, size: len(file), data: t.data, results: v.results, faithful: t.faithful(m)}
	other, err := prepare(o, true)
	if err != nil {
		return err
	}
	c.stated = other.validate().results
	fmt.Fprintln(o.say, "stated licences only", time.Since(start).Round(time.Second))
	return os.WriteFile(o.card, c.write(), 0o644) //nolint:gosec // a public file
}

func prepare(o options, onlyStated bool) (*trainer, error) {
	d, err := load(o.data, onlyStated, o.without)
	if err != nil {
		return nil, err
	}
	d.invent()
	d.extract()
	return newTrainer(d, o.epochs), nil
}
