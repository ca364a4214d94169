plugins {
    kotlin("jvm")
    application
}

val ktorVersion = "3.3.1"

kotlin {
    jvmToolchain(21)
}

application {
    mainClass.set("com.example.ServerKt")
}

dependencies {
    implementation(project(":shared"))
    implementation("io.ktor:ktor-server-netty:$ktorVersion")
    runtimeOnly("org.slf4j:slf4j-simple:2.0.17")
}
