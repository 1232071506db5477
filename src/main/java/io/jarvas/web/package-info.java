/// HTTP: routes, doors, the event stream, the panel's files.
@NullMarked
package io.jarvas.web;

import org.jspecify.annotations.NullMarked;
