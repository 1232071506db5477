package io.jarvas.doctor;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Compares versions by their numbers: `2026.3.1`, `0.17.4-rc1`.
final class Versions {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final Pattern REST = Pattern.compile("[-+a-zA-Z].*");

    private Versions() {}

    static boolean isBefore(String version, String other) {
        List<Integer> one = numbers(version);
        List<Integer> two = numbers(other);
        for (int i = 0; i < Math.max(one.size(), two.size()); i++) {
            int difference = (i < one.size() ? one.get(i) : 0) - (i < two.size() ? two.get(i) : 0);
            if (difference != 0) {
                return difference < 0;
            }
        }
        return false;
    }

    private static List<Integer> numbers(String version) {
        return NUMBER.matcher(REST.matcher(version).replaceFirst(""))
                .results()
                .map(MatchResult::group)
                .map(Integer::valueOf)
                .toList();
    }
}
