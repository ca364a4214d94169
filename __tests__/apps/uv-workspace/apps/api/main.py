from greeting import greet
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route


async def index(request):
    return PlainTextResponse(greet("a uv workspace"))


app = Starlette(routes=[Route("/", index), Route("/healthz", index)])
