// Speaking, for a page: all of it that is loaded once it is wanted.

export { Talk } from "./talk.js";
import "./bar.js";
import "./button.js";
