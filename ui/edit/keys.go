package edit

import tea "charm.land/bubbletea/v2"

// Press lets a key act on the field and reports whether it did. width is the
// number of cells the field is drawn in: moving up and down follows the lines
// as they are seen.
func (f *Field) Press(k tea.KeyPressMsg, width int) bool {
	switch k.Keystroke() {
	case "left", "ctrl+b":
		f.move(f.prev(f.at))
	case "right", "ctrl+f":
		f.move(f.next(f.at))
	case "ctrl+left", "alt+left", "alt+b":
		f.move(f.wordLeft())
	case "ctrl+right", "alt+right", "alt+f":
		f.move(f.wordRight())
	case "home", "ctrl+a":
		f.move(f.lineAround(width).Start)
	case "end", "ctrl+e":
		f.move(f.lineAround(width).End)
	case "up":
		return f.Multi && f.vertical(-1, width)
	case "down":
		return f.Multi && f.vertical(1, width)
	case "backspace":
		f.cut(f.prev(f.at), f.at)
	case "delete", "ctrl+d":
		f.cut(f.at, f.next(f.at))
	case "ctrl+w", "ctrl+backspace", "alt+backspace":
		f.cut(f.wordLeft(), f.at)
	case "ctrl+u":
		f.cut(f.lineAround(width).Start, f.at)
	case "ctrl+k":
		f.cut(f.at, f.lineAround(width).End)
	case "enter", "alt+enter", "shift+enter":
		if !f.Multi {
			return false
		}
		f.Insert("\n")
	default:
		if k.Text == "" || k.Mod&(tea.ModCtrl|tea.ModAlt|tea.ModMeta|tea.ModSuper) == tea.ModCtrl {
			return false
		}
		f.Insert(k.Text)
	}
	return true
}

func (f *Field) move(at int) { f.at, f.want = at, -1 }
