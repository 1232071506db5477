/// SQLite behind the ports of `conversation` and `action`.
@NullMarked
package io.jarvas.sqlite;

import org.jspecify.annotations.NullMarked;
