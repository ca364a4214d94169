import { aptInstall } from '../../image/apt.ts'
import { officialImage, steps, type Stage, type Step } from '../../image/steps.ts'
import type { Request } from '../../plan.ts'
import { pythonAssets } from './assets.ts'
import { installs, makes, VENV, type Facts, type Serving } from './facts.ts'
import { copyFiles, layoutOf, type Layout } from './layout.ts'
import { runtimeStage } from './runtime-stage.ts'
import { systemPackages } from './system-packages.ts'

/** Dependencies, then whatever is built from the source, then what runs. */
export function pythonStages(facts: Facts, how: Serving, request: Request): readonly Stage[] {
  const { app, manager, build, version } = facts
  const base = officialImage(request.baseRegistry, `python:${version}-slim`)
  const plain = layoutOf(app, manager)
  const assets = pythonAssets(app, plain.home, request)
  const bundled: Step = { kind: 'copy', from: 'assets', sources: [plain.home], to: '.' }
  const layout = assets === undefined ? plain : { ...plain, source: () => bundled }
  const before = assets === undefined ? [] : [assets]
  const runtime = runtimeStage(facts, layout, how, request, base)
  const built = build !== undefined || makes(manager)
  // An application that needs nothing but Python has no environment to make.
  if (!installs(facts) && !built) return [...before, runtime]
  const install = installSteps(facts, layout)
  const first: Stage = built
    ? { name: 'build', base, steps: [...install, ...buildSteps(facts, layout)] }
    : { name: 'deps', base, steps: install }
  return [...before, first, runtime]
}

function installSteps({ project, manager, added, version, app }: Facts, layout: Layout): readonly Step[] {
  const { files } = manager
  const install = manager.install(added)
  return steps(
    { kind: 'workdir', value: layout.home },
    aptInstall(
      systemPackages(project, version).build,
      'What dependencies are compiled with; not in the final stage.',
    ),
    manager.setup,
    manager.makesEnvironment !== true && { kind: 'run', commands: ['python -m venv /opt/venv'] },
    {
      kind: 'env',
      ...(manager.whyEnv === undefined ? {} : { why: [manager.whyEnv] }),
      values: { ...VENV, ...manager.env },
    },
    ...(files === undefined
      ? [
          ...copyFiles(layout, manager.outside ?? []),
          ...layout.siblings,
          { ...layout.source(app), why: ['The application itself is installed, which needs its source.'] },
        ]
      : [...copyFiles(layout, files), ...(manager.siblingsFirst === true ? layout.siblings : [])]),
    install.length > 0 && { kind: 'run', commands: install, mounts: manager.mounts },
  )
}

/** Packages beside the application before its own source, so that its change does not build them again. */
function buildSteps({ app, manager, build, added }: Facts, layout: Layout): readonly Step[] {
  const { installSiblings, installSelf, mounts, files, keeping } = manager
  const keep = (line: string): string =>
    keeping === undefined || added.length === 0 ? line : `${line} ${keeping}`
  const source = files !== undefined && (installSelf !== undefined || build !== undefined)
  return steps(
    ...(installSiblings === undefined ? [] : layout.siblings),
    installSiblings !== undefined && {
      kind: 'run',
      why: ['The packages of this repository that the application needs.'],
      commands: [keep(installSiblings)],
      mounts,
    },
    source && layout.source(app),
    installSelf !== undefined && {
      kind: 'run',
      why: ['The application itself, so that its metadata and entry points are there.'],
      commands: [keep(installSelf)],
      mounts,
    },
    build !== undefined && {
      kind: 'run',
      ...(/^\w+=/.test(build)
        ? {
            why: ['Stand-ins for what the settings insist on: for this command alone, not in the image.'],
          }
        : {}),
      commands: [build],
    },
  )
}
