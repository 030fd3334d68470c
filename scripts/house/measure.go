package main

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

// module is the path that imports of our own packages begin with.
const module = "dramaport/"

// house is what is measured.
type house struct {
	lines       map[string]int      // package folder → lines of its files
	imports     map[string][]string // package folder → our packages that it imports, sorted
	methods     map[string]int      // folder.Type → methods
	functions   []function
	uncommented []string // folder.Name of exported names without a comment
}

// function is one function or method; lines count from its first line to its
// last, without the comment before it.
type function struct {
	name  string // folder.Name or folder.Type.Name
	lines int
}

// measure reads the Go files below root.
func measure(root fs.FS) (house, error) {
	h := house{lines: map[string]int{}, imports: map[string][]string{}, methods: map[string]int{}}
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && leftOut(name):
			return fs.SkipDir
		case d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		text, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		return h.add(name, text)
	})
	return h, err
}

func leftOut(folder string) bool {
	base := path.Base(folder)
	return folder == "build" || folder == "scripts" || base == "testdata" || base != "." && strings.HasPrefix(base, ".")
}

func (h *house) add(name string, text []byte) error {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, name, text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	folder := path.Dir(name)
	h.lines[folder] += bytes.Count(text, []byte("\n"))
	h.addImports(folder, file)
	for _, d := range file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok {
			h.addFunction(folder, f, files.Position(f.End()).Line-files.Position(f.Pos()).Line+1)
		}
		if file.Name.Name != "main" {
			h.addUncommented(folder, d)
		}
	}
	return nil
}

func (h *house) addImports(folder string, file *ast.File) {
	for _, i := range file.Imports {
		full, _ := strconv.Unquote(i.Path.Value)
		if ours, ok := strings.CutPrefix(full, module); ok && !slices.Contains(h.imports[folder], ours) {
			h.imports[folder] = append(h.imports[folder], ours)
		}
	}
	slices.Sort(h.imports[folder])
}

func (h *house) addFunction(folder string, f *ast.FuncDecl, lines int) {
	name := folder + "." + f.Name.Name
	if of := receiver(f); of != "" {
		h.methods[folder+"."+of]++
		name = folder + "." + of + "." + f.Name.Name
	}
	h.functions = append(h.functions, function{name, lines})
}

// receiver is the name of a method's type, "" for a function.
func receiver(f *ast.FuncDecl) string {
	if f.Recv == nil {
		return ""
	}
	of := f.Recv.List[0].Type
	if star, ok := of.(*ast.StarExpr); ok {
		of = star.X
	}
	switch generic := of.(type) {
	case *ast.IndexExpr:
		of = generic.X
	case *ast.IndexListExpr:
		of = generic.X
	}
	if name, ok := of.(*ast.Ident); ok {
		return name.Name
	}
	return "?"
}
