/// From a model's text to what it proposes: the splitter, the parser and its repairs.
@NullMarked
package io.jarvas.reply;

import org.jspecify.annotations.NullMarked;
