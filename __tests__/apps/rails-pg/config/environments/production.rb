Rails.application.configure do
  config.force_ssl = true
  config.hosts = ["example.com"]
end
