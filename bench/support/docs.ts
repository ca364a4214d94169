const START = '<!-- results-start -->'
const END = '<!-- results-end -->'

/**
 * A page with new results between its markers.
 * @throws Error when a marker is missing
 */
export function fillResults(page: string, results: string): string {
  const from = page.indexOf(START)
  const to = page.indexOf(END)
  if (from < 0 || to < from) throw new Error(`Needs the lines ${START} and ${END}, in this order.`)
  return `${page.slice(0, from + START.length)}\n\n${results}\n\n${page.slice(to)}`
}
