import { expect, it } from 'vitest'
import { ownApplications } from '../../scripts/test-apps/applications.ts'
import { judge } from '../../scripts/test-apps/judge.ts'
import { repositoryRoot } from '../support/action-file.ts'
import { describeNeeding } from '../support/needs.ts'

/** Of each way to build and to serve one; `npm run test:apps` judges all. */
const SUBSET = [
  'django-uv',
  'express-app',
  'fastapi-uv',
  'flask-pip',
  'go-http',
  'nest-npm',
  'next-pnpm',
  'node-http',
  'static-site',
  'vite-npm',
]

const apps = ownApplications(repositoryRoot).filter(({ name }) => SUBSET.includes(name))

describeNeeding(['docker'], 'a generated Dockerfile', () => {
  it.each(apps)('of $name builds, answers, is well, stops, and installs nothing again', async (app) => {
    const { outcome, why, log } = await judge(app, {
      sources: false,
      build: true,
      limit: 540,
      known: () => undefined,
      interrupt: new AbortController().signal,
    })
    expect({ outcome, why, log }).toEqual({ outcome: 'runs' })
  })

  it('has every application of the subset', () => {
    expect(apps.map(({ name }) => name)).toEqual(SUBSET)
  })
})
