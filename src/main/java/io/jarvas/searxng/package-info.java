/// The web, searched by a SearXNG server of the owner's.
@NullMarked
package io.jarvas.searxng;

import org.jspecify.annotations.NullMarked;
