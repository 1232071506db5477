// DOMPurify. Its own ES module is more than three times as large on the way as its minified script, which makes a global.

import "dompurify/purify.min.js";

export default globalThis.DOMPurify;
