package io.jarvas.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.json.Json;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateLineTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            light.a | on | {"brightness":180,"hs_color":[28.5,67.9]} | on, 71 %
            light.a | off | {"brightness":null} | off
            light.a | unavailable | {"brightness":180} | unavailable
            cover.a | open | {"current_position":40} | open, 40 %
            cover.a | open | {"current_position":100} | open
            cover.a | closed | {"current_position":0} | closed
            cover.a | closed | {"current_position":3} | closed, 3 %
            climate.a | cool | {"current_temperature":22.04,"temperature":21} | cool, now 22°, target 21°
            climate.a | heat_cool | {"target_temp_low":21,"target_temp_high":24} | heat_cool, from 21°, to 24°
            fan.a | on | {"percentage":67} | on, 67 %
            humidifier.a | on | {"current_humidity":45,"humidity":65} | on, now 45 %, target 65 %
            media_player.a | playing | {"volume_level":0.3,"media_title":"A \\"B\\"; [C]"} | playing, "A 'B', C", volume 30 %
            sensor.a | 15.62 | {"unit_of_measurement":"°C","device_class":"temperature"} | 15.6 °C
            sensor.a | 0.00800000000000001 | {"unit_of_measurement":"MWh"} | 0.008 MWh
            sensor.a | 1234.56 | {"unit_of_measurement":"W","device_class":"power"} | 1234.6 W
            sensor.a | 1.589 | {"unit_of_measurement":"€/L"} | 1.589 €/L
            sensor.a | 0.15671234 | {"unit_of_measurement":"€/kWh"} | 0.1567 €/kWh
            sensor.a | 1.08421 | {"state_class":"measurement"} | 1.084
            sensor.a | 15.62 | {"state_class":"measurement"} | 15.6
            sensor.a | 2025.10 | {} | 2025.10
            sensor.a | 7 | {} | 7
            text.a | 0042 | {"mode":"text"} | 0042
            select.a | 1.10 | {"options":["1.1","1.10"]} | 1.10
            light.a | on | {"brightness":1} | on, 1 %
            sensor.a | unknown | {"unit_of_measurement":"MiB"} | unknown
            sensor.a | 2026-11-23T06:57:35+00:00 | {"device_class":"timestamp"} | 2026-11-23 07:57
            sensor.a | soon | {"device_class":"timestamp"} | soon
            number.a | 42.0 | {} | 42
            text.a | Hello | {"mode":"text"} | Hello
            text.a | 1234 | {"mode":"password"} | secret
            weather.a | sunny | {"temperature":21.6,"humidity":92} | sunny, 21.6°, humidity 92 %
            calendar.a | on | {"message":"Dentist"} | on, "Dentist"
            vacuum.a | docked | {"battery_level":97} | docked, battery 97 %
            """)
    void aStateIsShownWithWhatPeopleAskAbout(String id, String value, String attributes, String shown) {
        assertThat(line(id, value, attributes).text()).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sensor.a | 21.3 | {"device_class":"temperature","unit_of_measurement":"°C"} | 21 °C | false
            sensor.a | 21.5 | {"device_class":"temperature","unit_of_measurement":"°C"} | 21 °C | true
            sensor.a | -0.6 | {"device_class":"temperature","unit_of_measurement":"°C"} | 0.1 °C | true
            sensor.a | 120 | {"device_class":"power","unit_of_measurement":"W","state_class":"measurement"} | 100 W | false
            sensor.a | 131 | {"device_class":"power","unit_of_measurement":"W","state_class":"measurement"} | 100 W | true
            sensor.a | 3 | {"device_class":"power","unit_of_measurement":"W"} | 0 W | true
            sensor.a | -67 | {"device_class":"signal_strength","unit_of_measurement":"dBm"} | -60 dBm | false
            sensor.a | -71 | {"device_class":"signal_strength","unit_of_measurement":"dBm"} | -60 dBm | true
            sensor.a | 92 | {"device_class":"battery","unit_of_measurement":"%"} | 99 % | false
            sensor.a | 0 | {"device_class":"battery","unit_of_measurement":"%"} | 4 % | true
            sensor.a | 1.589 | {"unit_of_measurement":"€/L"} | 1.579 €/L | true
            sensor.a | 15.3 | {"device_class":"energy","unit_of_measurement":"kWh","state_class":"total"} | 15 kWh | false
            sensor.a | 15.3 | {"device_class":"energy","unit_of_measurement":"kWh","state_class":"total"} | unknown | true
            sensor.a | unavailable | {"device_class":"energy"} | 15 kWh | true
            sensor.people | 3 | {} | 2 | true
            climate.a | heat | {"current_temperature":21.4,"temperature":20} | heat, now 21°, target 20° | false
            climate.a | heat | {"current_temperature":21.4,"temperature":20.5} | heat, now 21°, target 20° | true
            climate.a | off | {"current_temperature":21.4,"temperature":20} | heat, now 21°, target 20° | true
            light.a | on | {"brightness":181} | on, 70 % | true
            media_player.a | playing | {"media_title":"Chapter 2"} | playing, "Chapter 1" | true
            weather.a | sunny | {"temperature":21.9,"humidity":85} | sunny, 21.6°, humidity 92 % | false
            number.a | 20.2 | {"device_class":"temperature","unit_of_measurement":"°C"} | 20 °C | true
            input_number.a | 51 | {"unit_of_measurement":"%"} | 50 % | true
            """)
    void onlyAMeaningfulStepIsADifference(String id, String value, String attributes, String told, boolean different) {
        assertThat(line(id, value, attributes).differsFrom(told)).isEqualTo(different);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            power | W | 0.3 | 0.5 | false
            power | W | 0 | 0.1 | false
            power | W | 0 | 6 | true
            power | kW | 0 | 0.001 | false
            power | kW | 0 | 0.006 | true
            current | A | 0.01 | 0.02 | false
            current | A | 0.01 | 1.2 | true
            current | mA | 10 | 20 | false
            illuminance | lx | 1 | 2 | false
            illuminance | lx | 1 | 40 | true
            data_rate | MB/s | 0 | 0.01 | false
            data_rate | MB/s | 0 | 2 | true
            data_rate | kbit/s | 3 | 12 | false
            wind_speed | km/h | 0.5 | 0.6 | false
            wind_speed | km/h | 5 | 20 | true
            pm25 | µg/m³ | 1 | 2 | false
            pm25 | μg/m³ | 10 | 20 | true
            carbon_dioxide | ppm | 420 | 440 | false
            carbon_dioxide | ppm | 420 | 900 | true
            temperature | °F | 70 | 70.6 | false
            pressure | bar | 2.1 | 2.12 | false
            pressure | hPa | 1013 | 1016.5 | true
            voltage | V | 0.01 | 0.02 | false
            energy | Wh | 0 | 5 | false
            duration | s | 100 | 160 | false
            duration | s | 100 | 900 | true
            aqi | | 3 | 5 | false
            '' | W | 412.3 | 412.9 | false
            '' | W | 412.3 | 700 | true
            '' | % | 3 | 9 | false
            '' | rpm | 1200 | 1210 | false
            '' | rpm | 0 | 800 | true
            '' | people | 2 | 3 | true
            '' | EUR/kWh | 0.1567 | 0.1571 | true
            something_new | W | 0 | 0.1 | false
            """)
    void nearZeroToo(String deviceClass, String unit, String before, String now, boolean different) {
        String attributes = (deviceClass.isEmpty()
                        ? "{"
                        : "{\"state_class\":\"measurement\",\"device_class\":\"" + deviceClass + "\",")
                + "\"unit_of_measurement\":\"" + (unit == null ? "" : unit) + "\"}";
        String told = line("sensor.a", before, attributes).text();

        assertThat(line("sensor.a", now, attributes).differsFrom(told)).isEqualTo(different);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.05, false", "0, 1, true", "7.2, 7.3, false"})
    void whatIsMeasuredWithoutAUnitHasALeastStepToo(String before, String now, boolean different) {
        String attributes = "{\"state_class\":\"measurement\"}";
        String told = line("sensor.a", before, attributes).text();

        assertThat(line("sensor.a", now, attributes).differsFrom(told)).isEqualTo(different);
    }

    @ParameterizedTest
    @CsvSource({"measurement, 0.31, 0.32, true", "total_increasing, 1.23, 1.24, false", "total, 1.23, 2, true"})
    void aPriceIsToldExactlyAndASumOfMoneyIsNot(String stateClass, String before, String now, boolean different) {
        String attributes = "{\"state_class\":\"" + stateClass + "\",\"unit_of_measurement\":\"€\"}";
        String told = line("sensor.a", before, attributes).text();

        assertThat(line("sensor.a", now, attributes).differsFrom(told)).isEqualTo(different);
    }

    private static StateLine line(String id, String value, String attributes) {
        EntityState state = new EntityState(value, Json.object(attributes), Instant.EPOCH, Instant.EPOCH);
        return StateLine.of(new EntityId(id), state, ZoneId.of("Europe/Paris"));
    }
}
