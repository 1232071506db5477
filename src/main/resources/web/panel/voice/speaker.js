// What is spoken: pieces that come one by one, heard as one.

import { Resampler } from "./resampler.js";

/** How long the first piece waits, so that the next is there in time. */
const AHEAD_S = 0.06;
const FADE_S = 0.01;

export class Speaker {
  #context;
  #gain;
  #analyser;
  #heights;
  #sources = new Set();
  #resampler = null;
  #rate = 0;
  /** Until when there is sound, by the context's clock. */
  #until = 0;
  #scheduled = 0;

  /** @param context an `AudioContext` */
  constructor(context) {
    this.#context = context;
    this.#analyser = context.createAnalyser();
    this.#analyser.fftSize = 1_024;
    this.#heights = new Float32Array(this.#analyser.fftSize);
    this.#analyser.connect(context.destination);
    this.#gain = this.#output();
  }

  /** How loud it is now, 0 … 1. */
  get level() {
    this.#analyser.getFloatTimeDomainData(this.#heights);
    return Math.sqrt(this.#heights.reduce((sum, height) => sum + height * height, 0) / this.#heights.length);
  }

  /** What is still to be heard, in seconds. */
  get left() {
    return Math.max(0, this.#until - this.#context.currentTime);
  }

  /** What was heard, all in all, in seconds. */
  get played() {
    return this.#scheduled - this.left;
  }

  /** @param wav the bytes of a WAV file: samples of 16 bits */
  play(wav) {
    const { rate, samples } = read(wav);
    if (rate !== this.#rate) {
      this.#rate = rate;
      this.#resampler = new Resampler(rate, this.#context.sampleRate);
    }
    const sound = this.#resampler.resample(samples);
    if (!sound.length) return;
    const buffer = this.#context.createBuffer(1, sound.length, this.#context.sampleRate);
    buffer.copyToChannel(sound, 0);
    const source = this.#context.createBufferSource();
    source.buffer = buffer;
    source.connect(this.#gain);
    source.onended = () => this.#sources.delete(source);
    this.#sources.add(source);
    if (!this.left) this.#until = this.#context.currentTime + AHEAD_S;
    source.start(this.#until);
    this.#until += buffer.duration;
    this.#scheduled += buffer.duration;
  }

  /** Falls silent at once. */
  stop() {
    if (!this.#sources.size) return;
    const now = this.#context.currentTime;
    this.#gain.gain.setTargetAtTime(0, now, FADE_S / 3);
    for (const source of this.#sources) source.stop(now + FADE_S);
    this.#sources.clear();
    this.#scheduled -= this.left;
    this.#until = 0;
    this.#rate = 0;
    this.#gain = this.#output();
  }

  /** One for what is heard until it is stopped: what fades out is not to fade what comes. */
  #output() {
    const gain = this.#context.createGain();
    gain.connect(this.#analyser);
    return gain;
  }
}

/** Of a stereo file the left side. */
function read(wav) {
  const view = new DataView(wav.buffer, wav.byteOffset, wav.byteLength);
  let rate = 0;
  let channels = 1;
  for (let at = 12; at + 8 <= wav.length; ) {
    const name = view.getUint32(at);
    const length = Math.min(view.getUint32(at + 4, true), wav.length - at - 8);
    if (name === FORMAT) {
      channels = view.getUint16(at + 10, true);
      rate = view.getUint32(at + 12, true);
    } else if (name === DATA) {
      const count = Math.floor(length / 2 / channels);
      return { rate, samples: Float32Array.from({ length: count }, (_, i) => view.getInt16(at + 8 + 2 * channels * i, true) / 32_768) };
    }
    at += 8 + length + (length % 2);
  }
  throw new Error("no sound in this WAV file");
}

const FORMAT = 0x666d7420; // "fmt "
const DATA = 0x64617461; // "data"
