.PHONY: build test lint race fuzz bench golden run

build:  # the program, ./lotse
	go build -trimpath -o lotse .

test:   # every test
	go test ./...

lint:   # the linters in their pinned version, built on first use
	.ci/run lint

race:   # every test under the race detector
	CGO_ENABLED=1 go test -race ./...

fuzz:   # every fuzz target for a few seconds
	.ci/run fuzz

bench:  # the benchmarks, with allocations
	go test -run '^$$' -bench . -benchmem ./...

golden: # write the golden screens anew, to be read in the diff
	go test $$(go list -f '{{.ImportPath}} {{.TestImports}} {{.XTestImports}}' ./... | awk '/x\/exp\/golden/ {print $$1}') -update

run:    # the desk; more in ARGS, e.g. make run ARGS=demo
	go run . $(ARGS)
