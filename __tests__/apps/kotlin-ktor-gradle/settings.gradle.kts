rootProject.name = "harbour"

include(":shared", ":server")
