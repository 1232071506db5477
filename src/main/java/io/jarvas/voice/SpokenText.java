package io.jarvas.voice;

import io.jarvas.language.Language;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes of a written piece the words that are said: no markdown, no emoji, no code and no ids, names instead of
/// entities, words instead of units and signs ([SpokenNumbers]). Since no piece begins or ends within a link, code or
/// a row, each is made by itself. Immutable.
final class SpokenText {
    private static final Pattern ROW_LINE = Pattern.compile("[|:\\-\\s]+");
    private static final Pattern RULE = Pattern.compile("\\s*([-*_=])(?:\\s*\\1){2,}\\s*");
    private static final Pattern LINE_MARK =
            Pattern.compile("\\A\\s*(?:>\\s*)*(?:#{1,6}\\s+)?(?:[-*+•–—]\\s+)?(?:\\[[ xX]]\\s+)?");
    private static final Pattern NUMBER_MARK = Pattern.compile("\\A(?:\\*\\*|__)?(\\d{1,3})[.)]\\s+");
    private static final Pattern IMAGE = Pattern.compile("!\\[[^\\]]*]\\([^)]*\\)");
    private static final Pattern LINK = Pattern.compile("\\[([^\\[\\]]*)]\\([^)\\s]*(?:\\s+\"[^\"]*\")?\\)");
    private static final Pattern FOOTNOTE = Pattern.compile("\\[\\^?\\d+]");
    private static final Pattern CODE = Pattern.compile("(`+)(.+?)\\1");
    private static final Pattern HTML = Pattern.compile("</?[a-zA-Z][^>]{0,200}>");
    private static final Pattern ADDRESS = Pattern.compile(
            "<?\\b[a-z][a-z0-9+.-]{1,10}://(?:www\\.)?([^\\s/?#:)>\\]]+)[^\\s)>\\]]*?(?=[.,;:!?]*(?:[\\s)>\\]]|$))>?");
    private static final Pattern EMPHASIS =
            Pattern.compile("\\*{1,3}|~~|(?<![\\p{L}\\p{N}])_{1,3}|_{1,3}(?![\\p{L}\\p{N}])|`");
    private static final Pattern STAR_BETWEEN = Pattern.compile("(?<=\\d) ?\\* ?(?=\\d)");
    private static final Pattern ENTITY =
            Pattern.compile("\\b([a-z][a-z_]*[a-z])\\.([a-z0-9_]+[a-z0-9])\\b(?!\\.\\w|/)");
    private static final Pattern HASH = Pattern.compile(
            "\\b(?=[0-9a-fA-F-]*\\d)(?=[0-9a-fA-F-]*[a-fA-F])[0-9a-fA-F]{8,}(?:-[0-9a-fA-F]{4,}){0,4}\\b"
                    + "|\\b(?=[0-9A-Z]*\\d)(?=[0-9A-Z]*[A-Z])[0-9A-Z]{20,}\\b");
    /// Longer words are none.
    private static final Pattern NO_WORD = Pattern.compile("\\S{100,}");
    private static final Pattern SMILEY = Pattern.compile("(?<=^|\\s)[:;=]-?[)(DPp|/](?=$|[\\s.,!?])");
    private static final Pattern CODE_SIGNS = Pattern.compile("[{}<>=$|\\\\;\\[\\]]");
    private static final Pattern EMPTY = Pattern.compile("\\(\\s*\\)|\\[\\s*]|\"\\s*\"|“\\s*”|«\\s*»");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern SPACE_BEFORE = Pattern.compile("\\s+([.,;:!?)\\]»”](?![\\p{L}\\p{N}]))");

    /// Domains of entities and services that nothing else is called by.
    private static final Set<String> DOMAINS = Set.of(
            ("light switch sensor binary_sensor climate cover lock media_player fan vacuum scene script automation"
                            + " input_boolean input_number input_select input_text input_button input_datetime person"
                            + " camera alarm_control_panel weather device_tracker humidifier water_heater valve siren"
                            + " remote number select button counter timer todo calendar event update zone sun"
                            + " homeassistant notify tts lawn_mower image conversation schedule")
                    .split(" "));

    private final SpokenNumbers numbers;
    private final Function<String, Optional<String>> names;

    /// @param names of the home's entities, by id
    SpokenText(Language language, Function<String, Optional<String>> names) {
        this.numbers = new SpokenNumbers(language);
        this.names = names;
    }

    /// What is said of a piece; empty where nothing is.
    String of(Piece piece) {
        String text = piece.text();
        if (text.startsWith("```")
                || text.startsWith("~~~")
                || RULE.matcher(text).matches()) {
            return "";
        }
        if (piece.begins()) {
            text = text.startsWith("|") ? row(text) : line(text);
        }
        text = numbers.of(signs(plain(text)));
        text = EMPTY.matcher(text).replaceAll(" ");
        text = SPACE.matcher(text).replaceAll(" ").strip();
        text = SPACE_BEFORE.matcher(text).replaceAll("$1");
        if (text.codePoints().noneMatch(Character::isLetterOrDigit)) {
            return "";
        }
        return piece.ends() ? ended(text) : text;
    }

    /// A voice makes a pause where a sentence ends, so a heading ends like one.
    private static String ended(String text) {
        int last = text.codePointBefore(text.length());
        return Character.isLetterOrDigit(last) ? text + "." : text;
    }

    private static String row(String row) {
        if (ROW_LINE.matcher(row).matches()) {
            return "";
        }
        return Stream.of(row.split("\\|"))
                .map(String::strip)
                .filter(cell -> !cell.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String line(String line) {
        String rest = LINE_MARK.matcher(line).replaceFirst("");
        return NUMBER_MARK.matcher(rest).replaceFirst("$1: ");
    }

    private String plain(String text) {
        String plain = IMAGE.matcher(text).replaceAll(" ");
        plain = LINK.matcher(plain).replaceAll("$1");
        plain = FOOTNOTE.matcher(plain).replaceAll("");
        plain = CODE.matcher(plain).replaceAll(code -> quoted(code(code.group(2))));
        plain = HTML.matcher(plain).replaceAll(" ");
        plain = ADDRESS.matcher(plain).replaceAll("$1");
        plain = NO_WORD.matcher(plain).replaceAll(" ");
        plain = HASH.matcher(plain).replaceAll("");
        plain = ENTITY.matcher(plain).replaceAll(id -> quoted(entity(id.group(), id.group(1), id.group(2))));
        plain = STAR_BETWEEN.matcher(plain).replaceAll(" × ");
        return EMPHASIS.matcher(plain).replaceAll("");
    }

    private static String quoted(String text) {
        return Matcher.quoteReplacement(text);
    }

    /// Words are said; what only a machine reads is not.
    private String code(String code) {
        String text = code.strip();
        if (ENTITY.matcher(text).matches() || names.apply(text).isPresent()) {
            int dot = text.indexOf('.');
            return entity(text, text.substring(0, dot), text.substring(dot + 1));
        }
        if (CODE_SIGNS.matcher(text).find()) {
            return "";
        }
        String call = text.replaceAll("\\(\\s*\\)$", "");
        return call.contains(" ") ? call : call.replace('_', ' ');
    }

    /// The name of an entity, or what its id says; other words with a full stop stay, the host
    /// `homeassistant.local` too.
    private String entity(String id, String domain, String object) {
        if (object.equals("local")) {
            return id;
        }
        return names.apply(id)
                .orElseGet(() -> DOMAINS.contains(domain) || object.contains("_") ? object.replace('_', ' ') : id);
    }

    private static String signs(String text) {
        StringBuilder words = new StringBuilder();
        SMILEY.matcher(text)
                .replaceAll("")
                .codePoints()
                .filter(character -> !Spans.isEmoji(character) || SpokenNumbers.SIGNS.indexOf(character) >= 0)
                .filter(character -> character != 0x200B && character != 0xFEFF)
                .forEach(words::appendCodePoint);
        return words.toString();
    }
}
