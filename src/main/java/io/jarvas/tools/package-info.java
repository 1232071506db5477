/// What a model can ask for besides calling a service: states, lists, agenda, history, weather, pictures, the web.
@NullMarked
package io.jarvas.tools;

import org.jspecify.annotations.NullMarked;
