/// Home Assistant's WebSocket and REST APIs behind the ports of `home`.
@NullMarked
package io.jarvas.homeassistant;

import org.jspecify.annotations.NullMarked;
