package greeting

// Of greets from somewhere.
func Of(where string) string {
	return "Hello from " + where
}
