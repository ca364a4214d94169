package main

// #include "greeting.h"
import "C"

import (
	"log"
	"net/http"
	"os"
)

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		w.Write([]byte(C.GoString(C.greeting())))
	})
	log.Fatal(http.ListenAndServe(":"+os.Getenv("PORT"), nil))
}
