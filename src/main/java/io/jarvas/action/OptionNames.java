package io.jarvas.action;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds the option that a word means, in English and Portuguese.
final class OptionNames {
    /// Words that mean the same, each line.
    private static final List<Set<String>> SAME =
            """
            heat,heating,hot,warm,aquecer,aquecimento,quente,calor
            cool,cooling,cold,arrefecer,arrefecimento,refrescar,frio
            off,desligado,desligada,desligar,apagado,none,nenhum,nenhuma
            on,ligado,ligada,ligar,aceso
            auto,automatic,automatico,automatica
            dry,drying,dehumidify,secar,seco,desumidificar,desumidificacao
            fan only,fan,ventilar,ventilacao,ventoinha,ventilador
            heat cool,heating cooling,aquecer arrefecer,aquecimento arrefecimento
            home,casa,em casa
            away,ausente,fora,fora de casa
            eco,economic,economico,economia,poupanca
            sleep,sleeping,dormir,sono
            comfort,conforto
            low,baixo,baixa
            medium,mid,middle,medio,media
            high,alto,alta
            min,minimum,minimo,minima
            max,maximum,maximo,maxima
            slow,slowly,lento,lenta,devagar
            fast,quickly,rapido,rapida,depressa
            forward,forwards,frente,para a frente
            reverse,backward,backwards,inverso,tras,para tras
            all,todos,todas,tudo
            one,single,song,track,uma,um
            completed,complete,done,finished,feito,feita,concluido,concluida
            needs action,open,todo,to do,por fazer,pendente
            daily,day,days,diario,dia,dias
            hourly,hour,hours,hora,horas
            music,musica
            movie,film,filme,cinema
            rainbow,arco iris
            """.lines().map(line -> Set.copyOf(Arrays.asList(line.split(",")))).toList();

    private OptionNames() {}

    /// The one option that the word means: the same apart from its case, accents and signs, else one that
    /// means the same.
    static Optional<String> find(String word, List<String> options) {
        if (options.contains(word)) {
            return Optional.of(word);
        }
        String plain = Words.plain(word);
        Optional<String> equal = only(options, Set.of(plain));
        return equal.isPresent()
                ? equal
                : only(
                        options,
                        SAME.stream()
                                .filter(same -> same.contains(plain))
                                .flatMap(Set::stream)
                                .collect(Collectors.toUnmodifiableSet()));
    }

    private static Optional<String> only(List<String> options, Set<String> words) {
        List<String> found = options.stream()
                .filter(option -> words.contains(Words.plain(option)))
                .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /// Yes and no as words.
    static Optional<Boolean> truth(Object value) {
        return switch (value) {
            case Boolean flag -> Optional.of(flag);
            case Number number when number.doubleValue() == 1 -> Optional.of(true);
            case Number number when number.doubleValue() == 0 -> Optional.of(false);
            case String text ->
                switch (Words.plain(text)) {
                    case "true", "on", "yes", "1", "sim", "ligado", "ligada", "verdadeiro", "ativo", "ativado" ->
                        Optional.of(true);
                    case "false", "off", "no", "0", "nao", "desligado", "desligada", "falso", "inativo", "desativado" ->
                        Optional.of(false);
                    default -> Optional.empty();
                };
            default -> Optional.empty();
        };
    }
}
