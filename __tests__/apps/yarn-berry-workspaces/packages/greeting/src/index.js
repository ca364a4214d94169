import { sentenceCase } from 'change-case'

export const greeting = (from) => `${sentenceCase('hello')} from ${from}`
