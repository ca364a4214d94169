module Greeting
  HELLO = "Hello from Ruby"
end
