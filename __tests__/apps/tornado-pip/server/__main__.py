import asyncio
import signal

import tornado.web

PORT = 8888


class Index(tornado.web.RequestHandler):
    def get(self) -> None:
        self.write("Hello from Tornado")


async def main() -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    application = tornado.web.Application([(r"/", Index), (r"/healthz", Index)])
    application.listen(PORT)
    await stop.wait()


asyncio.run(main())
