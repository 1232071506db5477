package io.jarvas.language;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Tells English from Portuguese by the small words and letters that only one of them has: `a`, `as`, `do`,
/// `me` and `no` are words of both.
public final class LanguageDetector {
    private static final Pattern WORD = Pattern.compile("[\\p{L}'-]+");
    private static final Pattern UNFINISHED_WORD = Pattern.compile("[\\p{L}'-]+$");
    private static final Pattern PORTUGUESE_LETTER = Pattern.compile("[ãõçáâàéêíóôú]");

    private static final Set<String> ENGLISH = words("""
            the an and or of to in on off at is are was it its my your you i we this that these please turn switch set make
            open close stop start lock unlock play pause what which how when where who can could will would do does don't not
            with for from up down all light lights room kitchen bedroom living door window temperature tell show add remove
            there have has now too also dim brighten increase decrease vacuum fan""");

    private static final Set<String> PORTUGUESE = words("""
            o os um uma e ou de da dos das em na nos nas por para com sem que qual quais como quando onde quem
            está estão é são foi eu tu meu minha este esta isto isso esse essa aquele aquela não sim já também liga ligar ligue
            desliga desligar desligue acende acender acenda apaga apagar apague abre abrir abra fecha fechar feche mete mete-me
            põe pôr ponha aumenta baixa sobe desce tranca destranca toca para-a luz luzes quarto sala cozinha porta janela
            temperatura conta conta-me diz diz-me mostra adiciona agora todas todos tudo ligada ligado acesa aceso aberta fechada
            obrigado obrigada olá bom boa dia noite tarde ventoinha estore estores""");

    private LanguageDetector() {}

    /// The language that more of the text's words belong to; nothing where no word decides.
    public static Optional<Language> of(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        int balance = 0;
        for (String word :
                WORD.matcher(lower).results().map(match -> match.group()).toList()) {
            boolean english = ENGLISH.contains(word);
            boolean portuguese =
                    PORTUGUESE.contains(word) || PORTUGUESE_LETTER.matcher(word).find();
            balance += (portuguese ? 1 : 0) - (english ? 1 : 0);
        }
        if (balance == 0) {
            return Optional.empty();
        }
        return Optional.of(balance > 0 ? Language.PORTUGUESE : Language.ENGLISH);
    }

    /// The same of a text that may have stopped within a word: its last word counts only where something
    /// follows it.
    public static Optional<Language> ofUnfinished(String text) {
        return of(UNFINISHED_WORD.matcher(text).replaceFirst(""));
    }

    private static Set<String> words(String list) {
        return Set.of(list.strip().split("\\s+"));
    }
}
