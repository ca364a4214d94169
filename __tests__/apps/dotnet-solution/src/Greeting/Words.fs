module Words

let hello = "Hello from a solution"
