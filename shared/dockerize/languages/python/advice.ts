import { warningAt, type Warning } from '../../found.ts'
import type { Project } from './project.ts'

/** What is no mistake, and yet costs: said once, changed by nobody but the user. */
export function advice(project: Project): readonly Warning[] {
  return [...onlyProcessor(project), ...gevent(project)]
}

function onlyProcessor(project: Project): readonly Warning[] {
  const torch = project.dependency('torch')
  if (torch === undefined) return []
  const cuda = project.installed()?.has('nvidia-cublas-cu12')
  if (cuda === false || project.versionOf('torch')?.includes('+cpu') === true) return []
  const text =
    'torch brings the libraries of CUDA along, gigabytes of them: without a graphics card take it from the index of its builds for the processor alone.'
  return [warningAt(torch, text)]
}

function gevent(project: Project): readonly Warning[] {
  const found = project.direct('eventlet')
  if (found === undefined) return []
  return [warningAt(found, 'eventlet is no longer developed: gevent or asyncio take its place.')]
}
