# Dramaport's six words: build test check demo bench clean.

STATICCHECK = honnef.co/go/tools/cmd/staticcheck@v0.7.0

.PHONY: build test check demo bench clean tools

build: ## the tool, as build/dramaport
	CGO_ENABLED=0 go build -trimpath -o build/dramaport ./cmd/dramaport

test: tools ## every test, with the race detector
	CGO_ENABLED=1 go test -race -timeout 25m ./...

check: ## format, vet, staticcheck, tidy modules, the plan of the rooms
	@test -z "$$(gofmt -l .)" || { gofmt -l .; echo "gofmt -w the files above"; exit 1; }
	go vet ./...
	go run $(STATICCHECK) ./...
	go mod tidy -diff
	go test -run 'TestImports|TestPlanted' .

demo: tools build ## the sample season from tracks to deliverables, in build/demo
	scripts/demo

bench: build ## the figures of docs/bounds.md
	go test -run '^$$' -bench . -benchmem ./...
	scripts/bench
	scripts/bench-review

clean:
	rm -rf build

tools: ## installs what is missing: ffmpeg, rubberband, espeak-ng, apertium
	@scripts/tools
