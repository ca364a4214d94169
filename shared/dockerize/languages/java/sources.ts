import type { Step } from '../../image/steps.ts'
import { join, type FileView } from '../../view/file-view.ts'

// What stands at the top of a project and decides nothing about the application that is built.
const BESIDE =
  /^(?:\..*|mvnw|mvnw\.cmd|gradlew|gradlew\.bat|gradle|target|build|.*\.(?:md|adoc|txt|iml)|LICENSE.*|NOTICE.*|Dockerfile.*|.*compose.*\.ya?ml|Procfile|system\.properties|app\.json|(?:fly|railway|mise|project|nixpacks|railpack)\.(?:toml|json)|render\.yaml|Jenkinsfile|catalog-info\.yaml)$/i

/**
 * Copies of what the modules are built from: of one at the top its `src` alone where nothing else is there, so that
 * neither documents nor workflows make the layer new. `manifests` are there already.
 */
export function sourceCopies(
  repository: FileView,
  root: string,
  folders: readonly string[],
  ...manifests: readonly string[]
): readonly Step[] {
  const inside = folders.filter((folder) => folder !== root)
  // The folder of several modules has only their common pom.xml, unless it is a module itself.
  const own = inside.length === 0 || (folders.includes(root) && repository.isFolder(join(root, 'src')))
  return [
    ...(own ? [ownCopy(repository, root, manifests)] : []),
    ...inside.map((folder): Step => {
      const to = root === '' ? folder : folder.slice(root.length + 1)
      return { kind: 'copy', sources: [`${folder}/`], to: `./${to}/` }
    }),
  ]
}

function ownCopy(repository: FileView, root: string, manifests: readonly string[]): Step {
  const others = repository
    .list(root)
    .filter(({ name }) => !BESIDE.test(name) && !manifests.includes(name))
    .map(({ name }) => name)
  if (others.length === 1 && others[0] === 'src') {
    return { kind: 'copy', sources: [`${join(root, 'src')}/`], to: './src/' }
  }
  return root === ''
    ? { kind: 'copy', sources: ['.'], to: '.' }
    : { kind: 'copy', sources: [`${root}/`], to: './' }
}
