// Sound at another rate, piece by piece, as if it were one piece.

/** How far a sample reaches, in crossings of zero on each side. */
const REACH = 8;

/**
 * Keeps what both rates can carry: each new sample is a windowed sinc's sum over the old ones around it. The weights
 * repeat themselves, so they are worked out once.
 */
export class Resampler {
  #from;
  #to;
  #taps;
  #weights;
  #held;
  /** Where the next sample is, in old samples times `#to`, from the beginning of what is held. */
  #at = 0;

  /** @param from, to whole samples a second */
  constructor(from, to) {
    const shared = divisor(from, to);
    this.#from = from / shared;
    this.#to = to / shared;
    const width = Math.max(1, from / to);
    this.#taps = 2 * Math.ceil(REACH * width);
    this.#weights = Array.from({ length: this.#to }, (_, phase) => weights(phase / this.#to, this.#taps, width));
    this.#held = new Float32Array(this.#taps / 2 - 1); // the first samples stand in silence
  }

  /** @param samples a `Float32Array`; @returns another, of what is known by now */
  resample(samples) {
    if (this.#from === this.#to) return samples;
    const all = new Float32Array(this.#held.length + samples.length);
    all.set(this.#held);
    all.set(samples, this.#held.length);
    const last = all.length - this.#taps;
    const made = new Float32Array(Math.max(0, Math.floor((last * this.#to + this.#to - 1 - this.#at) / this.#from) + 1));
    for (let i = 0; i < made.length; i++, this.#at += this.#from) {
      const first = Math.floor(this.#at / this.#to);
      const weights = this.#weights[this.#at % this.#to];
      let sum = 0;
      for (let tap = 0; tap < this.#taps; tap++) sum += all[first + tap] * weights[tap];
      made[i] = sum;
    }
    const used = Math.min(Math.floor(this.#at / this.#to), all.length);
    this.#at -= used * this.#to;
    this.#held = all.slice(used);
    return made;
  }
}

/** @param fraction how far the new sample is behind the tap in the middle */
function weights(fraction, taps, width) {
  const row = Float32Array.from({ length: taps }, (_, tap) => {
    const x = (tap - (taps / 2 - 1) - fraction) / width;
    if (Math.abs(x) >= REACH) return 0;
    const sinc = x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    return sinc * (0.5 + 0.5 * Math.cos((Math.PI * x) / REACH));
  });
  const sum = row.reduce((all, weight) => all + weight, 0);
  return row.map((weight) => weight / sum);
}

function divisor(a, b) {
  return b ? divisor(b, a % b) : a;
}
