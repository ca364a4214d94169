require "greeting"
require "socket"

$stdout.sync = true
server = TCPServer.new("0.0.0.0", Integer(ENV.fetch("PORT", 5000)))
Signal.trap("TERM") { exit }

loop do
  client = server.accept
  path = client.gets.to_s.split[1]
  status, body = path == "/up" ? ["204 No Content", ""] : ["200 OK", Greeting::HELLO]
  client.write "HTTP/1.1 #{status}\r\nContent-Length: #{body.bytesize}\r\nConnection: close\r\n\r\n#{body}"
  client.close
end
