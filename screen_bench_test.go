package main_test

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// BenchmarkScreenKey is one step down the list with its frame, without a terminal
// and with the reads that follow from it, on a store in memory.
func BenchmarkScreenKey(b *testing.B) {
	for _, size := range [][2]int{{80, 24}, {120, 40}, {160, 50}} {
		b.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(b *testing.B) {
			s := newStage(b)
			var pairs []string
			for i := range 90 {
				pairs = append(pairs, fmt.Sprintf("Person %d", i), strings.Repeat("Warum ist die Brücke am Markt seit Wochen gesperrt? ", 4))
			}
			s.post(pairs...)
			s.start("ayse", size[0], size[1])
			down := tea.KeyPressMsg{Code: 'j', Text: "j"}
			up := tea.KeyPressMsg{Code: 'k', Text: "k"}
			for i := 0; b.Loop(); i++ {
				key := down
				if i/80%2 == 1 {
					key = up
				}
				_, cmd := s.model.Update(key)
				_ = s.model.View()
				s.width = 0 // the checks of each frame are no part of it
				s.run(cmd)
			}
		})
	}
}
