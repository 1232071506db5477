/// A demo home: a server that speaks Home Assistant's WebSocket and REST APIs, with devices that behave.
@NullMarked
package io.jarvas.demo.home;

import org.jspecify.annotations.NullMarked;
