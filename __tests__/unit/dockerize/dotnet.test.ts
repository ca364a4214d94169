import { describe, expect, it } from 'vitest'
import { errorOf, planFor } from './memory-view.ts'

const project = (sdk: string, inside = '<TargetFramework>net10.0</TargetFramework>', items = ''): string =>
  `<Project Sdk="Microsoft.NET.Sdk${sdk}">\n  <PropertyGroup>${inside}</PropertyGroup>\n  <ItemGroup>${items}</ItemGroup>\n</Project>\n`
const web = { 'Web.csproj': project('.Web') }

describe('ASP.NET Core', () => {
  it('is published as no root on the images of its framework', () => {
    const { dockerfile, version, port, runCommand } = planFor(web)
    expect(version).toMatchObject({ value: '10.0', file: 'Web.csproj', line: 2 })
    expect([port.value, runCommand.value]).toEqual([8080, ['dotnet', 'Web.dll']])
    expect(dockerfile).toContain('FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS runtime')
    expect(dockerfile).toContain('ASPNETCORE_HTTP_PORTS=8080')
    expect(dockerfile).toContain('USER 1654:1654')
  })

  it.each([
    ['net8.0', '8.0', 'USER 1654:1654'],
    ['net6.0', '6.0', 'USER 1001:1001'],
    ['netcoreapp3.1', '3.1', 'ASPNETCORE_URLS=http://+:8080'],
    ['net8.0;net9.0', '9.0', '--framework net9.0'],
  ])('%s runs on %s', (framework, tag, line) => {
    const property = framework.includes(';') ? 'TargetFrameworks' : 'TargetFramework'
    const { dockerfile, version } = planFor({
      'Web.csproj': project('.Web', `<${property}>${framework}</${property}>`),
    })
    expect(version.value).toBe(tag)
    expect(dockerfile).toContain(line)
  })

  it.each(['net8.0-windows', 'net48'])('refuses %s', (framework) => {
    const files = { 'Web.csproj': project('.Web', `<TargetFramework>${framework}</TargetFramework>`) }
    expect(() => planFor(files)).toThrow(/runs in no Linux container/)
  })

  it('takes no other version than it targets', () => {
    expect(errorOf(() => planFor(web, { version: '9' })).message).toMatch(
      /"9".*Web.csproj:2 targets "net10.0"/,
    )
  })

  it.each([
    ['app.Run("http://0.0.0.0:5005");', 5005],
    ['options.ListenAnyIP(5006);', 5006],
    ['Environment.GetEnvironmentVariable("PORT") ?? "5007"', 5007],
  ])('reads the port of %s', (line, port) => {
    expect(planFor({ ...web, 'Program.cs': `${line}\napp.MapHealthChecks("/healthz");\n` })).toMatchObject({
      port: { value: port, file: 'Program.cs', line: 1 },
      healthCheckPath: { value: '/healthz', line: 2 },
    })
  })

  it('listens where the settings of Kestrel say, and never where the launch settings do', () => {
    const settings = { Kestrel: { Endpoints: { Http: { Url: 'http://*:5008' } } } }
    expect(planFor({ ...web, 'appsettings.json': settings }).port.value).toBe(5008)
    const launch = { profiles: { http: { applicationUrl: 'http://localhost:5123' } } }
    expect(planFor({ ...web, 'Properties/launchSettings.json': launch }).port.value).toBe(8080)
  })
})

describe('global.json', () => {
  it.each([
    [{ version: '10.0.100', rollForward: 'latestFeature' }, 'sdk:10.0 ', 0],
    [{ version: '10.0.103' }, 'sdk:10.0.103 ', 1],
    [{ version: '8.0.100', rollForward: 'latestMajor' }, 'sdk:10.0 ', 0],
    [{ version: '10.0.0' }, 'sdk:10.0 ', 0],
  ])('%j builds with %s', (sdk, image, warnings) => {
    const plan = planFor({ ...web, 'global.json': { sdk } })
    expect(plan.dockerfile).toContain(`FROM mcr.microsoft.com/dotnet/${image}`)
    expect(plan.warnings).toHaveLength(warnings)
  })

  it('cannot ask for an SDK that is older than the framework', () => {
    const files = { ...web, 'global.json': { sdk: { version: '8.0.400' } } }
    expect(errorOf(() => planFor(files)).message).toMatch(
      /8.0.400, which cannot build for 10.0 \(Web.csproj:2\)/,
    )
  })
})

describe('a solution', () => {
  const files = {
    'Shop.sln': '',
    'Directory.Packages.props': '<Project></Project>',
    'src/Web/Web.csproj': project(
      '.Web',
      '<TargetFramework>net10.0</TargetFramework>',
      '<ProjectReference Include="..\\Core\\Core.csproj" />',
    ),
    'src/Core/Core.csproj': project('', undefined, '<Compile Include="..\\..\\shared\\Clock.cs" />'),
    'src/Tools/Tools.csproj': project('', '<OutputType>Exe</OutputType>'),
    'shared/Clock.cs': '',
  }

  it('restores the one project that serves, with what it refers to, before the source', () => {
    const { dockerfile, scope } = planFor(files, {}, { folder: 'src/Web' })
    expect(dockerfile).toContain('COPY Directory.Packages.props ./')
    expect(dockerfile).toContain('COPY src/Core/Core.csproj src/Core/')
    expect(dockerfile).toContain('COPY shared/ shared/')
    expect(dockerfile).not.toContain('Tools')
    expect(scope).toEqual(['Directory.Packages.props', 'shared', 'src/Core'])
    expect(planFor(files).runCommand.value).toEqual(['dotnet', 'Web.dll'])
  })

  it('lists several that serve', () => {
    const { message, hint } = errorOf(() => planFor({ ...files, 'src/Api/Api.csproj': project('.Web') }))
    expect(message).toBe('There are several applications: src/Api/Api.csproj, src/Web/Web.csproj.')
    expect(hint).toContain('src/Api')
  })

  it('says what serves nothing', () => {
    expect(() => planFor({ 'Job.csproj': project('.Worker') })).toThrow(
      /No project in the repository serves HTTP/,
    )
  })

  it('restores as the lockfiles say where every project has one', () => {
    const locks = { 'src/Web/packages.lock.json': '{}', 'src/Core/packages.lock.json': '{}' }
    expect(planFor({ ...files, ...locks }).dockerfile).toContain('--locked-mode')
    expect(planFor(files).dockerfile).not.toContain('--locked-mode')
  })
})

describe('Blazor in the browser', () => {
  it('is served by nginx', () => {
    const { dockerfile, framework } = planFor({ 'Client.csproj': project('.BlazorWebAssembly') })
    expect(framework.value).toBe('blazor-wasm')
    expect(dockerfile).toContain('COPY --from=build /app/publish/wwwroot /srv/www')
  })

  it('is a part of the application that serves it', () => {
    const reference = '<ProjectReference Include="../Client/Client.csproj" />'
    const { framework } = planFor({
      'Client/Client.csproj': project('.BlazorWebAssembly'),
      'Server/Server.csproj': project('.Web', undefined, reference),
    })
    expect(framework).toMatchObject({ value: 'aspnet', file: 'Server/Server.csproj' })
  })
})

describe('what MSBuild takes in', () => {
  const imports = (...paths: readonly string[]): string =>
    `<Project>${paths.map((path) => `<Import Project="${path}" />`).join('')}<PropertyGroup><Company>Acme</Company></PropertyGroup></Project>`
  const files = {
    'src/web/Web.csproj': project('.Web', '<AssemblyName>$(Company).$(MSBuildProjectName)</AssemblyName>'),
    'src/Directory.Build.props': imports(
      "$([MSBuild]::GetPathOfFileAbove('Directory.Build.props', '$(MSBuildThisFileDirectory)../'))",
      '..\\build\\common.props',
      '$(NuGetRoot)/none.props',
      '../../outside.props',
    ),
    'Directory.Build.props': '<Project/>',
    'build/common.props': '<Project><Import Project="$(MSBuildThisFileDirectory)target.props"/></Project>',
    'build/target.props':
      '<Project><Import Project="common.props"/><PropertyGroup><TargetFramework>net9.0</TargetFramework></PropertyGroup></Project>',
  }

  it('says what the project does not, and is there before packages are restored', () => {
    const { dockerfile, version, runCommand } = planFor(files, {}, { folder: 'src/web' })
    expect(version).toMatchObject({ value: '9.0', file: 'build/target.props' })
    expect(runCommand.value).toEqual(['dotnet', 'Acme.Web.dll'])
    expect(dockerfile).toContain('COPY build/common.props build/target.props build/\n')
    expect(dockerfile.indexOf('build/target.props')).toBeLessThan(dockerfile.indexOf('dotnet restore'))
  })
})
