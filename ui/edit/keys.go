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
	case "ctrl+home":
		f.move(0)
	case "ctrl+end":
		f.move(len(f.text))
	case "backspace", "shift+backspace":
		f.erase(f.prev(f.at), f.at)
	case "delete", "ctrl+d":
		f.erase(f.at, f.next(f.at))
	case "ctrl+w", "ctrl+backspace", "alt+backspace":
		f.kill(f.wordLeft(), f.at)
	case "alt+d", "ctrl+delete", "alt+delete":
		f.kill(f.at, f.wordRight())
	case "ctrl+u":
		f.kill(f.lineAround(width).Start, f.at)
	case "ctrl+k":
		if end := f.lineAround(width).End; end > f.at {
			f.kill(f.at, end)
		} else { // at the end of a line the next one is joined to it
			f.kill(f.at, f.next(f.at))
		}
	case "ctrl+y":
		f.Insert(f.killed)
	case "alt+z", "ctrl+_", "ctrl+-", "ctrl+7": // ctrl+7 is how some terminals send ctrl+_ of a German keyboard
		return f.Undo()
	case "alt+shift+z", "alt+Z":
		return f.Redo()
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
