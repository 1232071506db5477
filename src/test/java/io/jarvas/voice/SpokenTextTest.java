package io.jarvas.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.language.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpokenTextTest {
    private static final Map<String, String> NAMES = Map.of("light.kitchen_ceiling", "Kitchen Ceiling");

    private static String said(Language language, String text) {
        SentenceSplitter splitter = new SentenceSplitter(language);
        SpokenText spoken = new SpokenText(language, id -> Optional.ofNullable(NAMES.get(id)));
        List<Piece> pieces = new ArrayList<>(splitter.feed(text.replace('⏎', '\n')));
        pieces.addAll(splitter.finish());
        return pieces.stream().map(spoken::of).filter(words -> !words.isEmpty()).collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '§', textBlock = """
            It is 21.5 °C.§It is 21.5 degrees.
            It is 1 °C.§It is 1 degree.
            It is -3 °C, humidity 45 %.§It is minus 3 degrees, humidity 45 percent.
            +3 °C now.§plus 3 degrees now.
            Wind 3 km/h, 320 lx, 612 ppm.§Wind 3 kilometres an hour, 320 lux, 612 parts per million.
            It used 1,234.5 kWh.§It used 1234.5 kilowatt-hours.
            The heater takes 1 kW, the lamp 9 W.§The heater takes 1 kilowatt, the lamp 9 watts.
            It costs € 3.50.§It costs 3 euros 50.
            It costs $105 or £1.§It costs 105 dollars or 1 pound.
            That is €0.63.§That is 63 cents.
            At 07:30.§At 7:30.
            At 22:00, or 19:05.§At 10 pm, or 7:05 pm.
            At 7:00.§At 7 o'clock.
            At 7:30 p.m. it rains.§At 7:30 p.m. it rains.
            At 7:30 pm.§At 7:30 pm.
            On 2026-11-28.§On November 28, 2026.
            On 12.3.2026 at noon.§On March 12, 2026 at noon.
            It is 1/2 full, the other 3/4.§It is one half full, the other three quarters.
            Heat to 18–21 °C.§Heat to 18 to 21 degrees.
            From 18 - 21.§From 18 - 21.
            Power: 1.2 kW → 0.3 kW.§Power: 1.2 kilowatts to 0.3 kilowatts.
            Settings → Devices → Add.§Settings, Devices, Add.
            Go to Settings > Devices.§Go to Settings, Devices.
            Tom & Jerry, ~85 %.§Tom and Jerry, about 85 percent.
            Item #3 and/or #4.§Item number 3 and or number 4.
            Some lamps, e.g. this one.§Some lamps, for example this one.
            **Done.** The *fan* runs at __50 %__.§Done. The fan runs at 50 percent.
            ## Kitchen⏎- Lamp: on⏎- Fan: off§Kitchen. Lamp: on. Fan: off.
            1. Open it.⏎2. Close it.§1: Open it. 2: Close it.
            > Quoted.§Quoted.
            - [x] Milk⏎- [ ] Eggs§Milk. Eggs.
            See [the manual](https://example.com/a?b=c) for more.§See the manual for more.
            See https://www.home-assistant.io/docs/automation.§See home-assistant.io.
            ![camera](http://ha.local/snap.jpg)⏎Nobody is there.§Nobody is there.
            Here:⏎```yaml⏎a: 1⏎```⏎It runs.§Here: It runs.
            | Room | Warmth |⏎|---|:--:|⏎| Kitchen | 21.5 °C |§Room, Warmth. Kitchen, 21.5 degrees.
            Turned on `light.kitchen_ceiling`.§Turned on Kitchen Ceiling.
            Turned on light.kitchen_ceiling and light.desk_lamp.§Turned on Kitchen Ceiling and desk lamp.
            Say `good night` or use `{{ states('a.b') }}`.§Say good night or use.
            Call `script.turn_off_all()`.§Call turn off all.
            The file is scenes.yaml.§The file is scenes.yaml.
            The id is 3fa85f64-5717-4562-b3fc-2c963f66afa6.§The id is.
            Done! 🎉 All is off 💡.§Done! All is off.
            All good :) Bye.§All good. Bye.
            🎉§''
            ---§''
            The router is at 192.168.1.1.§The router is at 192.168.1.1.
            Version 2026.11.1 is in.§Version 2026.11.1 is in.
            It is 3 * 4.§It is 3 times 4.
            The snake_case word stays.§The snake_case word stays.
            CO2 is at 1,250 ppm.§CO 2 is at 1250 parts per million.
            It takes 2 h 13 min.§It takes 2 hours 13 minutes.
            The room has 12 m² and 30 m³.§The room has 12 square metres and 30 cubic metres.
            Visit <b>me</b>.§Visit me.
            """)
    void englishIsSaidAsPeopleSayIt(String written, String said) {
        assertThat(said(Language.ENGLISH, written)).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '§', textBlock = """
            Estão 21,5 °C.§Estão 21,5 graus.
            Estão 21.5 °C.§Estão 21,5 graus.
            Estão -3 °C, humidade 45 %.§Estão menos 3 graus, humidade 45 por cento.
            Gastou 1.234,5 kWh.§Gastou 1234,5 quilowatts-hora.
            Vento a 3 km/h, luz a 320 lx.§Vento a 3 quilómetros por hora, luz a 320 lux.
            Custa 3,50 €.§Custa 3 euros e 50.
            Custa € 1.§Custa 1 euro.
            São € 0,63.§São 63 cêntimos.
            Às 07:30 toca.§Às 7 e 30 toca.
            Às 19h30, ou às 22h.§Às 19 e 30, ou às 22 horas.
            Às 7.30 toca.§Às 7 e 30 toca.
            À 1h.§À 1 hora.
            Chega a 2026-11-28.§Chega a 28 de novembro de 2026.
            É a 12.3.2026.§É a 12 de março de 2026.
            É a 12/3/2026.§É a 12 de março de 2026.
            Está a 3/4.§Está a três quartos.
            Aquecer a 18–21 °C.§Aquecer a 18 a 21 graus.
            De 1,2 kW → 0,3 kW.§De 1,2 quilowatts para 0,3 quilowatts.
            Definições → Dispositivos.§Definições, Dispositivos.
            O Tom & Jerry, ~85 %.§O Tom e Jerry, cerca de 85 por cento.
            O n.º 12, item #3.§O número 12, item número 3.
            Alguns, p. ex. este.§Alguns, por exemplo este.
            Aprox. às 22h.§Aprox. às 22 horas.
            A versão 2026.12 está cá.§A versão 2026.12 está cá.
            A nota é 3.5.§A nota é 3,5.
            O 1.º andar e a 2.ª porta.§O 1.º andar e a 2.ª porta.
            Liguei a `light.kitchen_ceiling`.§Liguei a Kitchen Ceiling.
            «Desliga tudo» → feito.§«Desliga tudo», feito.
            Demora 1 h e 1 min.§Demora 1 hora e 1 minuto.
            """)
    void portugueseIsSaidAsPeopleSayIt(String written, String said) {
        assertThat(said(Language.PORTUGUESE, written)).isEqualTo(said);
    }

    @Test
    void aHugePieceIsSaidSoon() {
        String text = "All: [a](b " + "1.1,".repeat(20_000) + "(`*_~ <".repeat(5_000);

        assertThat(said(Language.ENGLISH, text)).startsWith("All:");
    }
}
