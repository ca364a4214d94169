from blacksheep import Application, get

app = Application()


@get("/")
def greet():
    return "Hello from BlackSheep"


@get("/healthz")
def health():
    return "well"
