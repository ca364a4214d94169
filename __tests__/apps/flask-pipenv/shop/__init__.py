from flask import Flask


def create_app(settings=None):
    app = Flask(__name__)
    app.config.from_mapping(settings or {})

    @app.get("/")
    def index():
        return "Hello from Pipenv"

    @app.get("/healthz")
    def healthz():
        return "ok"

    return app
