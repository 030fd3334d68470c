package review

import (
	"fmt"

	"dramaport/internal/terminal"
	"dramaport/review/paint"
	"dramaport/review/wording"
	"dramaport/season"
	"dramaport/season/decide"

	tea "charm.land/bubbletea/v2"
)

// preview shows what an action would change, line by line, before it is done.
// The reviewer takes lines out or puts them in; what is left becomes one
// action.
type preview struct {
	title string
	// notes say what the action leaves alone, and why.
	notes     []string
	proposals []proposal
	at, top   int
	// do does it to the proposals that are on; approved says that the texts
	// are to be approved as well, which mayApprove allows.
	do         func(m *Model, on []proposal, approved bool) tea.Cmd
	mayApprove bool
	// whyNot says why the texts cannot be approved.
	whyNot string
}

// proposal is a new text for a line.
type proposal struct {
	ref string
	// seen is the line as it was when the preview was made.
	seen decide.Seen
	to   decide.Candidate
	on   bool
}

func (p *preview) area() area { return whole }

func (p *preview) press(m *Model, msg tea.Msg) tea.Cmd {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	switch key.String() {
	case "j", "down":
		p.to(p.at + 1)
	case "k", "up":
		p.to(p.at - 1)
	case "pgdown", "ctrl+d", "ctrl+f":
		p.to(p.at + m.page()/3)
	case "pgup", "ctrl+u", "ctrl+b":
		p.to(p.at - m.page()/3)
	case "g", "home":
		p.to(0)
	case "G", "end":
		p.to(len(p.proposals))
	case "space":
		p.proposals[p.at].on = !p.proposals[p.at].on
		p.to(p.at + 1)
	case "-":
		p.setAll(false)
	case "+":
		p.setAll(true)
	case "enter":
		return p.finish(m, false)
	case "a":
		return p.approve(m)
	case "esc", "q", "ctrl+c":
		m.layers.close()
		m.tell("nothing changed")
	}
	return nil
}

func (p *preview) to(i int) { p.at = max(0, min(i, len(p.proposals)-1)) }

// setAll turns every line off, or every one on that is not approved: those are
// turned on one by one.
func (p *preview) setAll(on bool) {
	for i := range p.proposals {
		p.proposals[i].on = on && p.proposals[i].seen.Translation.State != season.Approved
	}
}

func (p *preview) approve(m *Model) tea.Cmd {
	if !p.mayApprove {
		m.tell("%s", p.whyNot)
		return nil
	}
	return p.finish(m, true)
}

func (p *preview) finish(m *Model, approved bool) tea.Cmd {
	var on []proposal
	for _, one := range p.proposals {
		if one.on {
			on = append(on, one)
		}
	}
	if len(on) == 0 {
		m.tell("no line is on; space turns one on")
		return nil
	}
	m.layers.close()
	return p.do(m, on, approved)
}

// on counts the lines that are on.
func (p *preview) on() int {
	n := 0
	for _, one := range p.proposals {
		if one.on {
			n++
		}
	}
	return n
}

func (p *preview) draw(m *Model, w, h int) ([]string, *tea.Cursor) {
	drawn := []string{m.paint.Rule(fmt.Sprintf("%d of %s: %s", p.on(), wording.Count(len(p.proposals), "line"), p.title), w)}
	for _, note := range p.notes {
		drawn = append(drawn, m.paint.Wrap(note, w, m.paint.Look.Note)...)
	}
	room := max(h-len(drawn)-1, 1)
	drawn = append(drawn, p.window(m, w, room)...)
	drawn = paint.Fill(drawn, w, h-1)
	keys := "Enter does it  Esc leaves  space on or off  + all  - none"
	if p.mayApprove {
		keys = "Enter does it  a approves too  Esc leaves  space on or off  + all  - none"
	}
	return append(drawn, m.paint.Line(keys, w, m.paint.Look.Faint)), nil
}

// window is the proposals around the current one, in as many lines as there
// is room for.
func (p *preview) window(m *Model, w, room int) []string {
	p.top = min(p.top, p.at)
	here := p.drawOne(m, p.at, w)
	for used, i := len(here), p.at-1; i >= p.top; i-- {
		if used += len(p.drawOne(m, i, w)); used > room {
			p.top = i + 1
			break
		}
	}
	var drawn []string
	for i := p.top; i < len(p.proposals) && len(drawn) < room; i++ {
		drawn = append(drawn, p.drawOne(m, i, w)...)
	}
	return paint.Cut(drawn, room)
}

// drawOne is a proposal: whether it is on, the line's name and state, its text
// and the new one with the words marked that differ.
func (p *preview) drawOne(m *Model, i, w int) []string {
	one := p.proposals[i]
	sign, at := "[ ]", " "
	if one.on {
		sign = "[x]"
	}
	base := terminal.Style{}
	if i == p.at {
		at, base.Reverse = ">", true
	}
	was := one.seen.Translation
	state := wording.State(was.State)
	drawn := []string{m.paint.Line(fmt.Sprintf("%s%s %s  %s", at, sign, one.ref, state), w, base)}
	for _, side := range m.paint.Sides(was.Text, one.to.Text) {
		drawn = append(drawn, m.paint.Labelled("    "+side.Sign+" ", side.Text, w, side.Marks)...)
	}
	return drawn
}

// changedTo are the translations that a decision makes of proposals. One that
// it cannot be taken on is left out: proposals are looked at when they are
// made.
func changedTo(on []proposal, decision func(proposal) (season.Translation, error)) season.Change {
	var d season.Change
	for _, one := range on {
		if t, err := decision(one); err == nil {
			d.Translations = append(d.Translations, t)
		}
	}
	return d
}
