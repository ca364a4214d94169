defmodule Greeting.Router do
  use Plug.Router

  plug :match
  plug :dispatch

  get "/" do
    send_resp(conn, 200, "Hello from Plug")
  end

  get "/up" do
    send_resp(conn, 204, "")
  end
end
