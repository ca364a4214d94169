/** What else a denial of an action may need, as a sentence to append; '' where there is nothing to add. */
export function hintFor(action: string): string {
  const hint = HINTS[action]
  return hint === undefined ? '' : ` ${hint}`
}

// Denials whose cause is not the action that the caller thinks of, or whose statement needs more than the action.
// Source: the Service Authorization Reference, "Actions, resources, and condition keys", of each service.
const HINTS: Readonly<Record<string, string>> = {
  'iam:PassRole':
    'The roles that are passed are those of the task definition (task role, execution role), or that of the schedule or rule.',
  'ecs:TagResource': 'Registering a task definition that has tags needs it.',
  'ecs:RegisterTaskDefinition': 'It goes with "iam:PassRole" on the task role and the execution role.',
  'ecs:RunTask': 'It goes with "iam:PassRole" on the task role and the execution role.',
  'scheduler:UpdateSchedule': 'It goes with "iam:PassRole" on the role of the schedule.',
  'events:PutTargets': 'It goes with "iam:PassRole" on the role of the rule\'s target.',
  'codedeploy:CreateDeployment':
    'It goes with "codedeploy:GetDeploymentConfig" and "codedeploy:RegisterApplicationRevision".',
  'cloudwatch:DescribeAlarms': 'Composite alarms are told only where the resource is "*".',
  'logs:GetLogEvents': 'Its resource is the log stream; a trailing "*" takes in every task.',
  'lambda:UpdateFunctionCode':
    'An image of another account needs "ecr:GetRepositoryPolicy" and "ecr:SetRepositoryPolicy" or a repository policy for Lambda, too.',
  'lambda:UpdateAlias': 'Its resource is the function.',
  'sts:AssumeRole': 'The trust policy of the role that is assumed has to allow it, too.',
  'ecr:GetAuthorizationToken': 'Its resource is always "*".',
}
