import type { BuildOptions } from '../../../shared/build/request.ts'

/** Build options as they are when nothing is given. */
export const noOptions: BuildOptions = {
  target: undefined,
  buildArgs: [],
  secrets: [],
  secretEnvs: [],
  secretFiles: [],
  ssh: [],
  platforms: [],
  labels: [],
  annotations: [],
  cache: 'none',
  cacheFrom: [],
  cacheTo: [],
  noCache: false,
  pull: false,
  builder: undefined,
  network: undefined,
  provenance: 'false',
  sbom: 'false',
  check: 'warn',
}
