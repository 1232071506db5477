"""Speaks with espeak-ng: a Wyoming service for the tests.

  espeak_server.py [--streaming]
"""

import asyncio
import io
import sys
import wave

from peer import artifact, serve
from wyoming.audio import wav_to_chunks
from wyoming.error import Error
from wyoming.info import Describe, Info, TtsProgram, TtsVoice
from wyoming.server import AsyncEventHandler
from wyoming.tts import Synthesize, SynthesizeChunk, SynthesizeStart, SynthesizeStop, SynthesizeStopped

VOICES = {"en-us": "en_US", "pt-br": "pt_BR", "pt": "pt_PT"}
SAMPLES_PER_CHUNK = 1024


async def spoken(text, voice):
    """The sound of it, as a WAV file."""
    espeak = await asyncio.create_subprocess_exec(
        "espeak-ng", "-v", voice, "-s", "140", "--stdin", "--stdout",
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )
    sound, _ = await espeak.communicate(text.encode())
    return sound


class Handler(AsyncEventHandler):
    def __init__(self, info, *arguments):
        super().__init__(*arguments)
        self.info = info
        self.streams = False
        self.voice = None
        self.text = ""

    async def handle_event(self, event):
        if Describe.is_type(event.type):
            await self.write_event(self.info)
        elif SynthesizeStart.is_type(event.type):
            self.streams = True
            self.voice = SynthesizeStart.from_event(event).voice
        elif SynthesizeChunk.is_type(event.type):
            self.text += SynthesizeChunk.from_event(event).text
            *sentences, self.text = self.text.split("\n\n")
            for sentence in sentences:
                await self.speak(sentence, self.voice)
        elif Synthesize.is_type(event.type) and not self.streams:
            synthesize = Synthesize.from_event(event)
            await self.speak(synthesize.text, synthesize.voice)
        elif SynthesizeStop.is_type(event.type):
            await self.speak(self.text, self.voice)
            await self.write_event(SynthesizeStopped().event())
        return True

    async def speak(self, text, voice):
        if not text.strip():
            return
        name = voice.name if voice and voice.name else "en-us"
        if name not in VOICES:
            await self.write_event(Error(text=f"there is no voice {name}").event())
            return
        with wave.open(io.BytesIO(await spoken(text, name))) as sound:
            for part in wav_to_chunks(sound, SAMPLES_PER_CHUNK, start_event=True, stop_event=True):
                await self.write_event(part.event())


def main():
    info = Info(
        tts=[
            TtsProgram(
                voices=[TtsVoice(languages=[language], **artifact(name)) for name, language in VOICES.items()],
                supports_synthesize_streaming="--streaming" in sys.argv,
                **artifact("espeak-ng"),
            )
        ]
    ).event()
    serve(lambda *arguments: Handler(info, *arguments))


if __name__ == "__main__":
    main()
