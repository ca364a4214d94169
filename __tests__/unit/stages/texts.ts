export const IMAGE = '123456789012.dkr.ecr.us-east-1.amazonaws.com/app'
export const ROLE = 'arn:aws:iam::123456789012:role/ci/deploy'

/** A file with one stage `dev` that has these keys too. */
export function stage(keys: string): string {
  return `stages: [{ name: dev, ${keys} }]`
}

export const EXAMPLE = `image: ${IMAGE}
stages:
  - name: dev                       # the first stage is promoted from latest
    ecs: { cluster: dev, service: app }
  - name: staging
    lambda: { function: app-staging }
  - name: prod
    health-check: https://app.example.com/healthy
    environment: { LOG_LEVEL: warn }
    targets:
      - { region: us-west-2, ecs: { cluster: prod, service: app }, wave: 1 }
      - { region: us-east-1, ecs: { cluster: prod, service: app }, wave: 2 }
      - { region: eu-west-1, image: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/app, lambda: { function: app }, wave: 2 }
`

/** A text that is refused: its title, itself, `line:column` and the sentence. */
export type Refusal = readonly [title: string, text: string, position: string, sentence: string]
