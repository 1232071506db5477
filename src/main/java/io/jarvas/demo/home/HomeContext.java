package io.jarvas.demo.home;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What caused an event or a state, as Home Assistant's `context` says it.
///
/// @param id a ULID
/// @param user the id of the user who asked, or null where the home did it by itself
record HomeContext(String id, @Nullable String user) {
    private static final String BASE32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// A new context. Its id begins with the time, so later ones sort behind earlier ones.
    static HomeContext of(@Nullable String user, Instant now, RandomGenerator random) {
        StringBuilder id = new StringBuilder(26);
        for (int shift = 45; shift >= 0; shift -= 5) {
            id.append(BASE32.charAt((int) (now.toEpochMilli() >> shift) & 31));
        }
        for (int i = 0; i < 16; i++) {
            id.append(BASE32.charAt(random.nextInt(32)));
        }
        return new HomeContext(id.toString(), user);
    }

    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("parent_id", null);
        json.put("user_id", user);
        return Collections.unmodifiableMap(json);
    }
}
