package io.jarvas.language;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A name that an owner gave, as a person says it in the middle of a sentence: `the Kitchen Lights`, `as luzes da
/// cozinha`. In Portuguese its first word says which article it takes.
///
/// @param text with its article
/// @param ending of what is said of it, in Portuguese: `o` as in `trancado`, `as` as in `ligadas`
public record SpokenName(String text, String ending) {
    /// Whatever else a name has could end a sentence, or begin another one.
    private static final Pattern SAYABLE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} '’+&/-]{0,39}");

    private static final Pattern WITHOUT_ARTICLE =
            Pattern.compile("(?:the|my|our)\\b.*|\\S+['’]s?\\b.*", Pattern.CASE_INSENSITIVE);

    private static final Map<String, String> ARTICLES = articles(Map.of(
            "o",
            "andar aquecedor aquecimento ar armário candeeiro carregador corredor escritório esquentador estendal"
                    + " estore exterior foco frigorífico ginásio hall humidificador interruptor jardim lustre portão"
                    + " pátio quarto quintal radiador rés-do-chão sótão termoacumulador termostato termóstato toalheiro"
                    + " toldo trinco ventilador",
            "a",
            "arrecadação bancada bomba campainha casa cave climatização coluna cortina cozinha despensa entrada escada"
                    + " fechadura fita garagem iluminação janela lareira lavandaria luminária luz lâmpada marquise mesa"
                    + " máquina oficina persiana piscina porta portada rega sala suite suíte televisão tomada tv varanda"
                    + " ventoinha",
            "os",
            "apliques candeeiros estores focos projetores quartos toldos",
            "as",
            "cortinas escadas lâmpadas luminárias luzes persianas portadas"));

    private static Map<String, String> articles(Map<String, String> nouns) {
        Map<String, String> articles = new TreeMap<>();
        nouns.forEach((article, words) -> Stream.of(words.split(" ")).forEach(word -> articles.put(word, article)));
        return Map.copyOf(articles);
    }

    /// The first of a thing's names that can be said; nothing where none can.
    ///
    /// @param names as its owner wrote them, the usual one first
    /// @param kind what it is, before a name that says nothing of that: `luz` makes `a luz Hue Play`
    public static Optional<SpokenName> of(Language language, List<String> names, String kind) {
        return sayable(names)
                .flatMap(name -> of(language, name).stream())
                .findFirst()
                .or(() -> sayable(names).findFirst().flatMap(name -> of(language, kind + " " + name)));
    }

    /// Being at a place, by the first of its names that can be said: `in the Kitchen`, `na cozinha`, `em
    /// Belém`.
    public static Optional<String> at(Language language, List<String> names) {
        return sayable(names)
                .flatMap(name -> of(language, name).stream())
                .findFirst()
                .map(place -> switch (language) {
                    case ENGLISH -> "in " + place.text();
                    case PORTUGUESE -> "n" + place.text();
                })
                .or(() -> sayable(names).findFirst().map(name -> "em " + name));
    }

    /// Whether it is one thing.
    public boolean isSingular() {
        return !ending.endsWith("s");
    }

    private static Stream<String> sayable(List<String> names) {
        return names.stream()
                .map(String::strip)
                .filter(name -> SAYABLE.matcher(name).matches());
    }

    private static Optional<SpokenName> of(Language language, String name) {
        return switch (language) {
            case ENGLISH -> {
                String text = WITHOUT_ARTICLE.matcher(name).matches() ? name : "the " + name;
                yield Optional.of(new SpokenName(text, name.endsWith("s") && !name.endsWith("ss") ? "s" : ""));
            }
            case PORTUGUESE ->
                Optional.ofNullable(ARTICLES.get(name.split(" ")[0].toLowerCase(Locale.ROOT)))
                        .map(article -> new SpokenName(article + " " + name, article));
        };
    }
}
