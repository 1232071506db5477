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
            kWh = kilowatt-hour/kilowatt-hours
            MWh = megawatt-hour/megawatt-hours
            Wh = watt-hour/watt-hours
            kW = kilowatt/kilowatts
            MW = megawatt/megawatts
            W = watt/watts
            kV = kilovolt/kilovolts
            mV = millivolt/millivolts
            V = volt/volts
            mA = milliampere/milliamperes
            Ah = ampere-hour/ampere-hours
            A = ampere/amperes
            lx = lux/lux
            lm = lumen/lumens
            km/h = kilometre an hour/kilometres an hour
            m/s = metre a second/metres a second
            mph = mile an hour/miles an hour
            km = kilometre/kilometres
            cm = centimetre/centimetres
            mm = millimetre/millimetres
            m² = square metre/square metres
            m³ = cubic metre/cubic metres
            m = metre/metres
            mi = mile/miles
            ft = foot/feet
            µg/m³ = microgram a cubic metre/micrograms a cubic metre
            kg = kilogram/kilograms
            mg = milligram/milligrams
            g = gram/grams
            ml = millilitre/millilitres
            mL = millilitre/millilitres
            l = litre/litres
            L = litre/litres
            hPa = hectopascal/hectopascals
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
            kB = kilobyte/kilobytes
            Mbit/s = megabit a second/megabits a second
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
            kWh = quilowatt-hora/quilowatts-hora
            MWh = megawatt-hora/megawatts-hora
            Wh = watt-hora/watts-hora
            kW = quilowatt/quilowatts
            MW = megawatt/megawatts
            W = watt/watts
            kV = quilovolt/quilovolts
            mV = milivolt/milivolts
            V = volt/volts
            mA = miliampere/miliamperes
            Ah = ampere-hora/amperes-hora
            A = ampere/amperes
            lx = lux/lux
            lm = lúmen/lúmenes
            km/h = quilómetro por hora/quilómetros por hora
            m/s = metro por segundo/metros por segundo
            mph = milha por hora/milhas por hora
            km = quilómetro/quilómetros
            cm = centímetro/centímetros
            mm = milímetro/milímetros
            m² = metro quadrado/metros quadrados
            m³ = metro cúbico/metros cúbicos
            m = metro/metros
            mi = milha/milhas
            µg/m³ = micrograma por metro cúbico/microgramas por metro cúbico
            kg = quilo/quilos
            mg = miligrama/miligramas
            g = grama/gramas
            ml = mililitro/mililitros
            mL = mililitro/mililitros
            l = litro/litros
            L = litro/litros
            hPa = hectopascal/hectopascais
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
            kB = quilobyte/quilobytes
            Mbit/s = megabit por segundo/megabits por segundo
            Mbps = megabit por segundo/megabits por segundo
            min = minuto/minutos
            ms = milissegundo/milissegundos
            h = hora/horas
            s = segundo/segundos
            """);

    /// By the sign of each.
    static Map<String, SpokenUnit> in(Language language) {
        return switch (language) {
            case ENGLISH -> ENGLISH;
            case PORTUGUESE -> PORTUGUESE;
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
