import { officialImage, serving, type Stage, type Step } from '../../image/steps.ts'
import { takesLambda, type Request } from '../../plan.ts'
import { nginxConfiguration, type SiteSettings } from './nginx.ts'

/** Where the files are, and how they are served. */
export interface Site extends SiteSettings {
  readonly copy: Step
  readonly healthCheckPath: string
}

/** The process of every site. */
export const NGINX = ['nginx', '-g', 'daemon off;']

/** The release line that the image's tag names. */
export const NGINX_VERSION = '1'

/** The stage that serves files: nginx, as its own non-root user, writing to /tmp alone. */
export function siteStage(site: Site, request: Request): Stage {
  const lambda = takesLambda(request, site.port)
  return {
    name: 'runtime',
    base: officialImage(request.baseRegistry, `nginx:${NGINX_VERSION}`),
    steps: [
      {
        kind: 'inline',
        why: ['All that nginx writes goes to /tmp, so that it needs neither root nor a writable image.'],
        to: '/etc/nginx/nginx.conf',
        lines: nginxConfiguration(site),
      },
      { ...site.copy, why: ['The files belong to root: the server can read them and change nothing.'] },
      ...serving({
        port: site.port,
        lambda,
        healthCheckPath: site.healthCheckPath,
        user: '101:101',
        probe: [
          'curl',
          '--fail',
          '--silent',
          '--output',
          '/dev/null',
          `http://127.0.0.1:${site.port}${site.healthCheckPath}`,
        ],
        argv: NGINX,
        stopSignal: 'SIGQUIT',
        whyStopSignal: 'The signal on which nginx finishes its requests; SIGTERM cuts them off.',
      }),
    ],
  }
}
