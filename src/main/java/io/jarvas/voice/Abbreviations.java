package io.jarvas.voice;

import io.jarvas.language.Language;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The words of a language that say whether a full stop ends a sentence. All in small letters, abbreviations without
/// their last full stop.
///
/// @param titles that a name follows: `dr`
/// @param leading that something follows within the sentence, whatever it is: `e.g`
/// @param usual that mostly stand within a sentence, but can end one: `approx`
/// @param numbered that a number follows: `no`
/// @param closing that can end a sentence as well as stand in it: `etc`
/// @param hours after which only a day goes on: `p.m`
/// @param days and months
/// @param steps that a number follows at the beginning of a line: `step 1.`
/// @param labelled that a letter follows, which is no initial of a name: `plan B`
/// @param starters that seldom stand within a sentence with a capital
record Abbreviations(
        Set<String> titles,
        Set<String> leading,
        Set<String> usual,
        Set<String> numbered,
        Set<String> closing,
        Set<String> hours,
        Set<String> days,
        Set<String> steps,
        Set<String> labelled,
        Set<String> starters) {
    private static final Abbreviations ENGLISH = new Abbreviations(
            words("mr mrs ms mx dr prof rev fr capt sgt lt col gen sen rep gov hon pres supt messrs mme mlle"),
            words("e.g i.e p.s n.b vs cf viz a.k.a"),
            words("approx est dept temp max min avg incl excl ext tel jr sr assn bldg govt univ misc ca orig def"
                    + " mt ft st ave blvd rd apt"),
            words("no nos p pp pg vol ch chap fig figs sec art par eq ex ver v rm ste approx nr"),
            words("etc inc ltd co corp llc plc al ph.d b.c a.d esq ave blvd"),
            words("a.m p.m"),
            words("jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun"
                    + " monday tuesday wednesday thursday friday saturday sunday january february march april may june"
                    + " july august september october november december"),
            words("step option part phase chapter rule item question"),
            words("plan vitamin vitamins option group zone type class gate platform terminal section grade level line"
                    + " room part phase answer unit size block hepatitis door exit channel port team side bus point"),
            words("the a an it it's its this that that's these those there there's here here's i i'm i've i'll i'd"
                    + " you you're you've you'll we we're we've they they're he he's she she's my your our their his"
                    + " her if when while once after before since because although and but or so then now also"
                    + " however please don't do does did is are was were can could will would shall should may might"
                    + " must have has what which who where why how no not yes ok okay all both each every some any one"
                    + " in on at for to from by with as let let's turn call try check ask say see"));

    private static final Abbreviations PORTUGUESE = new Abbreviations(
            words("sr sra srs sras srta dr dra drs dras prof profa profs eng engª arq arqª exmo exma exa av lg pç"
                    + " pr trav tv al est rev pe cap sarg gen sto sta"),
            words("p.ex ex i.e p.s n.b vs cf v.g"),
            words("aprox máx mín máx min seg temp tel telef ext incl excl obs séc apto urb zona dist c"),
            words("n nº nr núm p pp pág págs vol vols cap caps fig figs tab art arts al sec ver v mod aprox"),
            words("etc dto esq q.b lda ltda s.a inc ltd cia a.c d.c ph.d jr"),
            words("a.m p.m"),
            words("jan fev mar abr mai jun jul ago set out nov dez ter qua qui sex sáb sab dom"
                    + " janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"
                    + " segunda terça quarta quinta sexta sábado domingo"),
            words("passo opção parte fase etapa capítulo regra ponto pergunta"),
            words("plano vitamina vitaminas opção grupo zona tipo classe porta plataforma terminal secção nível linha"
                    + " sala parte fase resposta unidade tamanho bloco hepatite saída canal equipa lado letra coluna"
                    + " cais ponto"),
            words("o a os as um uma uns umas é está estão estava são era foi foram há não sim mas e ou se quando"
                    + " porque embora já ainda também então agora depois antes hoje amanhã ontem aqui ali isto isso"
                    + " aquilo este esta estes estas esse essa esses essas aquele aquela eu tu ele ela eles elas nós"
                    + " vocês meu minha teu tua seu sua que qual quais quem onde como porquê tudo todos todas cada"
                    + " para por pelo pela em no na nos nas do da dos das de com sem ao à aos às até tenta liga diz"
                    + " vê vai fecha abre ponho queres posso podes tens tem"));

    private static Set<String> words(String words) {
        return Set.copyOf(List.of(words.split(" ")));
    }

    static Abbreviations of(Language language) {
        return switch (language) {
            case ENGLISH -> ENGLISH;
            case PORTUGUESE -> PORTUGUESE;
        };
    }

    /// Whether a word often begins a sentence, and seldom follows an abbreviation.
    boolean starts(String word) {
        return starters.contains(word.toLowerCase(Locale.ROOT).replace('’', '\''));
    }
}
