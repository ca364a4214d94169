import { type BadInput, ECS, FUNCTION, LAMBDA } from './row.ts'

/** What a single value looks like. */
export const SHAPES: readonly BadInput[] = [
  ['no stage', { 'stage-name': '' }, /"stage-name" is missing/],
  ['a stage with a blank', { 'stage-name': 'my stage' }, /"my stage", whose character " "/],
  ['a stage called latest', { 'stage-name': 'latest' }, /the tag of the newest build/],
  ['a stage like a commit', { 'stage-name': 'abcdef1' }, /shaped like a commit sha/],
  ['a stage that keeps a former image', { 'stage-name': 'dev-previous' }, /ends in "-previous"/],
  [
    'a stage of 129 characters',
    { 'stage-name': 'x'.repeat(129) },
    /has 129 characters; a tag has at most 128/,
  ],
  ['no source', { 'previous-stage-name': '' }, /"previous-stage-name" is missing/],
  ['a source with a slash', { 'previous-stage-name': 'a/b' }, /"a\/b", whose character "\/"/],
  ['a short digest as source', { 'previous-stage-name': 'sha256:abc' }, /3 hexadecimal digits instead of 64/],
  ['no image', { 'ecr-image-url': '' }, /"ecr-image-url" is missing/],
  [
    'an image with a protocol',
    { 'ecr-image-url': 'https://x.dkr.ecr.us-east-1.amazonaws.com/app' },
    /starts with a protocol/,
  ],
  [
    'an image with a tag',
    { 'ecr-image-url': '123456789012.dkr.ecr.us-east-1.amazonaws.com/app:dev' },
    /has a tag or digest/,
  ],
  [
    'a registry alone',
    { 'ecr-image-url': '123456789012.dkr.ecr.us-east-1.amazonaws.com' },
    /names a registry, and no repository/,
  ],
  ['a registry that is not ECR', { 'ecr-image-url': 'ghcr.io/team/app' }, /not one of Amazon ECR/],
  [
    'a loopback registry of another AWS',
    { 'ecr-image-url': 'localhost:5000/app' },
    /AWS_ENDPOINT_URL is on this machine/,
  ],
  [
    'a region that is none',
    { 'aws-region': 'us-east' },
    /"aws-region" is "us-east", which is not the code of an AWS region/,
  ],
  ['a zone as region', { 'stage-region': 'us-east-1a' }, /"stage-region" is "us-east-1a"/],
  [
    'a cluster with a slash',
    { 'cluster-arn': 'cluster/dev' },
    /"cluster-arn" is "cluster\/dev", which is not the name or ARN of an ECS cluster/,
  ],
  [
    'a service where a cluster belongs',
    { 'cluster-arn': `${ECS}:service/dev/app` },
    /not the name or ARN of an ECS cluster/,
  ],
  [
    'a cluster of 11 digits',
    { 'cluster-arn': 'arn:aws:ecs:us-east-1:12345678901:cluster/dev' },
    /not the name or ARN of an ECS cluster/,
  ],
  [
    'a cluster where a service belongs',
    { 'service-name': `${ECS}:cluster/dev` },
    /"service-name" is .* not the name or ARN of an ECS service/,
  ],
  [
    'a service with a blank',
    { 'service-name': 'my app' },
    /"my app", which is not the name or ARN of an ECS service/,
  ],
  [
    'a container with a dot',
    { 'container-name': 'app.web' },
    /"container-name" is "app.web", which is not the name of a container/,
  ],
  [
    'a slip in task-definition',
    { 'task-definition': 'famly' },
    /"famly", which is not .* Did you mean "family"\? Valid values: service, family/,
  ],
  [
    'a family without a revision',
    { 'task-definition': `${ECS}:task-definition/app` },
    /which names no revision/,
  ],
  [
    'a service as task-definition',
    { 'task-definition': `${ECS}:service/dev/app` },
    /which is not "service", "family" or the ARN of a revision/,
  ],
  [
    'an AppSpec outside',
    { 'codedeploy-appspec': '../appspec.yml' },
    /"codedeploy-appspec" is "..\/appspec.yml", which is no file in the workspace/,
  ],
  ['an AppSpec that is the workspace', { 'codedeploy-appspec': '.' }, /which is no file in the workspace/],
  [
    'a function with a blank',
    { ...FUNCTION, 'lambda-function-name': 'my app' },
    /"lambda-function-name" is "my app", which is not the name or ARN/,
  ],
  [
    'a version of a function',
    { ...FUNCTION, 'lambda-function-name': 'app:7' },
    /names the version or alias "7"/,
  ],
  [
    'an alias in an ARN',
    { ...FUNCTION, 'lambda-function-arn': `${LAMBDA}:app:live` },
    /"lambda-function-arn" is .* names the version or alias "live"/,
  ],
  [
    'a name where an ARN belongs',
    { ...FUNCTION, 'lambda-function-arn': 'app' },
    /"lambda-function-arn" is "app", which is not the ARN of a Lambda function/,
  ],
  [
    'the ARN of a layer',
    { ...FUNCTION, 'lambda-function-arn': 'arn:aws:lambda:us-east-1:123456789012:layer:app' },
    /not the ARN of a Lambda function/,
  ],
  [
    'a version as alias',
    { ...FUNCTION, 'lambda-alias': '7' },
    /"lambda-alias" is "7", which is not the name of an alias/,
  ],
  [
    'a step of more than everything',
    { ...FUNCTION, 'lambda-traffic': '110' },
    /"lambda-traffic" is "110": "110" is no step/,
  ],
  ['a step that is no number', { ...FUNCTION, 'lambda-traffic': 'ten:5' }, /"ten:5" is no step/],
  [
    'steps that fall',
    { ...FUNCTION, 'lambda-alias': 'live', 'lambda-traffic': '50:1,10:1' },
    /its percentages do not rise/,
  ],
  [
    'an alarm of another service',
    { alarms: 'arn:aws:sns:us-east-1:123456789012:topic' },
    /"alarms" is .* not the name or ARN of a CloudWatch alarm/,
  ],
  [
    'a bucket as URL',
    { 's3-bucket': 's3://records' },
    /"s3-bucket" is "s3:\/\/records", which is not the name of a bucket/,
  ],
  [
    'a role by name',
    { 'role-to-assume': 'deploy' },
    /"role-to-assume" is "deploy", which is no ARN of an IAM role/,
  ],
  [
    'a user as role',
    { 'role-to-assume': 'arn:aws:iam::123456789012:user/ci' },
    /which is no ARN of an IAM role/,
  ],
  [
    'a session as role',
    { 'role-to-assume': 'arn:aws:sts::123456789012:assumed-role/deploy/job' },
    /a session of a role and not the role itself/,
  ],
  [
    'a role of 11 digits',
    { 'role-to-assume': 'arn:aws:iam::12345678901:role/deploy' },
    /whose account "12345678901" is not 12 digits/,
  ],
  [
    'a role of no partition',
    { 'role-to-assume': 'arn:azure:iam::123456789012:role/deploy' },
    /whose partition "azure" does not exist/,
  ],
  [
    'a health check that is no URL',
    { 'health-check-url': 'app.example.com' },
    /"health-check-url" is "app.example.com", which is no http or https URL/,
  ],
  [
    'a health check with a password',
    { 'health-check-url': 'https://a:secret@app.example.com' },
    /"health-check-url" is a URL with a password/,
  ],
  [
    'minutes that are none',
    { 'wait-minutes': 'soon' },
    /"wait-minutes" is "soon", which is no number of minutes/,
  ],
  ['no minutes at all', { 'health-check-minutes': '0' }, /"health-check-minutes" is "0"/],
  ['a flag that is none', { plan: 'yes' }, /"plan" is "yes"\. Valid values: true, false/],
  [
    'a slip in wait',
    { wait: 'deploid' },
    /"wait" is "deploid"\. Did you mean "deployed"\? Valid values: deployed, none/,
  ],
  ['a slip in on-cancel', { 'on-cancel': 'rolback' }, /"on-cancel" is "rolback"\. Did you mean "rollback"\?/],
  ['an unknown referrers', { referrers: 'all' }, /"referrers" is "all"\. Valid values: copy, off, require/],
  ['a command only a shell could run', { command: 'migrate && start' }, /which only a shell could run/],
  [
    'a line that names no variable',
    { 'environment-variables': 'A=1\nB' },
    /Line 2 of the input "environment-variables" names no variable/,
  ],
  [
    'a variable of the stack',
    { 'environment-variables': 'S3_BUCKET=x' },
    /has S3_BUCKET, which is the same for a whole stack/,
  ],
  ['a variable twice', { 'environment-variables': 'A=1\n-A' }, /has A twice/],
  ['a digest without algorithm', { 'expected-digest': 'a'.repeat(64) }, /lacks "sha256:" before its digits/],
]
