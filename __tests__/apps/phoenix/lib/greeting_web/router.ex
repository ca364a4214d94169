defmodule GreetingWeb.Router do
  use Phoenix.Router

  get "/", GreetingWeb.PageController, :home
  get "/healthz", GreetingWeb.PageController, :health
end
