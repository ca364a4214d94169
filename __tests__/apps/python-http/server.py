import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"Hello from plain Python")


ThreadingHTTPServer(("", int(os.environ.get("PORT", 9000))), Handler).serve_forever()
