import Config

config :esbuild,
  version: "0.25.4",
  greeting: [
    args: ~w(js/app.js --bundle --outdir=../priv/static/assets),
    cd: Path.expand("../assets", __DIR__)
  ]

import_config "#{config_env()}.exs"
