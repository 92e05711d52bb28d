//go:build race

package bluesky

const raceDetector = true // a tenth of the speed
