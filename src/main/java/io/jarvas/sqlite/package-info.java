/// SQLite behind the ports of `conversation`.
@NullMarked
package io.jarvas.sqlite;

import org.jspecify.annotations.NullMarked;
