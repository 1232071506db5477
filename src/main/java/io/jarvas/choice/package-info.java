/// The choice of what listens and what speaks: which services there are, which of them is used, and which comes next
/// where one fails.
@NullMarked
package io.jarvas.choice;

import org.jspecify.annotations.NullMarked;
