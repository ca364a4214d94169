/** Inputs that are refused: what is wrong, those beside the good ones, and what the sentence must say. */
export type BadInput = readonly [title: string, inputs: Readonly<Record<string, string>>, sentence: RegExp]

/** ARNs begin so. */
export const ECS = 'arn:aws:ecs:us-east-1:123456789012'
export const LAMBDA = 'arn:aws:lambda:us-east-1:123456789012:function'

/** A function in place of the service. */
export const FUNCTION = { 'lambda-function-name': 'app', 'service-name': '', 'cluster-arn': '' }
