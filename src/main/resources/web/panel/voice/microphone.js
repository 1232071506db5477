// The microphone.

/** Why it cannot be listened to: `insecure`, `unsupported`, `framed`, `denied`, `missing`, `busy`. */
export class MicrophoneError extends Error {
  constructor(code, cause) {
    super(code, { cause });
    this.code = code;
  }
}

const CODES = {
  NotAllowedError: "denied",
  SecurityError: "denied",
  NotFoundError: "missing",
  OverconstrainedError: "missing",
};

/** Contexts that know the worklet. */
const ready = new WeakMap();

/** Open for as long as somebody is to be heard: a browser shows that it is. */
export class Microphone {
  /** Whether anything has been heard since it was opened. */
  heard = false;
  /** How loud it is now, 0 … 1. */
  level = 0;

  #stream;
  #nodes;
  #open = true;

  /**
   * @param context an `AudioContext`
   * @param onpiece told of each 40 ms: an `Int16Array` at 16 kHz
   * @param onlost told that nothing is heard any more, and why: `denied`, `missing`
   * @throws MicrophoneError
   */
  static async open(context, onpiece, onlost) {
    const problem = obstacle();
    if (problem) throw new MicrophoneError(problem);
    const stream = await navigator.mediaDevices
      .getUserMedia({ audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true } })
      .catch((error) => {
        throw new MicrophoneError(CODES[error.name] ?? "busy", error);
      });
    try {
      if (!ready.has(context)) ready.set(context, context.audioWorklet.addModule(new URL("./capture.js", import.meta.url)));
      await ready.get(context);
      return new Microphone(context, stream, onpiece, onlost);
    } catch (error) {
      ready.delete(context);
      stream.getTracks().forEach((track) => track.stop());
      throw error;
    }
  }

  constructor(context, stream, onpiece, onlost) {
    this.#stream = stream;
    const source = context.createMediaStreamSource(stream);
    const capture = new AudioWorkletNode(context, "jarvas-capture", { channelCount: 1, channelCountMode: "explicit" });
    capture.port.onmessage = ({ data: { samples, level } }) => {
      this.heard = true;
      this.level = level;
      onpiece(samples);
    };
    source.connect(capture).connect(context.destination); // silent; what leads nowhere may not run
    stream.getTracks().forEach((track) => (track.onended = () => this.#lost(onlost)));
    this.#nodes = [source, capture];
  }

  async #lost(onlost) {
    const why = await whyLost();
    if (this.#open) onlost(why);
  }

  close() {
    this.#open = false;
    const [source, capture] = this.#nodes;
    capture.port.onmessage = null;
    source.disconnect();
    capture.disconnect();
    for (const track of this.#stream.getTracks()) {
      track.onended = null;
      track.stop();
    }
    this.level = 0;
  }
}

async function whyLost() {
  try {
    const { state } = await navigator.permissions.query({ name: "microphone" });
    return state === "denied" ? "denied" : "missing";
  } catch {
    return "missing"; // not every browser says
  }
}

/** What stands in the way before anybody is asked. */
function obstacle() {
  if (!window.isSecureContext) return "insecure";
  if (!navigator.mediaDevices?.getUserMedia || !window.AudioWorkletNode) return "unsupported";
  const policy = document.permissionsPolicy ?? document.featurePolicy;
  return policy?.allowsFeature("microphone") === false ? "framed" : null;
}
