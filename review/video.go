package review

import (
	"dramaport/review/wording"

	tea "charm.land/bubbletea/v2"
)

// video opens the episode's video at the line, with the market's subtitles.
func (m *Model) video() tea.Cmd {
	s, r, ok := m.lines.OwnRow()
	switch {
	case m.season.VideoPlayer == nil:
		m.tell("no video can be shown here")
		return nil
	case !ok:
		m.tell("no line is shown")
		return nil
	}
	m.playing.end()
	m.tell("opening the video of %s at %s …", s.Episode, wording.Clock(r.Start))
	videoPlayer, ctx := m.season.VideoPlayer, m.ctx
	return func() tea.Msg {
		err := videoPlayer.Show(ctx, s, r)
		return apply(func(m *Model) tea.Cmd {
			if err != nil {
				m.fail(err)
				return nil
			}
			m.tell("the video of %s is open at %s, with the subtitles of %s", s.Episode, wording.Clock(r.Start), s.Market.Name)
			return nil
		})
	}
}
