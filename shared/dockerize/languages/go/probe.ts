/** Where the compiled probe and server are in the image. */
export const BIN = '/usr/local/bin'

/** The source of a program that asks the server on $PORT, for images without a shell. Exits 0 when it answers well. */
export function goProbe(path: string): readonly string[] {
  // At `/` any answer but a server error will do: an API may well have nothing there.
  const bad = path === '/' ? '5' : '4'
  return `package main

import (
	"bufio"
	"fmt"
	"net"
	"os"
	"time"
)

func main() {
	server, err := net.DialTimeout("tcp", "127.0.0.1:"+os.Getenv("PORT"), 4*time.Second)
	if err != nil {
		os.Exit(1)
	}
	server.SetDeadline(time.Now().Add(4 * time.Second))
	fmt.Fprintf(server, "GET %s HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n", ${JSON.stringify(path)})
	line, _ := bufio.NewReader(server).ReadString('\\n')
	if len(line) < 10 || line[9] >= '${bad}' {
		os.Exit(1)
	}
}`.split('\n')
}
