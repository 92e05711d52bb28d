//go:build race

package youtube

const raceDetector = true // a tenth of the speed
