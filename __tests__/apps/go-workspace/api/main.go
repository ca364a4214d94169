package main

import (
	"log"
	"net/http"

	"example.com/workspace/greeting"
)

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		w.Write([]byte(greeting.Of("a workspace")))
	})
	log.Fatal(http.ListenAndServe(":8085", nil))
}
