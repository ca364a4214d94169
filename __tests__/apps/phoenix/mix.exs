defmodule Greeting.MixProject do
  use Mix.Project

  def project do
    [
      app: :greeting,
      version: "1.0.0",
      elixir: "~> 1.15",
      description: "A greeting by Phoenix",
      start_permanent: Mix.env() == :prod,
      aliases: aliases(),
      deps: deps()
    ]
  end

  def application do
    [mod: {Greeting.Application, []}, extra_applications: [:logger]]
  end

  # One of them is for development alone: {:not_a_dependency, "~> 1.0"}
  defp deps do
    [
      {:phoenix, "~> 1.8"},
      {:ecto_sql, "~> 3.13"},
      {:esbuild, "~> 0.10", runtime: Mix.env() == :dev},
      {:words, "~> 1.0", organization: "example"},
      {:bandit, "~> 1.5"}
    ]
  end

  defp aliases do
    [
      "assets.setup": ["esbuild.install --if-missing"],
      "assets.deploy": ["esbuild greeting --minify", "phx.digest"]
    ]
  end
end
