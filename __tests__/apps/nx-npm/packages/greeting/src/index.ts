import { sentenceCase } from 'change-case'

export function greeting(from: string): string {
  return `${sentenceCase('hello')} from ${from}`
}
