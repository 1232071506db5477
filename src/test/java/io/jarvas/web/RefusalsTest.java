package io.jarvas.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.http.DirectHandler;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RefusalsTest {
    private final Refusals refusals = new Refusals(Optional.empty());

    @Test
    void whatNobodyCouldReadIsTheRequestsFault() {
        assertThat(status(DirectHandler.TransportRequest.empty())).isEqualTo(400);
    }

    @Test
    void whatWasReadAndNotAnsweredIsOurs() {
        assertThat(status(new Read("/api/status"))).isEqualTo(500);
    }

    private int status(DirectHandler.TransportRequest request) {
        return refusals.handle(
                        request,
                        DirectHandler.EventType.INTERNAL_ERROR,
                        Status.INTERNAL_SERVER_ERROR_500,
                        ServerResponseHeaders.create(),
                        "")
                .status()
                .code();
    }

    private record Read(String path) implements DirectHandler.TransportRequest {
        @Override
        public String protocolVersion() {
            return "1.1";
        }

        @Override
        public String method() {
            return "GET";
        }

        @Override
        public ServerRequestHeaders headers() {
            return ServerRequestHeaders.create();
        }
    }
}
