package io.jarvas.voice;

import io.jarvas.language.Language;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// A unit in words.
///
/// @param one as it is said of 1
/// @param many as it is said of other numbers
record SpokenUnit(String one, String many) {
    private static final Map<String, SpokenUnit> ENGLISH = units("""
            °C = degree/degrees
            ºC = degree/degrees
            ℃ = degree/degrees
            °F = degree Fahrenheit/degrees Fahrenheit
            ° = degree/degrees
            º = degree/degrees
            K = kelvin/kelvin
            % = percent/percent
            GWh = gigawatt-hour/gigawatt-hours
            kWh = kilowatt-hour/kilowatt-hours
            MWh = megawatt-hour/megawatt-hours
            Wh = watt-hour/watt-hours
            kW = kilowatt/kilowatts
            MW = megawatt/megawatts
            mW = milliwatt/milliwatts
            W = watt/watts
            kVA = kilovolt-ampere/kilovolt-amperes
            VA = volt-ampere/volt-amperes
            kV = kilovolt/kilovolts
            mV = millivolt/millivolts
            V = volt/volts
            mA = milliampere/milliamperes
            mAh = milliampere-hour/milliampere-hours
            Ah = ampere-hour/ampere-hours
            A = ampere/amperes
            lx = lux/lux
            lm = lumen/lumens
            mph = mile an hour/miles an hour
            kn = knot/knots
            km = kilometre/kilometres
            cm = centimetre/centimetres
            mm = millimetre/millimetres
            m² = square metre/square metres
            m³ = cubic metre/cubic metres
            m = metre/metres
            mi = mile/miles
            ft = foot/feet
            µg = microgram/micrograms
            μg = microgram/micrograms
            kg = kilogram/kilograms
            mg = milligram/milligrams
            g = gram/grams
            ml = millilitre/millilitres
            mL = millilitre/millilitres
            l = litre/litres
            L = litre/litres
            lb = pound/pounds
            oz = ounce/ounces
            hPa = hectopascal/hectopascals
            kPa = kilopascal/kilopascals
            Pa = pascal/pascals
            inHg = inch of mercury/inches of mercury
            psi = psi/psi
            mbar = millibar/millibars
            bar = bar/bar
            ppm = part per million/parts per million
            ppb = part per billion/parts per billion
            dB = decibel/decibels
            dBm = decibel/decibels
            kHz = kilohertz/kilohertz
            MHz = megahertz/megahertz
            GHz = gigahertz/gigahertz
            Hz = hertz/hertz
            TB = terabyte/terabytes
            GB = gigabyte/gigabytes
            MB = megabyte/megabytes
            Gbit = gigabit/gigabits
            Mbit = megabit/megabits
            kB = kilobyte/kilobytes
            Mbps = megabit a second/megabits a second
            min = minute/minutes
            ms = millisecond/milliseconds
            h = hour/hours
            s = second/seconds
            """);

    private static final Map<String, SpokenUnit> PORTUGUESE = units("""
            °C = grau/graus
            ºC = grau/graus
            ℃ = grau/graus
            °F = grau Fahrenheit/graus Fahrenheit
            ° = grau/graus
            K = kelvin/kelvins
            % = por cento/por cento
            GWh = gigawatt-hora/gigawatts-hora
            kWh = quilowatt-hora/quilowatts-hora
            MWh = megawatt-hora/megawatts-hora
            Wh = watt-hora/watts-hora
            kW = quilowatt/quilowatts
            MW = megawatt/megawatts
            mW = miliwatt/miliwatts
            W = watt/watts
            kVA = quilovolt-ampere/quilovolts-ampere
            VA = volt-ampere/volts-ampere
            kV = quilovolt/quilovolts
            mV = milivolt/milivolts
            V = volt/volts
            mA = miliampere/miliamperes
            mAh = miliampere-hora/miliamperes-hora
            Ah = ampere-hora/amperes-hora
            A = ampere/amperes
            lx = lux/lux
            lm = lúmen/lúmenes
            mph = milha por hora/milhas por hora
            kn = nó/nós
            km = quilómetro/quilómetros
            cm = centímetro/centímetros
            mm = milímetro/milímetros
            m² = metro quadrado/metros quadrados
            m³ = metro cúbico/metros cúbicos
            m = metro/metros
            mi = milha/milhas
            µg = micrograma/microgramas
            μg = micrograma/microgramas
            kg = quilo/quilos
            mg = miligrama/miligramas
            g = grama/gramas
            ml = mililitro/mililitros
            mL = mililitro/mililitros
            l = litro/litros
            L = litro/litros
            hPa = hectopascal/hectopascais
            kPa = quilopascal/quilopascais
            Pa = pascal/pascais
            psi = psi/psi
            mbar = milibar/milibares
            bar = bar/bar
            ppm = parte por milhão/partes por milhão
            ppb = parte por mil milhões/partes por mil milhões
            dB = decibel/decibéis
            dBm = decibel/decibéis
            kHz = quilohertz/quilohertz
            MHz = megahertz/megahertz
            GHz = gigahertz/gigahertz
            Hz = hertz/hertz
            TB = terabyte/terabytes
            GB = gigabyte/gigabytes
            MB = megabyte/megabytes
            Gbit = gigabit/gigabits
            Mbit = megabit/megabits
            kB = quilobyte/quilobytes
            Mbps = megabit por segundo/megabits por segundo
            min = minuto/minutos
            ms = milissegundo/milissegundos
            h = hora/horas
            s = segundo/segundos
            """);

    private static final Map<String, String> A_ENGLISH = Map.ofEntries(
            Map.entry("h", "an hour"),
            Map.entry("hour", "an hour"),
            Map.entry("min", "a minute"),
            Map.entry("s", "a second"),
            Map.entry("d", "a day"),
            Map.entry("day", "a day"),
            Map.entry("night", "a night"),
            Map.entry("week", "a week"),
            Map.entry("month", "a month"),
            Map.entry("year", "a year"),
            Map.entry("m²", "a square metre"),
            Map.entry("m³", "a cubic metre"),
            Map.entry("kWh", "a kilowatt-hour"),
            Map.entry("km", "a kilometre"),
            Map.entry("kg", "a kilogram"),
            Map.entry("L", "a litre"),
            Map.entry("l", "a litre"),
            Map.entry("100 km", "per 100 kilometres"));

    private static final Map<String, String> A_PORTUGUESE = Map.ofEntries(
            Map.entry("h", "por hora"),
            Map.entry("hora", "por hora"),
            Map.entry("min", "por minuto"),
            Map.entry("s", "por segundo"),
            Map.entry("d", "por dia"),
            Map.entry("dia", "por dia"),
            Map.entry("noite", "por noite"),
            Map.entry("semana", "por semana"),
            Map.entry("mês", "por mês"),
            Map.entry("ano", "por ano"),
            Map.entry("m²", "por metro quadrado"),
            Map.entry("m³", "por metro cúbico"),
            Map.entry("kWh", "por quilowatt-hora"),
            Map.entry("km", "por quilómetro"),
            Map.entry("kg", "por quilo"),
            Map.entry("L", "por litro"),
            Map.entry("l", "por litro"),
            Map.entry("100 km", "aos 100 quilómetros"));

    /// By the sign of each.
    static Map<String, SpokenUnit> in(Language language) {
        return switch (language) {
            case ENGLISH -> ENGLISH;
            case PORTUGUESE -> PORTUGUESE;
        };
    }

    /// What is said of that of which something is measured, `/h`; by the sign after the stroke.
    static Map<String, String> each(Language language) {
        return switch (language) {
            case ENGLISH -> A_ENGLISH;
            case PORTUGUESE -> A_PORTUGUESE;
        };
    }

    private static Map<String, SpokenUnit> units(String table) {
        Map<String, SpokenUnit> units = new HashMap<>();
        table.lines().forEach(line -> {
            int equals = line.indexOf(" = ");
            // A unit may have a slash in its sign, never in its words.
            int slash = line.indexOf('/', equals);
            units.put(
                    line.substring(0, equals),
                    new SpokenUnit(line.substring(equals + 3, slash), line.substring(slash + 1)));
        });
        return Map.copyOf(units);
    }

    /// @param number as it is written
    String of(String number) {
        String digits = Objects.requireNonNull(number).replaceAll("^[^\\d]+", "");
        return digits.equals("1") ? one : many;
    }
}
