package io.jarvas.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.ConnectionContext;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DepartureTest {
    @Test
    void whateverEndsTheWatchIsADeparture() throws InterruptedException {
        DataReader broken = DataReader.create(() -> {
            throw new IllegalStateException("of the test");
        });
        CountDownLatch left = new CountDownLatch(1);

        Departure.watch(connection(broken), left::countDown);

        assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private static ConnectionContext connection(DataReader reader) {
        return (ConnectionContext) Proxy.newProxyInstance(
                DepartureTest.class.getClassLoader(), new Class<?>[] {ConnectionContext.class}, (_, method, _) -> {
                    assertThat(method.getName()).isEqualTo("dataReader");
                    return reader;
                });
    }
}
