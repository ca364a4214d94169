import type { KnownStop } from './known-stop.ts'

/**
 * Why tasks stop that had started, the telling ones first: a task that failed its health check is killed, and its exit
 * code then says only that.
 * Source: Amazon ECS Developer Guide, "Amazon ECS stopped tasks error messages"; API Reference, Task, `stopCode`.
 */
export const KNOWN_STOPS: readonly KnownStop[] = [
  {
    name: 'scaled in',
    stopCode: 'ServiceSchedulerInitiated',
    reason: /Scaling activity initiated by/,
    harmless: true,
    hint: 'Nothing: the service wanted fewer tasks, or this one was replaced.',
  },
  {
    name: 'load balancer: codes',
    reason: /ELB health checks.*(codes|Target\.ResponseCodeMismatch)/is,
    hint: 'The address of the health check answers with another code than it should: check the path and the success codes of the target group.',
  },
  {
    name: 'load balancer: no answer',
    reason: /ELB health checks.*(timed out|Target\.Timeout|refused|Target\.FailedHealthChecks)/is,
    hint: 'The load balancer gets no answer: let its security group into the port of the tasks, and let the program listen on 0.0.0.0 and that port.',
  },
  {
    name: 'load balancer',
    reason: /ELB health checks/i,
    hint: 'Check path and port of the health check of the target group and the security group of the tasks, and raise healthCheckGracePeriodSeconds if the program takes long to start.',
  },
  {
    name: 'container health check',
    reason: /container health checks/i,
    hint: 'The command of healthCheck in the task definition fails: check that the image has the program it calls, and raise startPeriod if the program takes long to start.',
  },
  {
    name: 'out of memory',
    reason: /OutOfMemory/i,
    hint: 'Raise memory of the container or of the task, or have the program use less.',
  },
  {
    name: 'Spot interruption',
    reason: /Spot.*interrupt/i,
    hint: 'AWS took the Spot capacity back: release again, or give the capacity provider strategy a base of FARGATE.',
  },
  {
    name: 'Spot interruption',
    stopCode: 'SpotInterruption',
    hint: 'AWS took the Spot capacity back: release again, or give the capacity provider strategy a base of FARGATE.',
  },
  {
    name: 'host terminated',
    reason:
      /Host EC2.*(terminated|stopped)|instance.*(terminated|deregistered)|container instance.*draining/i,
    hint: 'The instance went away under the task: check its Auto Scaling group, then release again.',
  },
  {
    name: 'host terminated',
    stopCode: 'TerminationNotice',
    hint: 'The instance went away under the task: check its Auto Scaling group, then release again.',
  },
  {
    name: 'infrastructure',
    stopCode: 'InfrastructureHealth',
    hint: 'The host under the task was not healthy: release again, and see the AWS Health Dashboard if that does not help.',
  },
  {
    name: 'stopped by a person',
    stopCode: 'UserInitiated',
    hint: 'Somebody stopped the task (StopTask): CloudTrail says who, and the service starts another one.',
  },
  {
    name: 'capacity',
    reason: /Capacity is unavailable|RESOURCE:|insufficient/i,
    hint: 'There was no room for the task: give the service more instances or subnets in other zones, or release again later.',
  },
  {
    name: 'start',
    stopCode: 'TaskFailedToStart',
    hint: 'The task never began to run: its reason says what it lacked.',
  },
]

/** What the exit code of a container tells, where nothing else told more. */
export const KNOWN_EXITS: Readonly<Record<number, string>> = {
  0: 'The program ended by itself, and a service has to go on running: check its start command.',
  1: 'The program ended with an error of its own: the last lines of its log say which.',
  126: 'The start command may not be run: check that the file is executable and made for this architecture.',
  127: 'A program that the start command calls is not in the image: check entryPoint, command and the Dockerfile.',
  137: 'The container was killed: it used more memory than it has, or did not stop in time; raise its memory, or see why it was stopped.',
  139: 'The program crashed on an invalid memory access (SIGSEGV): check its native libraries against the base image and the architecture.',
  143: 'The container was told to stop (SIGTERM) and did: the events of the service say by what, a health check or an instance that went away.',
}

/** What is said of any other exit code. */
export const ANY_EXIT = 'The program ended: the last lines of its log say why.'
