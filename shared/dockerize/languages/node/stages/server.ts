import { aptInstall } from '../../../image/apt.ts'
import { serving, steps, type Stage, type Step } from '../../../image/steps.ts'
import { writtenStep } from '../../../image/written.ts'
import { takesLambda, type Request } from '../../../plan.ts'
import type { Facts, Serving } from '../facts.ts'
import type { Built } from '../frameworks/framework.ts'
import { runtimeEntries } from '../runtime-files.ts'
import { registrySettings } from '../secrets.ts'
import { needsOf } from '../native/system-packages.ts'
import { stopping } from '../signals.ts'
import { buildStage, wholeBuild } from './build.ts'
import { installation, type Installation } from './install.ts'
import { commandIn, commandPath, copyFolder, imageFolder, target, TOP } from './layout.ts'
import { memberFiles } from './member-files.ts'

// The users `node` and `bun` of the official images.
const USER = '1000:1000'

/** The stages of a server: what it installs, what it builds, and what runs. */
export function serverStages(facts: Facts, how: Serving, request: Request): readonly Stage[] {
  const { manifest, project, framework, source, command, build, runtime } = facts
  const install = installation(facts)
  const own = command.output
  const system = needsOf(facts)
  const modules =
    (own?.modules !== false || command.custom === true) &&
    (project.file !== undefined || manifest.dependencies.size + (install.keep ? 1 : 0) > 0) &&
    install.all !== undefined
  // The top of a workspace has its members' source with it.
  const wholeTree = project.place === '' && unbuilt(facts)
  const stop = stopping(facts)
  const argv = how.argv.map((word) => commandIn(project, word))
  const final: Stage = {
    name: 'runtime',
    base: runtime.image,
    steps: steps(
      { kind: 'workdir', value: TOP },
      aptInstall(system.run, 'Libraries that dependencies load while they run.'),
      ...(modules ? copyModules(facts, install) : []),
      ...(modules && !wholeTree ? project.runs.flatMap((member) => memberFiles(facts, member)) : []),
      ...runtimeFiles(facts),
      project.place !== '' && { kind: 'workdir', value: imageFolder(project) },
      own?.lastly !== undefined && { kind: 'run', why: [own.lastly.why], commands: own.lastly.commands },
      writtenStep(how.written, USER),
      ...stop.steps,
      ...serving({
        ...how,
        argv,
        lambda: takesLambda(request, how.port),
        user: USER,
        probe: runtime.probe(how.healthCheckPath),
        env: {
          NODE_ENV: 'production',
          ...stop.env,
          ...framework.env,
          ...source.host.env,
          ...system.runEnv,
          ...own?.env,
          ...environment(facts, how.argv),
        },
      }),
    ),
  }
  const building = build === undefined ? [] : [buildStage(facts, install, build)]
  const installing = modules || build !== undefined ? install.stages(modules) : []
  const plain = sourceStage(facts)
  return [...installing, ...building, ...(plain === undefined ? [] : [plain]), final]
}

/** In a workspace every package may have modules of its own beside those at the top: the whole tree comes over. */
function copyModules({ project }: Facts, install: Installation): readonly Step[] {
  const copy = { kind: 'copy', why: [install.why], from: install.modules } as const
  return project.file === undefined
    ? [{ ...copy, sources: [`${TOP}/node_modules`], to: './node_modules' }]
    : [{ ...copy, sources: [TOP], to: './' }]
}

/** Whether the application's own files come from the context as they are. */
function unbuilt({ build, project }: Facts): boolean {
  return build === undefined || (build.line === undefined && project.file !== undefined)
}

// The settings of registries may hold a token: the source reaches the final stage by way of one without them.
function sourceStage(facts: Facts): Stage | undefined {
  const { files } = registrySettings(facts.app)
  if (!unbuilt(facts) || files.length === 0) return undefined
  return {
    name: 'source',
    base: facts.runtime.image,
    steps: [
      { kind: 'workdir', value: imageFolder(facts.project) },
      copyFolder(facts.app.folder, ''),
      { kind: 'run', why: ['It may hold a token.'], commands: [`rm ${files.join(' ')}`] },
    ],
  }
}

// They belong to root, so that a server that was broken into can change none of them.
function runtimeFiles(facts: Facts): readonly Step[] {
  const { app, project } = facts
  const { output, custom = false } = facts.command
  const built = output?.built
  const folder = imageFolder(project)
  const to = target(project.place)
  if (unbuilt(facts)) {
    if (registrySettings(app).files.length > 0) {
      return [{ kind: 'copy', from: 'source', sources: [folder], to: project.place === '' ? '.' : to }]
    }
    const why = ['Owned by root: the server can read its source and change nothing.']
    return [{ ...copyFolder(app.folder, project.place), why }]
  }
  const copyBuilt = copyingBuilt(facts)
  if (built !== undefined && !custom) return built.map(copyBuilt)
  if (wholeBuild(facts)) {
    return [
      {
        kind: 'copy',
        why: [
          'The source, which is what runs, and what was built for it. Owned by root: the server can change nothing.',
        ],
        from: 'build',
        sources: [folder],
        to,
      },
      ...(built ?? []).filter(({ writable }) => writable).map(copyBuilt),
    ]
  }
  const { folders, names } = runtimeEntries(app, facts.command.run.value)
  return [
    {
      kind: 'copy',
      why: [
        'What was built, and what stands beside the source (views, public files). Owned by root: the server can',
        'read it and change nothing.',
      ],
      from: 'build',
      sources: names.map((name) => `${folder}/${name}`),
      to,
    },
    ...folders.map((name): Step => ({
      kind: 'copy',
      from: 'build',
      sources: [`${folder}/${name}`],
      to: `${to}${name}`,
    })),
    // A server of the application's own that serves what the framework built.
    ...(built ?? []).filter((copy) => ![...folders, ...names].includes(copy.to)).map(copyBuilt),
  ]
}

function copyingBuilt({ project }: Facts): (built: Built) => Step {
  return ({ from, to, why, writable = false, tree = false }) => {
    const below = target(tree ? '' : project.place)
    const step: Step = {
      kind: 'copy',
      from: 'build',
      sources: [`${imageFolder(project)}/${from}`],
      to: to === '.' ? below : `${below}${to}`,
    }
    if (!writable) return step
    return {
      ...step,
      why: [why ?? 'Written to while the server runs: pages rendered again, optimised images.'],
      owner: USER,
    }
  }
}

// What the start script sets, and for a shell the commands of dependencies, which npm has on its PATH.
function environment({ command, project }: Facts, argv: readonly string[]): Readonly<Record<string, string>> {
  const own = Object.entries(command.env).filter(([name]) => name !== 'PORT' && name !== 'NODE_ENV')
  const byPath = argv[0] === '/bin/sh' || argv.some((word) => commandIn(project, word) !== word)
  return { ...Object.fromEntries(own), ...(byPath ? { PATH: commandPath(project) } : {}) }
}
