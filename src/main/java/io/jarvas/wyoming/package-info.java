/// The Wyoming protocol: services that understand and speak, and Jarvas as one that answers. Its source is the package
/// `wyoming` of the Open Home Foundation, https://github.com/OHF-Voice/wyoming.
@NullMarked
package io.jarvas.wyoming;

import org.jspecify.annotations.NullMarked;
