# Dramaport's seven words: build quick test check demo bench clean.

STATICCHECK = honnef.co/go/tools/cmd/staticcheck@v0.7.0
GOVULNCHECK = golang.org/x/vuln/cmd/govulncheck@v1.9.0
DEADCODE = golang.org/x/tools/cmd/deadcode@v0.51.0
VULNDB = https://vuln.go.dev

.PHONY: build quick test check format demo bench clean tools

build: ## the tool, as build/dramaport
	CGO_ENABLED=0 go build -trimpath -o build/dramaport ./cmd/dramaport

quick: tools format ## while working: format, vet, the tests of the pure packages; at most a minute
	go vet ./...
	go test -short $$(scripts/pure)

test: tools ## every test, with the race detector
	CGO_ENABLED=1 go test -race -timeout 25m ./...

check: format ## format, vet, staticcheck, tidy modules, dead code, known vulnerabilities, the plan of the rooms
	go vet ./...
	go run $(STATICCHECK) ./...
	go mod tidy -diff
	scripts/deadcode $(DEADCODE)
	@go run ./scripts/vulncheck $(VULNDB) $(GOVULNCHECK)
	go test -run 'TestImports|TestPlanted' .

format:
	@test -z "$$(gofmt -l .)" || { gofmt -l .; echo "gofmt -w the files above"; exit 1; }

demo: tools build ## the sample season from tracks to deliverables, in build/demo
	scripts/demo

bench: build ## the figures of docs/bounds.md
	go test -run '^$$' -bench . -benchmem ./...
	scripts/bench
	scripts/bench-review

clean:
	rm -rf build

tools: ## installs what is missing: ffmpeg, rubberband, espeak-ng, flite, apertium
	@scripts/tools
