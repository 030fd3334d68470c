package keymap

// Action is something the screen can do. Its text is the word by which the
// user's configuration binds keys to it, and the name of its ":" command.
type Action string

// The actions of the screen, in the order of the help.
const (
	ActionDown            Action = "down"
	ActionUp              Action = "up"
	ActionPageDown        Action = "page-down"
	ActionPageUp          Action = "page-up"
	ActionHalfPageDown    Action = "half-page-down"
	ActionHalfPageUp      Action = "half-page-up"
	ActionTop             Action = "top"
	ActionBottom          Action = "bottom"
	ActionNextOpen        Action = "next-open"
	ActionPreviousOpen    Action = "previous-open"
	ActionNextFinding     Action = "next-finding"
	ActionPreviousFinding Action = "previous-finding"
	ActionNextEpisode     Action = "next-episode"
	ActionPreviousEpisode Action = "previous-episode"
	ActionNextMarket      Action = "next-market"
	ActionPreviousMarket  Action = "previous-market"
	ActionGo              Action = "go"

	ActionSearch        Action = "search"
	ActionNextMatch     Action = "next-match"
	ActionPreviousMatch Action = "previous-match"
	ActionFilter        Action = "filter"
	ActionClearFilter   Action = "clear-filter"
	ActionConcordance   Action = "concordance"

	ActionApprove         Action = "approve"
	ActionApproveAll      Action = "approve-all"
	ActionNeedsWork       Action = "needs-work"
	ActionEdit            Action = "edit"
	ActionEditExternal    Action = "edit-external"
	ActionEditAllExternal Action = "edit-all-external"
	ActionCompare         Action = "compare"
	ActionAsk             Action = "ask"
	ActionMatch           Action = "match"
	ActionPropagate       Action = "propagate"
	ActionReplace         Action = "replace"
	ActionSpeaker         Action = "speaker"
	ActionSelect          Action = "select"
	ActionUndo            Action = "undo"
	ActionRedo            Action = "redo"

	ActionComment Action = "comment"
	ActionResolve Action = "resolve"
	ActionAssign  Action = "assign"

	ActionPlay       Action = "play"
	ActionPlaySource Action = "play-source"
	ActionPlayBoth   Action = "play-both"
	ActionTakes      Action = "takes"
	ActionRerecord   Action = "rerecord"
	ActionVideo      Action = "video"

	ActionZoom       Action = "zoom"
	ActionScrollDown Action = "scroll-down"
	ActionScrollUp   Action = "scroll-up"
	ActionBack       Action = "back"
	ActionHistory    Action = "history"
	ActionStatistics Action = "statistics"
	ActionHidden     Action = "hidden"
	ActionRefresh    Action = "refresh"
	ActionTour       Action = "tour"
	ActionCommand    Action = "command"
	ActionHelp       Action = "help"
	ActionQuit       Action = "quit"
)

// The groups of the help, in its order.
const (
	groupMove   = "Move"
	groupFind   = "Find"
	groupDecide = "Decide"
	groupTalk   = "Talk"
	groupHear   = "Hear and see"
	groupLook   = "Look and leave"
)
