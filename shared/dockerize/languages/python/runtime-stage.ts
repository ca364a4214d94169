import { aptInstall } from '../../image/apt.ts'
import { serving, steps, type Stage, type Step } from '../../image/steps.ts'
import { takesLambda, type Request } from '../../plan.ts'
import { writtenStep } from '../../image/written.ts'
import { appUser, USER } from '../../image/user.ts'
import { join } from '../../view/file-view.ts'
import { browserStep, BROWSERS } from './browsers.ts'
import { installs, makes, runFolder, VENV, type Facts, type Serving } from './facts.ts'
import type { Layout } from './layout.ts'
import { needsInterrupt } from './signals.ts'
import { systemPackages } from './system-packages.ts'

const INTERRUPT = {
  stopSignal: 'SIGINT',
  whyStopSignal:
    'Python handles SIGINT, but not SIGTERM, and the first process of a container ignores signals without a handler.',
}

/** The final stage: the environment and the source, a user who can change neither, and the server. */
export function runtimeStage(
  facts: Facts,
  layout: Layout,
  how: Serving,
  request: Request,
  base: string,
): Stage {
  const { app, source, project, manager, version, build, path, env } = facts
  const { home } = layout
  const copied: Step =
    build === undefined ? layout.source(app) : { kind: 'copy', from: 'build', sources: [home], to: '.' }
  const folder = runFolder(path)
  const isSourceFolder = folder !== path
  const environment = installs(facts) || build !== undefined
  const browsers = browserStep(project, source)
  return {
    name: 'runtime',
    base,
    steps: steps(
      { kind: 'workdir', value: home },
      aptInstall(systemPackages(project, version).run, 'Libraries that dependencies load while they run.'),
      appUser(),
      environment && {
        kind: 'copy',
        why: ['The virtual environment alone: neither compiler nor cache comes along.'],
        from: build === undefined && !makes(manager) ? 'deps' : 'build',
        sources: ['/opt/venv'],
        to: '/opt/venv',
      },
      browsers,
      ...(manager.editable === true ? inPlace(layout.siblings) : []),
      { ...copied, why: ['Owned by root: the server can read its source and change nothing.'] },
      folder !== '' && { kind: 'workdir', value: join(home, folder) },
      writtenStep(facts.written, USER),
      ...facts.temporary.map(({ name, why }): Step => ({
        kind: 'run',
        why,
        commands: [`ln -s /tmp/${name} ${name}`],
      })),
      ...serving({
        ...how,
        lambda: takesLambda(request, how.port),
        user: USER,
        ...(needsInterrupt(source, how.argv) ? INTERRUPT : {}),
        env: {
          ...(environment ? VENV : {}),
          PYTHONUNBUFFERED: '1',
          PYTHONDONTWRITEBYTECODE: '1',
          ...(isSourceFolder && manager.installSelf === undefined ? { PYTHONPATH: join(home, path) } : {}),
          ...(browsers === undefined ? {} : BROWSERS),
          ...env,
        },
      }),
    ),
  }
}

function inPlace(copies: readonly Step[]): readonly Step[] {
  return copies.map((copy, index) =>
    index === 0 ? { ...copy, why: ['Installed in place: the environment points at its source.'] } : copy,
  )
}
