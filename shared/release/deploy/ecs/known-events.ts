/** Something that ECS says of a service or a deployment, and what to do about it. */
interface KnownEvent {
  /** For people and tables. */
  readonly name: string
  readonly says: RegExp
  /** What to do, in one sentence. */
  readonly hint: string
  /** The same for instances that are not EC2's (ECS Anywhere). */
  readonly external?: string
}

/** Also for a deployment that is stopped without a word. */
export const STOPPED_BY_HAND =
  'Somebody or something stopped it (StopServiceDeployment): CloudTrail says who; release again when that is settled.'

const LISTENERS =
  'Check the listener rules and both target groups of the load balancer, and the infrastructure role of the service: ECS has to be able to shift the traffic.'

/**
 * Service events and reasons of service deployments, the telling ones first.
 * Source: Amazon ECS Developer Guide, "Service event messages", "Troubleshooting Amazon ECS blue/green deployments",
 * "API failure reasons".
 */
export const KNOWN_EVENTS: readonly KnownEvent[] = [
  { name: 'stopped by hand', says: /StopServiceDeployment/, hint: STOPPED_BY_HAND },
  {
    name: 'lifecycle hook',
    says: /lifecycle hook\(s\) failed/i,
    hint: 'The Lambda function of the lifecycle hook refused the deployment, or could not be asked: see its log, and the role that the hook names.',
  },
  {
    name: 'networking',
    says: /invalid networking configuration|not associated with either productionListenerRule/i,
    hint: LISTENERS,
  },
  {
    name: 'target group permissions',
    says: /failed to (register|deregister|describe) (targets?|target health).*(not authorized|denied)/is,
    hint: LISTENERS,
  },
  {
    name: 'role cannot be assumed',
    says: /unable to assume (the )?(service linked )?role/i,
    hint: 'Let ecs-tasks.amazonaws.com assume the task role and the execution role, and ecs.amazonaws.com the infrastructure role.',
  },
  {
    name: 'port in use',
    says: /already using a port required by your task|RESOURCE:PORTS/i,
    hint: 'Each instance has this host port once: set hostPort to 0, add instances, or lower minimumHealthyPercent so that the former task may stop first.',
  },
  {
    name: 'attribute missing',
    says: /missing an attribute required by your task|ATTRIBUTE/,
    hint: 'No instance fits the placement constraints, the platform or the features that the task definition asks for: check them against the instances of the cluster.',
  },
  {
    name: 'agent',
    says: /encountered error "?AGENT|agent.*(disconnected|not connected)/,
    hint: 'The agents of the instances are not connected: check that they reach ECS, and their instance role.',
  },
  {
    name: 'no instances',
    says: /no container instances were found in your cluster/i,
    hint: 'The cluster has no instances: add some, or give the service another launch type or capacity provider.',
    external: 'The cluster has no instances: register one (ECS Anywhere).',
  },
  {
    name: 'no room on instances',
    says: /no container instance met all of its requirements|insufficient (memory|cpu)|RESOURCE:/i,
    hint: 'Add instances, or ask for less CPU and memory in the task definition; lowering minimumHealthyPercent lets former tasks stop first.',
    external:
      'Register another instance (ECS Anywhere), or ask for less CPU and memory in the task definition.',
  },
  {
    name: 'capacity unavailable',
    says: /capacity is unavailable/i,
    hint: 'AWS has no capacity of this kind there now: give the service subnets in other availability zones, ask for another size, or release again later.',
  },
  {
    name: 'quota',
    says: /reached the limit on the number of|quota/i,
    hint: 'Have the quota of the account raised (Service Quotas, AWS Fargate), or stop what is not needed.',
  },
  {
    name: 'unhealthy target',
    says: /is unhealthy in \(?target-group|health checks failed|failed ELB health checks/i,
    hint: 'Check path and port of the health check of the target group and the security group of the tasks, and raise healthCheckGracePeriodSeconds if the program takes long to start.',
  },
  {
    name: 'throttled',
    says: /rate exceeded|throttl/i,
    hint: 'AWS has too many calls of this account at once: release again later.',
  },
]
