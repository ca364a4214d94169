plugins {
    kotlin("jvm") version "2.2.20" apply false
}

subprojects {
    repositories {
        mavenCentral()
    }
}
