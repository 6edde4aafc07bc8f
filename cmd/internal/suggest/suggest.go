// Package suggest guesses which word a user meant.
package suggest

// Closest is the word of among that is nearest to word, and whether it is near
// enough to ask "did you mean". The first wins among equals.
func Closest(word string, among []string) (string, bool) {
	best, least := "", 1+max(1, len(word)/3)
	for _, candidate := range among {
		if d := distance(word, candidate); d < least {
			best, least = candidate, d
		}
	}
	return best, best != ""
}

// Hint is `; did you mean "X"?`, or empty where nothing is near.
func Hint(word string, among []string) string {
	if closest, ok := Closest(word, among); ok {
		return `; did you mean "` + closest + `"?`
	}
	return ""
}

// distance is the Levenshtein distance of a and b in bytes, where a swap of
// neighbours counts as one edit too (optimal string alignment).
func distance(a, b string) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range len(a) {
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(row[j]+1, last[j+1]+1, last[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
