package io.jarvas.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MeTest {
    @Test
    void whoeverAsksLearnsWhoTheyAre() throws Exception {
        try (Fixture jarvas = new Fixture(Fixture::behindIngress)) {
            assertThat(me(jarvas, "boss"))
                    .isEqualTo("{\"person\":\"ha:boss\",\"administrator\":true,\"name\":\"Alex\"}");
            assertThat(me(jarvas, "child"))
                    .isEqualTo("{\"person\":\"ha:child\",\"administrator\":false,\"name\":null}");
            int api = jarvas.web.apiPort().orElseThrow();
            assertThat(Raw.get(api, "/api/me", Fixture.AUTHORIZED).body())
                    .isEqualTo("{\"person\":\"token:api\",\"administrator\":false,\"name\":null}");
            assertThat(Raw.get(api, "/api/me").status()).isEqualTo(401);
        }
    }

    @Test
    void whoeverSitsAtTheMachineIsAnAdministratorWithoutAName() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            assertThat(Raw.get(jarvas.port(), "/api/me/").body())
                    .isEqualTo("{\"person\":\"local\",\"administrator\":true,\"name\":null}");
        }
    }

    private static String me(Fixture jarvas, String user) throws Exception {
        try (Raw client = new Raw(jarvas.port(), "127.0.0.2")) {
            client.send(client.head("GET", "/api/me", "X-Remote-User-Id: " + user) + "\r\n");
            return client.answer().body();
        }
    }
}
