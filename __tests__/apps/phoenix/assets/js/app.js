console.log("Hello from Phoenix")
