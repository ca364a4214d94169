Gem::Specification.new do |spec|
  spec.name = "greeting"
  spec.version = "1.0.0"
  spec.summary = "A greeting"
  spec.authors = ["Example"]
  spec.files = ["lib/greeting.rb"]
end
