import { hasApplication } from './providers.ts'
import { diskView } from './view/disk-view.ts'
import { appIn, folders } from './view/file-view.ts'

/** The folders of a checkout that have an application, `.` being the top, for a workflow's matrix. */
export function applications(workspace: string): readonly string[] {
  const view = diskView(workspace)
  return ['', ...folders(view)]
    .filter((folder) => hasApplication(appIn(view, folder)))
    .map((folder) => (folder === '' ? '.' : folder))
}
