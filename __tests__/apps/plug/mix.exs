defmodule Greeting.MixProject do
  use Mix.Project

  def project do
    [
      app: :greeting,
      version: "1.0.0",
      elixir: "~> 1.16 and < 1.19.0",
      deps: [{:bandit, "~> 1.8"}],
      releases: [server: [include_executables_for: [:unix]]]
    ]
  end

  def application, do: [mod: {Greeting.Application, []}]
end
