import type { About } from '../../plan.ts'
import type { Project } from './project.ts'

/** What pyproject.toml says of the application. Source: PyPA specifications, "Declaring project metadata". */
export function aboutProject({ pyproject }: Project): About | undefined {
  if (pyproject === undefined) return undefined
  const text = (name: string): string | undefined => {
    const value = (
      pyproject.string('project', name) ?? pyproject.string('tool', 'poetry', name)
    )?.value.trim()
    // What "uv init" writes until somebody has a description.
    return value === '' || value === 'Add your description here' ? undefined : value
  }
  const title = text('name')
  const description = text('description')
  const licenses = text('license') ?? pyproject.string('project', 'license', 'text')?.value
  if (title === undefined && description === undefined) return undefined
  return {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(licenses === undefined ? {} : { licenses }),
  }
}
