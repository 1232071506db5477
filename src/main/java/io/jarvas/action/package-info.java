/// From what a model wants to what a house did: splitter, parser, policy, executor, outcomes.
@NullMarked
package io.jarvas.action;

import org.jspecify.annotations.NullMarked;
