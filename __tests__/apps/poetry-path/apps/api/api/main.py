from fastapi import FastAPI
from greeting import greet

app = FastAPI()


@app.get("/")
async def index() -> dict[str, str]:
    return {"message": greet("Poetry")}


@app.get("/healthz")
async def healthz() -> str:
    return "ok"
