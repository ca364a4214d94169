import { bareFastify } from '../host.ts'
import type { NodeFramework } from './framework.ts'

interface Server {
  readonly packages?: readonly string[]
  readonly port?: number
  /** Environment that makes it listen on every address. */
  readonly env?: Readonly<Record<string, string>>
}

// Servers that need nothing but their start command: named so that the plan can name them.
function server(name: string, { packages = [name], ...more }: Server = {}): NodeFramework {
  return { name, packages, ...more }
}

/** Servers that a start command alone runs. Ports are what their own generators and documentation listen on. */
export const SERVERS: readonly NodeFramework[] = [
  server('keystone', { packages: ['@keystone-6/core'], port: 3000 }),
  server('loopback', {
    packages: ['@loopback/rest', '@loopback/core'],
    port: 3000,
    env: { HOST: '0.0.0.0' },
  }),
  server('feathers', { packages: ['@feathersjs/koa', '@feathersjs/express'], port: 3030 }),
  server('sails', { port: 1337 }),
  server('apollo', { packages: ['@apollo/server', 'apollo-server'], port: 4000 }),
  server('express'),
  // Source: fastify-cli's README: the environment that gives its address. Fastify itself does not read it.
  { ...server('fastify', { port: 3000, env: { FASTIFY_ADDRESS: '0.0.0.0' } }), localByDefault: bareFastify },
  server('koa'),
  server('hapi', { packages: ['@hapi/hapi'] }),
  server('hono', { packages: ['@hono/node-server', 'hono'], port: 3000 }),
  server('elysia', { packages: ['elysia'], port: 3000 }),
  server('h3', { packages: ['h3', 'listhen', 'srvx'], port: 3000 }),
  server('restify'),
  server('polka'),
]
