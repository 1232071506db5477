/// The one JSON mapper. JSON inside Jarvas is plain values: `Map`, `List`, `String`, `Number`, `Boolean`;
/// never null.
@NullMarked
package io.jarvas.json;

import org.jspecify.annotations.NullMarked;
