"""Asks a Wyoming `handle` service so many times, as the package's own client does, and says how often it answered.

  turns_client.py PORT TURNS

The service is to answer with what it was asked.
"""

import asyncio
import sys

from wyoming.asr import Transcript, TranscriptChunk, TranscriptStart, TranscriptStop
from wyoming.client import AsyncClient
from wyoming.handle import Handled, HandledChunk, HandledStart, HandledStop, NotHandled
from wyoming.info import Describe, Info, SelectProgram
from wyoming.ping import Ping, Pong

SENTENCES = ["turn on the light", "põe o aquecimento em vinte graus", "é só isso, obrigado!", "a" * 5000]


async def receive(client, kind):
    event = await client.read_event()
    assert event is not None and kind.is_type(event.type), f"{event} is no {kind}"
    return kind.from_event(event)


async def ask(client, turn, streams):
    text = f"{SENTENCES[turn % len(SENTENCES)]} {turn}"
    context = {"conversation_id": f"c{turn}", "device_id": "d", "satellite_id": "assist_satellite.kitchen"}
    if turn % 3 == 0:
        for event in (TranscriptStart(language="pt"), TranscriptChunk(text=text)):
            await client.write_event(event.event())
    await client.write_event(Transcript(text=text, language="pt", context=context).event())
    if turn % 3 == 0:
        await client.write_event(TranscriptStop().event())
    if streams:
        assert (await receive(client, HandledStart)).context == context
        pieces = ""
        event = await client.read_event()
        while HandledChunk.is_type(event.type):
            pieces += HandledChunk.from_event(event).text
            event = await client.read_event()
        assert pieces == text
        handled = Handled.from_event(event)
        await receive(client, HandledStop)
    else:
        handled = await receive(client, Handled)
    assert handled.text == text and handled.context == context, handled


def client_of(port):
    return AsyncClient.from_uri(f"tcp://127.0.0.1:{port}", connect_timeout=5, read_timeout=10)


async def describe(port):
    async with client_of(port) as client:
        await client.write_event(Describe().event())
        programs = (await receive(client, Info)).handle
        assert [program.name for program in programs] == ["jarvas", "jarvas-streaming"]
        assert [program.supports_handled_streaming for program in programs] == [False, True]
        assert all(program.installed and program.supports_home_control for program in programs)
        assert [model.languages for program in programs for model in program.models] == [["en", "pt"]] * 2
        await client.write_event(Ping(text="there?").event())
        assert (await receive(client, Pong)).text == "there?"
        await client.write_event(Transcript(text="refuse").event())
        assert (await receive(client, NotHandled)).text == "I cannot do that."


async def several(port, turns, streams):
    async with client_of(port) as client:
        if streams:
            await client.write_event(SelectProgram(name="jarvas-streaming").event())
        for turn in turns:
            await ask(client, turn, streams)


async def main(port, count):
    await describe(port)
    quarter = count // 4
    # As Home Assistant asks: a connection for each turn.
    for turn in range(quarter):
        await several(port, [turn], False)
    await several(port, range(quarter, 2 * quarter), False)
    await several(port, range(2 * quarter, 3 * quarter), True)
    await asyncio.gather(*(several(port, [turn], turn % 2 == 0) for turn in range(3 * quarter, count)))
    print(count, "turns")


asyncio.run(main(int(sys.argv[1]), int(sys.argv[2])))
