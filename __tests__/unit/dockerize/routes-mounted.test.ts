import { describe, expect, it } from 'vitest'
import { planFor } from './memory-view.ts'

type Files = Readonly<Record<string, string>>

const python = (framework: string, code: string): Files => ({
  'requirements.txt': `${framework}==1.0\n`,
  'app.py': code,
})
const pom = (dependency: string): string => {
  const [group = '', artifact = ''] = dependency.split(':')
  return `<project><groupId>a</groupId><artifactId>b</artifactId><version>1</version><dependencies><dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>6</version></dependency></dependencies></project>`
}
const javalin = (code: string): Files => ({
  'pom.xml': pom('io.javalin:javalin'),
  'src/main/java/com/example/Main.java': `package com.example;\nclass Main {\n  public static void main(String[] args) {\n    ${code}\n  }\n}\n`,
})
const php = (name: string, files: Files): Files => ({
  'composer.json': `{"require":{"${name}":"*","php":"^8.3"}}`,
  'public/index.php': '<?php\n',
  ...files,
})
const phoenix = (scope: string): Files => ({
  'mix.exs':
    'defmodule Shop.MixProject do\n  use Mix.Project\n\n  def project do\n    [app: :shop, version: "1.0.0", elixir: "~> 1.18", deps: deps()]\n  end\n\n  defp deps do\n    [{:phoenix, "~> 1.8"}]\n  end\nend\n',
  'mix.lock': '%{}\n',
  'lib/shop_web/router.ex': `defmodule ShopWeb.Router do\n  scope "${scope}", ShopWeb do\n    get "/health", HealthController, :show\n  end\nend\n`,
})
const aspnet = (code: string): Files => ({
  'Shop.csproj':
    '<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>',
  'Program.cs': `var app = builder.Build();\n${code}\napp.Run();\n`,
})
const fastify = (options: string): Files => ({
  'package.json': '{"dependencies":{"fastify":"5"},"scripts":{"start":"node server.js"}}',
  'server.js': `fastify.register(routes${options})\nfastify.listen({ port: 3000 })\n`,
  'routes.js': "export default async (fastify) => {\n  fastify.get('/health', ok)\n}\n",
})

describe('a health path of a router', () => {
  it.each<readonly [string, Files, Files]>([
    ['Fastify', fastify(''), fastify(", { prefix: '/v1' }")],
    [
      'Starlette',
      python('starlette', "app = Starlette(routes=[Route('/health', ok), Mount('/s', StaticFiles())])\n"),
      python('starlette', "app = Starlette(routes=[Mount('/v1', routes=[Route('/health', ok)])])\n"),
    ],
    [
      'Litestar',
      python('litestar', "@get('/health')\ndef ok(): ...\napp = Litestar([ok])\n"),
      python(
        'litestar',
        "class A(Controller):\n    path = '/v1'\n    @get('/health')\n    def ok(self): ...\napp = Litestar([A])\n",
      ),
    ],
    [
      'aiohttp',
      python(
        'aiohttp',
        "from aiohttp import web\napp = web.Application()\napp.router.add_get('/health', ok)\nif __name__ == '__main__':\n    web.run_app(app)\n",
      ),
      python(
        'aiohttp',
        "from aiohttp import web\napp = web.Application()\napp.add_subapp('/v1', sub)\nsub.router.add_get('/health', ok)\nif __name__ == '__main__':\n    web.run_app(app)\n",
      ),
    ],
    [
      'Javalin',
      javalin('var app = Javalin.create().start(7000); app.get("/health", ok);'),
      javalin(
        'Javalin.create(c -> c.router.apiBuilder(() -> path("/v1", () -> { get("/health", ok); }))).start(7000);',
      ),
    ],
    [
      'Laravel',
      php('laravel/framework', { artisan: '', 'routes/web.php': "<?php\nRoute::get('/health', $ok);\n" }),
      php('laravel/framework', { artisan: '', 'routes/api.php': "<?php\nRoute::get('/health', $ok);\n" }),
    ],
    [
      'Symfony',
      php('symfony/framework-bundle', {
        'src/A.php': "<?php\nclass A {\n  #[Route('/health')]\n  function a() {}\n}\n",
      }),
      php('symfony/framework-bundle', {
        'src/A.php': "<?php\n#[Route('/v1')]\nfinal class A {\n  #[Route('/health')]\n  function a() {}\n}\n",
      }),
    ],
    ['Phoenix', phoenix('/'), phoenix('/v1')],
    [
      'ASP.NET',
      aspnet('app.MapGet("/health", () => "ok");'),
      aspnet('var v1 = app.MapGroup("/v1");\nv1.MapGet("/health", () => "ok");'),
    ],
  ])('of %s counts at the top alone', (_, top, below) => {
    expect(planFor(top).healthCheckPath.value).toBe('/health')
    expect(planFor(below).healthCheckPath.value).toBe('/')
  })
})
