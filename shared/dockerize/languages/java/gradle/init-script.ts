/** Where the image has the script. */
export const INIT_SCRIPT = '/opt/container.gradle'

/**
 * Tasks that Gradle does not have: one that downloads what is compiled with and run with, and, where an application is
 * no single archive, one that collects what it runs with. Source: Gradle's user manual, "Initialization Scripts" and
 * "Artifact Views".
 */
export function initScript(collects: boolean): readonly string[] {
  return [
    'allprojects {',
    "  tasks.register('downloadDependencies') {",
    '    doLast {',
    '      configurations',
    "        .findAll { it.canBeResolved && !it.name.toLowerCase().contains('test') }",
    '        .each { it.incoming.artifactView { lenient = true }.files.files }',
    '    }',
    '  }',
    ...(collects ? COLLECT : []),
    '}',
  ]
}

const COLLECT = [
  "  plugins.withId('java') {",
  "    tasks.register('copyDependencies', Sync) {",
  '      from(configurations.runtimeClasspath)',
  "      into(layout.buildDirectory.dir('dependencies'))",
  '    }',
  '  }',
]
