package main

import (
	"fmt"
	"log"
	"net/http"
	"os"

	"example.com/shop/internal/greeting"
)

func main() {
	port := os.Getenv("PORT")
	if port == "" {
		port = "8090"
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusNoContent)
	})
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintln(w, greeting.Text)
	})
	log.Fatal(http.ListenAndServe(":"+port, mux))
}
