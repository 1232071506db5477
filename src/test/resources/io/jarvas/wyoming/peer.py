"""What the servers of the tests share: they say their port, and end with whoever started them."""

import asyncio
import os
import sys
import threading

from wyoming.info import Attribution
from wyoming.server import AsyncTcpServer

ATTRIBUTION = Attribution(name="Jarvas", url="https://github.com/jarvas/jarvas")


def artifact(name):
    return {
        "name": name,
        "attribution": ATTRIBUTION,
        "installed": True,
        "description": f"{name}, for the tests",
        "version": "1",
    }


def end_with_parent():
    def wait():
        sys.stdin.buffer.read()
        os._exit(0)

    threading.Thread(target=wait, daemon=True).start()


def serve(factory):
    async def run():
        server = AsyncTcpServer("127.0.0.1", 0)
        await server.start(factory)
        print("port", server._server.sockets[0].getsockname()[1], flush=True)
        await asyncio.Event().wait()

    end_with_parent()
    asyncio.run(run())
