package keymap

import "slices"

// Binding is an action with the keys that call it.
type Binding struct {
	Action Action
	// Keys are named as Bubble Tea names them: "j", "G", "ctrl+d",
	// "shift+tab", "space". None means that only its command calls it.
	Keys []string
	// Group is the heading of the help under which it stands.
	Group string
	// Help is what it does, in a few words.
	Help string
	// Args are the words its command takes, as the help writes them; "" is
	// none.
	Args string
}

// Defaults are the bindings of a user who has changed nothing, in the order
// of the help. They are those that tig, lazygit, newsboat, OmegaT and Subtitle
// Edit have in common, where they have any.
func Defaults() []Binding {
	return slices.Concat(moveKeys(), findKeys(), decideKeys(), talkKeys(), hearKeys(), lookKeys())
}

func moveKeys() []Binding {
	return []Binding{
		{ActionDown, []string{"j", "down"}, groupMove, "next line", ""},
		{ActionUp, []string{"k", "up"}, groupMove, "line before", ""},
		{ActionPageDown, []string{"pgdown", "ctrl+f"}, groupMove, "a page down", ""},
		{ActionPageUp, []string{"pgup", "ctrl+b"}, groupMove, "a page up", ""},
		{ActionHalfPageDown, []string{"ctrl+d"}, groupMove, "half a page down", ""},
		{ActionHalfPageUp, []string{"ctrl+u"}, groupMove, "half a page up", ""},
		{ActionTop, []string{"g", "home"}, groupMove, "first line", ""},
		{ActionBottom, []string{"G", "end"}, groupMove, "last line", ""},
		{ActionNextOpen, []string{"tab"}, groupMove, "next open line", ""},
		{ActionPreviousOpen, []string{"shift+tab"}, groupMove, "open line before", ""},
		{ActionNextFinding, []string{"]"}, groupMove, "next finding", ""},
		{ActionPreviousFinding, []string{"["}, groupMove, "finding before", ""},
		{ActionNextEpisode, []string{"}"}, groupMove, "next episode", ""},
		{ActionPreviousEpisode, []string{"{"}, groupMove, "episode before", ""},
		{ActionNextMarket, []string{">"}, groupMove, "next market", ""},
		{ActionPreviousMarket, []string{"<"}, groupMove, "market before", ""},
		{ActionGo, []string{"ctrl+g"}, groupMove, "go to 42, e012 or e012:7", "[LINE]"},
	}
}

func findKeys() []Binding {
	return []Binding{
		{ActionSearch, []string{"/"}, groupFind, "search source and target", "[TEXT]"},
		{ActionNextMatch, []string{"n"}, groupFind, "next match", ""},
		{ActionPreviousMatch, []string{"N"}, groupFind, "match before", ""},
		{ActionFilter, []string{"f"}, groupFind, "show only some lines", "[CONDITION…]"},
		{ActionClearFilter, []string{"F"}, groupFind, "show all lines again", ""},
		{ActionConcordance, []string{"="}, groupFind, "the same words elsewhere in the season", "[TEXT]"},
	}
}

func decideKeys() []Binding {
	return []Binding{
		{ActionApprove, []string{"a"}, groupDecide, "approve, go to the next open line", ""},
		{ActionApproveAll, []string{"A"}, groupDecide, "approve all selected or shown lines", ""},
		{ActionNeedsWork, []string{"x"}, groupDecide, "needs work, with a reason", "[REASON]"},
		{ActionEdit, []string{"e"}, groupDecide, "edit here", "[TEXT]"},
		{ActionEditExternal, []string{"E"}, groupDecide, "edit in your editor", ""},
		{ActionEditAllExternal, []string{"alt+e"}, groupDecide, "edit all shown lines in your editor", ""},
		{ActionCompare, []string{"d"}, groupDecide, "compare candidate texts", ""},
		{ActionAsk, []string{"r"}, groupDecide, "ask the translator again", "[HINT]"},
		{ActionMatch, []string{"m"}, groupDecide, "compare with the memory", "[NUMBER]"},
		{ActionPropagate, []string{"p"}, groupDecide, "give identical lines this text", ""},
		{ActionReplace, []string{"R"}, groupDecide, "search and replace, with a preview", "[/TEXT/NEW/]"},
		{ActionSpeaker, []string{"w"}, groupDecide, "set the speaker", "[NAME]"},
		{ActionSelect, []string{"v"}, groupDecide, "begin or end a selection", ""},
		{ActionUndo, []string{"u"}, groupDecide, "undo", ""},
		{ActionRedo, []string{"ctrl+r"}, groupDecide, "redo", ""},
	}
}

func talkKeys() []Binding {
	return []Binding{
		{ActionComment, []string{"c"}, groupTalk, "comment", "[TEXT]"},
		{ActionResolve, []string{"C"}, groupTalk, "resolve a comment, or open it again", "[NUMBER]"},
		{ActionAssign, []string{"@"}, groupTalk, "assign the line, the selected or all shown ones", "[NAME [all]]"},
	}
}

func hearKeys() []Binding {
	return []Binding{
		{ActionPlay, []string{"space"}, groupHear, "play the take, or stop", "[on]"},
		{ActionPlaySource, []string{"s"}, groupHear, "play the source line", "[on]"},
		{ActionPlayBoth, []string{"b"}, groupHear, "play source and take in a row", "[on]"},
		{ActionTakes, []string{"t"}, groupHear, "pick among the takes", "[NUMBER]"},
		{ActionRerecord, []string{"T"}, groupHear, "record another take", ""},
		{ActionVideo, []string{"o"}, groupHear, "open the video at the line", ""},
	}
}

func lookKeys() []Binding {
	return []Binding{
		{ActionZoom, []string{"enter"}, groupLook, "the line alone, and back", ""},
		{ActionScrollDown, []string{"J"}, groupLook, "more of the line", ""},
		{ActionScrollUp, []string{"K"}, groupLook, "back to its beginning", ""},
		{ActionBack, []string{"esc"}, groupLook, "back, close, stop", ""},
		{ActionHistory, []string{"h"}, groupLook, "history, with what changed", ""},
		{ActionStatistics, []string{"S"}, groupLook, "progress per episode and reviewer", ""},
		{ActionHidden, []string{"H"}, groupLook, "show hidden characters", ""},
		{ActionRefresh, []string{"ctrl+l"}, groupLook, "draw the screen anew", ""},
		{ActionTour, []string{"f2"}, groupLook, "the guided tour again", ""},
		{ActionCommand, []string{":"}, groupLook, "type a command", ""},
		{ActionHelp, []string{"?", "f1"}, groupLook, "this help", "[WORD]"},
		{ActionQuit, []string{"q"}, groupLook, "quit", ""},
	}
}
