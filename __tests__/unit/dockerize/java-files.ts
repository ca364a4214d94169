/** A pom.xml with this inside; its content begins on line 6. */
export function pom(inside: string, coordinates = '<artifactId>shop</artifactId>'): string {
  return `<?xml version="1.0"?>
<project>
  <groupId>com.example</groupId>
  ${coordinates}
  <version>1.0</version>
${inside}
</project>
`
}

/** A dependency of a pom.xml. */
export function dependency(name: string, version?: string, scope?: string): string {
  const [group = '', artifact = ''] = name.split(':')
  const more = [version && `<version>${version}</version>`, scope && `<scope>${scope}</scope>`].filter(
    Boolean,
  )
  return `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId>${more.join('')}</dependency>`
}

/** A plugin of a pom.xml, by its artifact's name. */
export function plugin(artifact: string, inside = ''): string {
  return `<plugin><artifactId>${artifact}</artifactId>${inside}</plugin>`
}

/** A main method that serves by the JDK's own server. */
export const serverSource =
  'package com.example;\n\nclass Main {\n  public static void main(String[] args) {\n    HttpServer.create(new InetSocketAddress(Integer.parseInt(System.getenv().getOrDefault("PORT", "9000"))), 0);\n  }\n}\n'

/** A server without a framework. */
export const plainFiles = {
  'pom.xml': pom(''),
  'src/main/java/com/example/Main.java': serverSource,
}

/** The parent that Spring Boot's projects have. */
export function bootParent(version: string): string {
  return `<parent><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId><version>${version}</version><relativePath/></parent>`
}

/** A Spring Boot server. */
export function bootFiles(version = '3.5.7', more = ''): Readonly<Record<string, string>> {
  return {
    'pom.xml': pom(
      `${bootParent(version)}<dependencies>${dependency('org.springframework.boot:spring-boot-starter-web')}${more}</dependencies><build><plugins>${plugin('spring-boot-maven-plugin')}</plugins></build>`,
    ),
    'src/main/java/com/example/ShopApplication.java':
      'package com.example;\nclass ShopApplication {\n  public static void main(String[] args) {}\n}\n',
  }
}

export const actuator = dependency('org.springframework.boot:spring-boot-starter-actuator')
