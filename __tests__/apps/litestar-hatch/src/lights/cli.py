from importlib.metadata import version

from litestar import Litestar, get

from lights import __version__


@get("/")
async def index() -> str:
    return f"Hello from Hatch {version('lights')}"


@get("/health")
async def health() -> str:
    return __version__


app = Litestar([index, health])
