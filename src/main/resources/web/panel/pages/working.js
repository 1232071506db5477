// Whether all works, as api/status tells.

export const PARTS = [
  ["home", "home-assistant", (status) => status.home],
  ["ollama", "robot-outline", (status) => status.model],
  ["store", "database-outline", (status) => status.store],
  ["voice", "microphone", (status) => status.voice],
];

export const isOff = (part) => part.state === "off";
export const isWell = (part) => part.works ?? !part.problem;

/** Whether all that is turned on works. */
export function works(status) {
  return [...PARTS.map(([, , of]) => of(status)), status.window].every((part) => !part || isOff(part) || isWell(part));
}
