package main

import (
	_ "embed"
	"html/template"
	"log"
	"net/http"
	"os"
	"strings"
)

//go:embed words.txt
var words string

func main() {
	pages := template.Must(template.ParseGlob("templates/*.html"))
	http.Handle("/static/", http.StripPrefix("/static/", http.FileServer(http.Dir("static"))))
	http.HandleFunc("/{$}", func(w http.ResponseWriter, _ *http.Request) {
		pages.ExecuteTemplate(w, "index.html", strings.TrimSpace(words))
	})
	log.Fatal(http.ListenAndServe(":"+os.Getenv("PORT"), nil))
}
