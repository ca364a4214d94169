require "sinatra"

get "/" do
  "Hello from Sinatra"
end

get "/healthz" do
  status 204
end
