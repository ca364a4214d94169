import type { Application } from './applications.ts'
import { build, buildAgain, check, installedAgain, stepsOf, type Build } from './build.ts'
import { checkout, discard, prepare } from './checkout.ts'
import { run } from './command.ts'
import { judgeContainer } from './container.ts'
import { expectationsOf, type Expectations } from './expectations.ts'
import { failure, logOf } from './failure.ts'
import { fingerprintOf } from './fingerprint.ts'
import { generate, type Generated } from './generate.ts'
import { missingService, outOfReach } from './out-of-reach.ts'
import { brokenPromises } from './promises.ts'
import type { Judged, Verdict } from './results.ts'
import { changeSource } from './source-change.ts'
import { otherVersion } from './stand-ins.ts'

/** How to judge. */
export interface Judging {
  readonly sources: boolean
  /** False: only generates and checks. */
  readonly build: boolean
  /** Seconds for one application. */
  readonly limit: number
  /** What is known of an application of this fingerprint, so that it is not judged again. */
  readonly known: (fingerprint: string) => Judged | undefined
  /** Aborts when the whole run is to end. */
  readonly interrupt: AbortSignal
}

/** Generates, checks, builds, runs and rebuilds one application. Leaves nothing but the build cache behind. */
export async function judge(app: Application, judging: Judging): Promise<Judged> {
  const started = performance.now()
  const signal = AbortSignal.any([judging.interrupt, AbortSignal.timeout(judging.limit * 1000)])
  const seconds = (): number => Math.round((performance.now() - started) / 1000)
  let workspace: string | undefined
  try {
    const expected = expectationsOf(app.expectations ?? app.folder) ?? {}
    workspace = checkout(app)
    if (expected.prepare !== undefined) await prepare(workspace, expected.prepare, signal)
    const fingerprint = fingerprintOf(app, [])
    const generated = await generate(workspace, expected, judging.sources)
    if ('refused' in generated) {
      const known = { name: app.name, fingerprint, seconds: seconds() }
      return { ...known, ...refusal(generated.refused, expected) }
    }
    const whole = fingerprintOf(app, [generated.dockerfile, generated.dockerignore])
    const known = judging.known(whole)
    if (known !== undefined) return known
    const found = { name: app.name, fingerprint: whole, found: foundOf(generated.outputs) }
    const wanted = judging.build ? expected : { ...expected, build: false }
    return { ...found, ...(await verdict(workspace, generated, wanted, signal)), seconds: seconds() }
  } catch (error) {
    judging.interrupt.throwIfAborted()
    const why = signal.aborted ? `not done within ${judging.limit} s` : messageOf(error)
    return { name: app.name, fingerprint: '', outcome: 'wrong', why, log: logOf(error), seconds: seconds() }
  } finally {
    if (workspace !== undefined) discard(workspace)
  }
}

function refusal(sentence: string, { refuses }: Expectations): Verdict {
  if (refuses !== undefined && !sentence.includes(refuses)) {
    return { outcome: 'wrong', why: `it is refused, but not with "${refuses}"`, log: sentence }
  }
  return { outcome: 'refused', why: sentence, rightly: refuses !== undefined }
}

// What an old library says of a Java that came after it.
const NEWER_JAVA = /InaccessibleObjectException|UnsupportedClassVersionError|does not "opens/

let images = 0

async function verdict(
  workspace: string,
  generated: Generated,
  expected: Expectations,
  signal: AbortSignal,
): Promise<Verdict> {
  images += 1
  const image = `test-apps:${process.pid}-${images}`
  const subject: Build = { workspace, image, dockerfilePath: generated.dockerfilePath }
  try {
    if (expected.refuses !== undefined) throw new Error('it is not refused')
    holdToPlan(generated, expected)
    holdToPromises(workspace, generated)
    const missing = await check(subject, signal)
    if (missing.length > 0) return { outcome: 'checked', why: `out of reach: ${missing.join(', ')}` }
    if (expected.build === false) return { outcome: 'checked', why: 'not built' }
    return await builtAndRun(subject, generated, expected, signal)
  } catch (error) {
    signal.throwIfAborted()
    const log = logOf(error)
    const { fault } = expected
    if (fault !== undefined && log.includes(fault.says)) return { outcome: 'faulty', why: fault.because, log }
    const service = missingService(log)
    if (service !== undefined) return { outcome: 'checked', why: `built; to run it needs ${service}` }
    const other = NEWER_JAVA.test(log) ? await otherVersion(generated.dockerfile, signal) : undefined
    if (other !== undefined) return { outcome: 'checked', why: `built; to run it needs ${other}`, log }
    return { outcome: 'wrong', why: messageOf(error), log }
  } finally {
    await run(['docker', 'image', 'rm', '--force', image])
  }
}

async function builtAndRun(
  subject: Build,
  { outputs, dockerfile }: Generated,
  expected: Expectations,
  signal: AbortSignal,
): Promise<Verdict> {
  const built = await build(subject, signal)
  if (built.status !== 0) {
    const what = outOfReach(built.log) ?? (await otherVersion(dockerfile, signal))
    if (what !== undefined) return { outcome: 'checked', why: `out of reach: ${what}`, log: built.log }
    throw failure('it does not build', built.log)
  }
  const path =
    expected.path ?? (expected.says === undefined ? outputs['health-check-path'] : undefined) ?? '/'
  await judgeContainer({ ...expected, path, port: Number(outputs['port']), image: subject.image }, signal)

  const { install, root = '', source } = expected
  if (install !== undefined && !stepsOf(built.log).some(({ command }) => command.includes(install))) {
    throw failure(`no step has "${install}"`, built.log)
  }
  for (let attempt = 1; ; attempt += 1) {
    const changed = changeSource(subject.workspace, root, source)
    if (changed === undefined) return { outcome: 'runs' }
    const again = await buildAgain(subject, signal)
    if (again.status !== 0) throw failure(`it does not build again after a change of ${changed}`, again.log)
    const [step] = installedAgain(again.log, install)
    if (step === undefined) return { outcome: 'runs' }
    // A full disk may have cost the builder its cache: what depends on the source does so every time.
    if (attempt === 2) {
      throw failure(`a change of ${changed} installs dependencies again: ${step.command}`, again.log)
    }
  }
}

function holdToPlan({ outputs }: Generated, { plan = {} }: Expectations): void {
  const wrong = Object.entries(plan).filter(([name, value]) => outputs[name] !== value)
  if (wrong.length === 0) return
  const texts = wrong.map(([name, value]) => `${name} is "${outputs[name] ?? ''}", not "${value}"`)
  throw new Error(texts.join('; '))
}

function holdToPromises(workspace: string, { dockerfile, dockerignore, outputs }: Generated): void {
  const builds = (outputs['plan'] ?? '').includes('"build-command":')
  const broken = brokenPromises({ dockerfile, dockerignore, workspace, builds })
  if (broken.length > 0) throw new Error(broken.join('; '))
}

const FOUND = [
  'language',
  'framework',
  'version',
  'package-manager',
  'port',
  'run-command',
  'health-check-path',
]

function foundOf(outputs: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(FOUND.map((name) => [name, outputs[name] ?? '']))
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
