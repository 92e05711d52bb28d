//go:build !race

package youtube

const raceDetector = false
