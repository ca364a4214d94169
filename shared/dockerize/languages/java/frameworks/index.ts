import { dropwizard } from './dropwizard.ts'
import type { JavaFramework } from './framework.ts'
import { LIBRARIES } from './libraries.ts'
import { micronaut } from './micronaut.ts'
import { quarkus } from './quarkus.ts'
import { springBoot } from './spring-boot.ts'

/** In the order in which they are looked for. */
export const JAVA_FRAMEWORKS: readonly JavaFramework[] = [
  springBoot,
  quarkus,
  micronaut,
  dropwizard,
  ...LIBRARIES,
]
