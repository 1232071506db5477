// What the microphone hears, as Jarvas listens to it: 16 kHz, samples of 16 bits, 40 ms at a time. Runs in an audio
// worklet.

import { Resampler } from "./resampler.js";

const RATE = 16_000;
const PIECE = 640;

class Capture extends AudioWorkletProcessor {
  #resampler = new Resampler(sampleRate, RATE);
  #piece = new Int16Array(PIECE);
  #filled = 0;
  #squares = 0;

  process([[samples]]) {
    if (!samples) return true;
    for (const sample of this.#resampler.resample(samples)) {
      this.#squares += sample * sample;
      this.#piece[this.#filled++] = Math.max(-1, Math.min(1, sample)) * 32_767;
      if (this.#filled === PIECE) this.#send();
    }
    return true;
  }

  /** `{ samples, level }`, the level being 0 … 1. */
  #send() {
    const samples = this.#piece;
    this.port.postMessage({ samples, level: Math.sqrt(this.#squares / PIECE) }, [samples.buffer]);
    this.#piece = new Int16Array(PIECE);
    this.#filled = 0;
    this.#squares = 0;
  }
}

registerProcessor("jarvas-capture", Capture);
