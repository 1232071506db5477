package io.jarvas.search;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What `words.tsv` holds, of which homes are made; the file explains its columns.
record Words(
        Map<String, FloorWords> floors,
        List<Place> places,
        List<LabelWords> labels,
        Map<String, DeviceWords> devices,
        List<Thing> things) {
    private static final Pattern COUNT = Pattern.compile("#(\\d+)");

    /// What is in the name of an entity besides its own words.
    enum Naming {
        AREA,
        BARE,
        EITHER,
        DEVICE
    }

    record Names(String english, String portuguese, List<String> englishAliases, List<String> portugueseAliases) {}

    record FloorWords(String id, String level, Names names) {
        String english() {
            return names.english();
        }

        String portuguese() {
            return names.portuguese();
        }
    }

    /// An area to be.
    ///
    /// @param portugueseWithPreposition `da cozinha`
    record Place(String id, String floor, List<String> kinds, Names names, String portugueseWithPreposition) {
        String english() {
            return names.english();
        }

        String portuguese() {
            return names.portuguese();
        }
    }

    record LabelWords(String id, String english, String portuguese) {}

    record DeviceWords(String id, String english, String portuguese) {}

    record Thing(
            List<String> kinds,
            String domain,
            String deviceClass,
            String device,
            Naming naming,
            List<String> labels,
            Names names) {
        String english() {
            return names.english();
        }

        String portuguese() {
            return names.portuguese();
        }

        /// How many of it there are in an area.
        int count() {
            Matcher count = COUNT.matcher(english());
            return count.find() ? Integer.parseInt(count.group(1)) : 1;
        }
    }

    static Words read() {
        Words words =
                new Words(new HashMap<>(), new ArrayList<>(), new ArrayList<>(), new HashMap<>(), new ArrayList<>());
        List<String[]> flat = new ArrayList<>();
        for (String line : lines("words.tsv")) {
            String[] row = line.split("\t", -1);
            if (!row[0].equals("flat") && !flat.isEmpty()) {
                words.addNumbered(flat);
                flat.clear();
            }
            switch (row[0]) {
                case "floor" ->
                    words.floors.put(
                            row[1],
                            new FloorWords(row[1], row[2], new Names(row[3], row[4], list(row[5]), list(row[6]))));
                case "area" ->
                    words.places.add(new Place(
                            row[1],
                            row[2],
                            list(row[3]),
                            new Names(row[4], row[5], list(row[7]), list(row[8])),
                            row[6]));
                case "series" -> words.addNumbered(List.<String[]>of(row));
                case "flat" -> flat.add(row);
                case "label" -> words.labels.add(new LabelWords(row[1], row[2], row[3]));
                case "device" -> words.devices.put(row[1], new DeviceWords(row[1], row[2], row[3]));
                case "thing" ->
                    words.things.add(new Thing(
                            list(row[1]),
                            row[2],
                            row[3],
                            row[4],
                            Naming.valueOf(row[5].toUpperCase(Locale.ROOT)),
                            list(row[6]),
                            new Names(row[7], row[8], list(row[9]), list(row[10]))));
                default -> throw new IllegalArgumentException("not a kind of line: " + row[0]);
            }
        }
        return words;
    }

    /// The lines of a resource beside this class, without comments.
    static List<String> lines(String resource) {
        try (InputStream stream = Words.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalArgumentException("no resource " + resource);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The areas of rows that are repeated for each number: all of a flat's before those of the next.
    private void addNumbered(List<String[]> rows) {
        int first = Integer.parseInt(rows.getFirst()[7]);
        int last = Integer.parseInt(rows.getFirst()[8]);
        for (int number = first; number <= last; number++) {
            String digits = Integer.toString(number);
            for (String[] row : rows) {
                String id = row[0].equals("flat") ? "apartment_#_" + row[1] : row[1];
                places.add(new Place(
                        id.replace("#", digits),
                        row[2],
                        list(row[3]),
                        new Names(row[4].replace("#", digits), row[5].replace("#", digits), List.of(), List.of()),
                        row[6].replace("#", digits)));
            }
        }
    }

    private static List<String> list(String column) {
        return Stream.of(column.split(";")).filter(word -> !word.isEmpty()).toList();
    }
}
