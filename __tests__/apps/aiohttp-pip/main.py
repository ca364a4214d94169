import os

from aiohttp import web


async def index(request: web.Request) -> web.Response:
    return web.Response(text="Hello from aiohttp")


def main() -> None:
    app = web.Application()
    app.add_routes([web.get("/", index), web.get("/health", index)])
    web.run_app(app, port=int(os.environ.get("PORT", "8080")))


if __name__ == "__main__":
    main()
