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

    @ParameterizedTest
    @CsvSource(delimiter = '§', textBlock = """
            Outside it is –5 °C, and it feels like -9.5 °C.§Outside it is minus 5 degrees, and it feels like minus 9.5 degrees.
            The low tonight is −1°C and the high 4°C.§The low tonight is minus 1 degree and the high 4 degrees.
            It is 21°C/70°F inside.§It is 21 degrees, 70 degrees Fahrenheit inside.
            Temperatures will range from -3 to 2 °C.§Temperatures will range from minus 3 to 2 degrees.
            Expect -2–4 °C tomorrow.§Expect minus 2 to 4 degrees tomorrow.
            Expect -5 to -2 °C.§Expect minus 5 to minus 2 degrees.
            The kettle finishes in 5-10 minutes.§The kettle finishes in 5 to 10 minutes.
            The wash takes 2h 30m.§The wash takes 2 hours and 30 minutes.
            The light was turned on 15m ago.§The light was turned on 15 minutes ago.
            It takes 1½ hours.§It takes 1 and a half hours.
            The meeting is from 10:00-12:00.§The meeting is from 10 o'clock to 12 o'clock.
            It is open 9:00–17:00.§It is open 9 o'clock to 5 pm.
            Last changed at 2026-11-28T18:30:00+00:00.§Last changed at November 28, 2026 at 6:30 pm.
            Last changed: 2026-11-28 18:30:05.§Last changed: November 28, 2026 at 6:30 pm.
            The timer shows 0:05:30.§The timer shows 5 minutes and 30 seconds.
            The event is on 28/11/2026 and not on 11/28/2026.§The event is on November 28, 2026 and not on November 28, 2026.
            The event is on 05/12/2026.§The event is on 05/12/2026.
            The battery is at 0.125 V, or 0,125 V.§The battery is at 0.125 volts, or 0.125 volts.
            Electricity costs €0.15/kWh today.§Electricity costs 15 cents a kilowatt-hour today.
            You used 12.345 kWh.§You used 12.345 kilowatt-hours.
            Solar makes 800 W/m² and it rains 2 mm/h.§Solar makes 800 watts a square metre and it rains 2 millimetres an hour.
            Flow is 3.5 L/min.§Flow is 3.5 litres a minute.
            Air: PM2.5 is 12 µg/m³ and PM10 is 20 μg/m³.§Air: PM2.5 is 12 micrograms a cubic metre and PM10 is 20 micrograms a cubic metre.
            Pressure 1013 hPa, 29.92 inHg, tyre 32 psi.§Pressure 1013 hectopascals, 29.92 inches of mercury, tyre 32 psi.
            The TV is a 4K model, the lamp is at 2700K.§The TV is a 4K model, the lamp is at 2700 kelvin.
            The temperature is in the low 70s.§The temperature is in the low 70's.
            It played hits of the 80s and 1990s.§It played hits of the 80's and 1990's.
            Open http://homeassistant.local:8123/lovelace/0 to see it.§Open homeassistant.local to see it.
            Open http://192.168.1.20:8123.§Open 192.168.1.20.
            It is <5 °C or > 30 °C in there.§It is less than 5 degrees or more than 30 degrees in there.
            Battery < 20%.§Battery less than 20 percent.
            Humidity: 40%/60%.§Humidity: 40 percent, 60 percent.
            3/5 lights are on, 2/3 windows are open.§3 of 5 lights are on, 2 of 3 windows are open.
            Sunrise 07:12 AM, sunset 17:05.§Sunrise 7:12 AM, sunset 5:05 pm.
            It is 12:00 now, it was 00:00 then, and 00:30 later.§It is 12 o'clock now, it was 12 am then, and 12:30 am later.
            Set to 20.0 °C.§Set to 20.0 degrees.
            The volume is 0.35 (35%).§The volume is 0.35 (35 percent).
            The lock is locked (100 %), the door is closed.§The lock is locked (100 percent), the door is closed.
            The flight is at 6pm on Dec 3rd, gate B12.§The flight is at 6pm on Dec 3rd, gate B12.
            Wi-Fi: -67 dBm at 2.4 GHz.§Wi-Fi: minus 67 decibels at 2.4 gigahertz.
            Scheduled for Mon, Nov 30 at 7 a.m. Anything else?§Scheduled for Mon, Nov 30 at 7 a.m. Anything else?
            The disk has 1.2 TB/2 TB used.§The disk has 1.2 terabytes, 2 terabytes used.
            Speed is 95.3 Mbit/s down / 12 up.§Speed is 95.3 megabits a second down / 12 up.
            Call 112 or +351 912 345 678.§Call 112 or plus 351 912 345 678.
            - Hall: 19.5 °C ✅⏎- Attic: –2 °C ❌§Hall: 19.5 degrees. Attic: minus 2 degrees.
            Car: 15 000 km, 80 % charged, 250 mi range.§Car: 15000 kilometres, 80 percent charged, 250 miles range.
            It takes 2h30.§It takes 2 hours and 30 minutes.
            The kWh price is 0.12 €/kWh.§The kWh price is 0.12 euros a kilowatt-hour.
            Set for 90 s, then 2 min 5 s.§Set for 90 seconds, then 2 minutes 5 seconds.
            It draws 1 kWh/day.§It draws 1 kilowatt-hour a day.
            Wind from the NW at 15 kn (7.7 m/s).§Wind from the NW at 15 knots (7.7 metres a second).
            I will do it in 00:20:00.§I will do it in 20 minutes.
            The car did 5.4 L/100 km.§The car did 5.4 litres per 100 kilometres.
            20:00 - 22:00 is cheap.§8 pm to 10 pm is cheap.
            """)
    void whatAHomeAnswersInEnglishIsSaidRight(String written, String said) {
        assertThat(said(Language.ENGLISH, written)).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '§', textBlock = """
            Lá fora estão –5 °C, com sensação de -9,5 °C.§Lá fora estão menos 5 graus, com sensação de menos 9,5 graus.
            A mínima é −1°C e a máxima 4°C.§A mínima é menos 1 grau e a máxima 4 graus.
            Dentro estão 21°C/70°F.§Dentro estão 21 graus, 70 graus Fahrenheit.
            Vai de -3 a 2 °C.§Vai de menos 3 a 2 graus.
            Esperam-se 5-10 minutos.§Esperam-se 5 a 10 minutos.
            A lavagem demora 2h30m.§A lavagem demora 2 horas e 30 minutos.
            A lavagem demora 2h30min; a outra 1h 20m.§A lavagem demora 2 horas e 30 minutos; a outra 1 hora e 20 minutos.
            Foi ligada há 15m.§Foi ligada há 15 minutos.
            A reunião é das 10:00-12:00.§A reunião é das 10 horas às 12 horas.
            Está aberto das 9h-17h, ou 9h30–17h30.§Está aberto das 9 horas às 17 horas, ou 9 e 30 às 17 e 30.
            Última alteração: 2026-11-28T18:30:00+00:00.§Última alteração: 28 de novembro de 2026 às 18 e 30.
            Última alteração: 2026-11-28 18:30:05.§Última alteração: 28 de novembro de 2026 às 18 e 30.
            O evento é dia 28/11, e o outro a 28-11-2026.§O evento é dia 28 de novembro, e o outro a 28 de novembro de 2026.
            A tensão é 0.125 V, ou 0,125 V.§A tensão é 0,125 volts, ou 0,125 volts.
            A eletricidade custa 0,15 €/kWh.§A eletricidade custa 0,15 euros por quilowatt-hora.
            A eletricidade custa 0,1523 €/kWh.§A eletricidade custa 0,1523 euros por quilowatt-hora.
            O sol dá 800 W/m² e chove 2 mm/h.§O sol dá 800 watts por metro quadrado e chove 2 milímetros por hora.
            O caudal é 3,5 L/min.§O caudal é 3,5 litros por minuto.
            Ar: PM2.5 a 12 µg/m³ e PM10 a 20 μg/m³.§Ar: PM2.5 a 12 microgramas por metro cúbico e PM10 a 20 microgramas por metro cúbico.
            A TV é 4K, a lâmpada está a 2700K.§A TV é 4K, a lâmpada está a 2700 kelvins.
            Abra http://homeassistant.local:8123/lovelace para ver.§Abra homeassistant.local para ver.
            Estão <5 °C ou > 30 °C.§Estão menos de 5 graus ou mais de 30 graus.
            Bateria < 20%.§Bateria menos de 20 por cento.
            3/5 luzes ligadas.§3 de 5 luzes ligadas.
            Nascer do sol 07:12, pôr do sol às 17:05h.§Nascer do sol 7 e 12, pôr do sol às 17 e 5.
            É meio-dia, 12:00; foi 00:00, e 00:30.§É meio-dia, 12 horas; foi 0 horas, e 0 e 30.
            Sinal: -67 dBm a 2,4 GHz.§Sinal: menos 67 decibéis a 2,4 gigahertz.
            São 20:15h.§São 20 e 15.
            Às 1:00 e às 13:00.§Às 1 hora e às 13 horas.
            Às 21:00 e às 2:00, às 22:30.§Às 21 horas e às 2 horas, às 22 e 30.
            Faltam 2 h e 1 min.§Faltam 2 horas e 1 minuto.
            Está a 1 %, 0 %, 100%.§Está a 1 por cento, 0 por cento, 100 por cento.
            A pressão é 1013,2 hPa.§A pressão é 1013,2 hectopascais.
            A temperatura subiu +2 °C.§A temperatura subiu mais 2 graus.
            Estão 20ºC.§Estão 20 graus.
            Na 2.ª-feira, 30/11, às 7h.§Na 2.ª-feira, 30 de novembro, às 7 horas.
            Temos 5 L, 3 kg, 200 g e 1 l.§Temos 5 litros, 3 quilos, 200 gramas e 1 litro.
            Consumo de 1 kWh/dia.§Consumo de 1 quilowatt-hora por dia.
            Carregado a 80 %, 250 km de autonomia, 5,4 l/100 km.§Carregado a 80 por cento, 250 quilómetros de autonomia, 5,4 litros aos 100 quilómetros.
            Liguei **Luz** (`light.kitchen_ceiling`) a 40%.§Liguei Luz (Kitchen Ceiling) a 40 por cento.
            Versão 2.4, nota 3.5, Zigbee 3.0.§Versão 2.4, nota 3,5, Zigbee 3.0.
            O disco tem 1,2 TB/2 TB.§O disco tem 1,2 terabytes, 2 terabytes.
            Das 22h às 6h: 0,09 €.§Das 22 horas às 6 horas: 9 cêntimos.
            O alarme toca daqui a 00:20:00.§O alarme toca daqui a 20 minutos.
            De 2ª a 6ª, das 9h às 18h.§De 2ª a 6ª, das 9 horas às 18 horas.
            Tarifa bi-horária: 22h00-8h00.§Tarifa bi-horária: 22 horas às 8 horas.
            20:00 - 22:00 é barato.§20 horas às 22 horas é barato.
            Choveu 0,2 mm; 12 l/m².§Choveu 0,2 milímetros; 12 litros por metro quadrado.
            Gastou 1.5 kWh e 0.75 €.§Gastou 1,5 quilowatts-hora e 75 cêntimos.
            """)
    void whatAHomeAnswersInPortugueseIsSaidRight(String written, String said) {
        assertThat(said(Language.PORTUGUESE, written)).isEqualTo(said);
    }

    @Test
    void aHugePieceIsSaidSoon() {
        String text = "All: [a](b " + "1.1,".repeat(20_000) + "(`*_~ <".repeat(5_000);

        assertThat(said(Language.ENGLISH, text)).startsWith("All:");
    }
}
