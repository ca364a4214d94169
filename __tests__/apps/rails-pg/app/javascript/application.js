console.log("Hello from Rails")
