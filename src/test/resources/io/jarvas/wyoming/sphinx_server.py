"""Understands English with PocketSphinx, and the Portuguese sentences that it knows by their sound: a Wyoming service
for the tests.

  sphinx_server.py SENTENCES [--streaming]

SENTENCES is a file with a language, a tab and a sentence on each line.
"""

import array
import asyncio
import math
import os
import random
import sys
import tempfile
import io
import wave

from espeak_server import spoken
from peer import artifact, serve
from pocketsphinx import Decoder
from wyoming.asr import Transcribe, Transcript, TranscriptChunk, TranscriptStart, TranscriptStop
from wyoming.audio import AudioChunk, AudioChunkConverter, AudioStart, AudioStop
from wyoming.info import AsrModel, AsrProgram, Describe, Info
from wyoming.server import AsyncEventHandler

RATE = 16000
FRAME = RATE // 50
ALIKE = 0.9


def quiet(milliseconds):
    """What a microphone hears before and after: a recogniser expects it."""
    return array.array("h", (random.randint(-8, 8) for _ in range(RATE // 1000 * milliseconds))).tobytes()


def loudness(sound):
    """The loudness of every fiftieth of a second, without the silence around."""
    samples = array.array("h", sound[: len(sound) // 2 * 2])
    frames = [
        math.sqrt(sum(sample * sample for sample in samples[at : at + FRAME]) / FRAME)
        for at in range(0, len(samples) - FRAME + 1, FRAME)
    ]
    loud = [at for at, level in enumerate(frames) if level > 200]
    return frames[loud[0] : loud[-1] + 1] if loud else []


def likeness(one, other):
    """From -1 to 1: how alike two courses of loudness are."""
    length = min(len(one), len(other))
    if length < 10 or length < 0.9 * max(len(one), len(other)):
        return 0
    best = 0
    for shift in (-2, -1, 0, 1, 2):
        left, right = one[max(0, shift) :][: length - 2], other[max(0, -shift) :][: length - 2]
        left, right = left[: len(right)], right[: len(left)]
        means = sum(left) / len(left), sum(right) / len(right)
        product = sum((a - means[0]) * (b - means[1]) for a, b in zip(left, right))
        squares = sum((a - means[0]) ** 2 for a in left), sum((b - means[1]) ** 2 for b in right)
        best = max(best, product / math.sqrt(squares[0] * squares[1] or 1))
    return best


class Known:
    """Sentences by their sound."""

    def __init__(self, sentences):
        self.sounds = {sentence: loudness(asyncio.run(self.sound(sentence))) for sentence in sentences}

    @staticmethod
    async def sound(sentence):
        with wave.open(io.BytesIO(await spoken(sentence, "pt"))) as wav:
            chunk = AudioChunk(wav.getframerate(), wav.getsampwidth(), wav.getnchannels(), wav.readframes(1 << 24))
        return AudioChunkConverter(rate=RATE, width=2, channels=1).convert(chunk).audio

    def sentence(self, sound):
        heard = loudness(sound)
        likest, sentence = max((likeness(heard, known), sentence) for sentence, known in self.sounds.items())
        return sentence if likest > ALIKE else ""


class Handler(AsyncEventHandler):
    def __init__(self, info, known, grammar, streaming, *arguments):
        super().__init__(*arguments)
        self.info = info
        self.known = known
        self.grammar = grammar
        self.streaming = streaming
        self.language = "en"
        self.decoder = None
        self.sound = b""
        self.told = ""

    async def handle_event(self, event):
        if Describe.is_type(event.type):
            await self.write_event(self.info)
        elif Transcribe.is_type(event.type):
            self.language = Transcribe.from_event(event).language or "en"
        elif AudioStart.is_type(event.type):
            await self.start()
        elif AudioChunk.is_type(event.type):
            await self.hear(AudioChunk.from_event(event).audio)
        elif AudioStop.is_type(event.type):
            await self.stop()
        return True

    async def start(self):
        self.sound = b""
        self.told = ""
        if self.language == "en":
            # Wide beams: a synthetic voice is not what the model was trained with.
            self.decoder = Decoder(
                samprate=RATE, jsgf=self.grammar, dither=True, bestpath=False,
                beam=1e-120, wbeam=1e-100, pbeam=1e-120, loglevel="FATAL",
            )
            self.decoder.start_utt()
            self.decoder.process_raw(quiet(300))
        if self.streaming:
            await self.write_event(TranscriptStart(language=self.language).event())

    async def hear(self, audio):
        if self.language != "en":
            self.sound += audio
            return
        self.decoder.process_raw(audio)
        await self.tell(self.hypothesis())

    async def stop(self):
        if self.language == "en":
            self.decoder.process_raw(quiet(300))
            self.decoder.end_utt()
            text = self.hypothesis()
        else:
            text = self.known.sentence(self.sound)
        await self.tell(text)
        await self.write_event(Transcript(text=text, language=self.language).event())
        if self.streaming:
            await self.write_event(TranscriptStop().event())

    def hypothesis(self):
        hypothesis = self.decoder.hyp()
        return hypothesis.hypstr if hypothesis else ""

    async def tell(self, text):
        """Tells what is new, where what was told before still holds."""
        if self.streaming and text != self.told and text.startswith(self.told):
            await self.write_event(TranscriptChunk(text=text[len(self.told) :]).event())
            self.told = text


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        lines = [line.rstrip("\n").split("\t") for line in file if line.strip()]
    streaming = "--streaming" in sys.argv
    english = [sentence for language, sentence in lines if language == "en"]
    known = Known([sentence for language, sentence in lines if language == "pt"])
    info = Info(
        asr=[
            AsrProgram(
                models=[AsrModel(languages=["en", "pt"], **artifact("sentences"))],
                supports_transcript_streaming=streaming,
                **artifact("pocketsphinx"),
            )
        ]
    ).event()
    with tempfile.TemporaryDirectory() as folder:
        grammar = os.path.join(folder, "sentences.jsgf")
        with open(grammar, "w", encoding="utf-8") as file:
            file.write(f"#JSGF V1.0; grammar sentences; public <sentence> = {' | '.join(english)};")
        serve(lambda *arguments: Handler(info, known, grammar, streaming, *arguments))


if __name__ == "__main__":
    main()
