from importlib.metadata import version

from fastapi import FastAPI

app = FastAPI()


@app.get("/")
async def index() -> dict[str, str]:
    return {"message": "Hello from FastAPI", "version": version("shop")}


@app.get("/healthz")
async def healthz() -> str:
    return "ok"
