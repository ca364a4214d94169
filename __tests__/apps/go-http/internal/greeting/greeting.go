package greeting

const Text = "Hello from Go"
