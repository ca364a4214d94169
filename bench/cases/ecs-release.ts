import type { BenchCase, BenchContext } from '../support/case.ts'
import { runEcsChain } from '../support/ecs-chain.ts'
import { CLUSTER, forgetImage, type MotoBench, startMotoBench } from '../support/moto-bench.ts'
import { runRelease } from '../support/release.ts'
import { inRounds, nothing } from '../support/rounds.ts'
import type { ToolName } from '../support/rows.ts'
import { openSamples } from '../support/samples.ts'

const ROUNDS = 5
const STAGE = 'dev'

/** A whole release to a service, beside the chain of published actions that does the same. */
export const ecsRelease: BenchCase = {
  name: 'ecs-release',
  about: 'promote an image and deploy it to an ECS service of moto, waiting until it runs',
  needsDocker: true,
  needsMoto: true,
  run: async (context) => {
    const { rounds = ROUNDS, peers, say } = context
    const bench = await startMotoBench()
    try {
      const samples = openSamples()
      const movers = (['crane', 'docker'] as const).filter((name) => peers.names.includes(name))
      const said = new Set<ToolName>()
      const note = async (tool: ToolName): Promise<number> => {
        const calls = await bench.calls()
        if (!said.has(tool)) say(`ecs-release: calls of ${tool}: ${calls.join(', ')}`)
        said.add(tool)
        return calls.length
      }
      await inRounds(
        { name: 'ecs-release', tools: ['ours', ...movers], rounds },
        context,
        nothing,
        async (tool) => {
          const { name, image } = await bench.fresh()
          await bench.calls()
          samples.add(tool, 'time', await releaseBy(tool, bench, name, image, context))
          samples.add(tool, 'calls', await note(tool))
          if (tool !== 'ours') return
          samples.add(tool, 'again', await releaseBy(tool, bench, name, image, context))
          samples.add(tool, 'again calls', (await bench.calls()).length)
        },
      )
      const from = context.actions === undefined ? 'their call sequence' : 'their published bundles'
      const chain = `peers: ${from} with crane tag, with docker pull, tag and push`
      const row = { case: 'ecs-release', budgets: [] } as const
      return [
        {
          ...row,
          ...samples.medians('time'),
          unit: 'ms',
          what: 'Release to an ECS service: whole processes',
          note: chain,
          budgets: [
            { against: 'crane', atMost: 1 },
            { against: 'docker', atMost: 0.5 },
          ],
        },
        {
          ...row,
          ...samples.medians('calls'),
          unit: 'requests',
          what: 'Release to an ECS service: AWS calls',
        },
        {
          ...row,
          ...samples.medians('again'),
          unit: 'ms',
          what: 'The same release again: whole process',
          budgets: [{ against: 'value', atMost: 1000 }],
        },
        {
          ...row,
          ...samples.medians('again calls'),
          unit: 'requests',
          what: 'The same release again: AWS calls',
          budgets: [{ against: 'value', atMost: 9 }],
        },
      ]
    } finally {
      await bench.stop()
    }
  },
}

async function releaseBy(
  tool: ToolName,
  bench: MotoBench,
  name: string,
  image: string,
  { actions }: Pick<BenchContext, 'actions'>,
): Promise<number> {
  const { env } = bench
  if (tool === 'ours') {
    const inputs = {
      'ecr-image-url': image,
      'stage-name': STAGE,
      'previous-stage-name': 'latest',
      'cluster-arn': CLUSTER,
      'service-name': name,
    }
    return (await runRelease({ env, inputs })).milliseconds
  }
  const mover = tool === 'docker' ? 'docker' : 'crane'
  const place = { cluster: CLUSTER, service: name, family: name, container: 'app' }
  const taken = await runEcsChain({ mover, actions, image, stage: STAGE, ...place, env })
  if (mover === 'docker') forgetImage(image, ['latest', STAGE])
  return taken
}
