package main

import "go/ast"

// addUncommented notes the exported names of a declaration that neither have a
// comment nor stand in a group that has one. A comment at the end of the line
// counts; methods of types that are not exported do not.
func (h *house) addUncommented(folder string, d ast.Decl) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		of := receiver(d)
		if d.Doc == nil && d.Name.IsExported() && (of == "" || ast.IsExported(of)) {
			h.note(folder, of, d.Name)
		}
	case *ast.GenDecl:
		if d.Doc != nil {
			return
		}
		for _, s := range d.Specs {
			h.addSpec(folder, s)
		}
	}
}

func (h *house) addSpec(folder string, s ast.Spec) {
	switch s := s.(type) {
	case *ast.TypeSpec:
		if s.Doc == nil && s.Comment == nil {
			h.note(folder, "", s.Name)
		}
	case *ast.ValueSpec:
		if s.Doc == nil && s.Comment == nil {
			for _, name := range s.Names {
				h.note(folder, "", name)
			}
		}
	}
}

func (h *house) note(folder, of string, name *ast.Ident) {
	if !name.IsExported() {
		return
	}
	if of != "" {
		folder += "." + of
	}
	h.uncommented = append(h.uncommented, folder+"."+name.Name)
}
