package io.jarvas.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import javax.jmdns.JmDNS;
import org.junit.jupiter.api.Test;

/// As others on the network see it.
class NetworkAnnouncementTest {
    private static final int PORT = 10_755;

    @Test
    void whoLooksForWyomingServicesFindsJarvasUntilItIsClosed() throws IOException {
        Optional<InetAddress> address = shared();
        assumeThat(address).as("a network with multicast").isPresent();
        try (JmDNS browser = JmDNS.create(address.get(), "browser")) {
            try (NetworkAnnouncement announcement = NetworkAnnouncement.begin(Stream.of(address.get()), PORT)) {
                assertThat(announcement).isNotNull();
                await().atMost(Duration.ofSeconds(30)).until(() -> found(browser));
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> !found(browser));
        }
    }

    private static boolean found(JmDNS browser) {
        return Stream.of(browser.list(NetworkAnnouncement.TYPE, 500))
                .anyMatch(service -> service.getName().startsWith("Jarvas") && service.getPort() == PORT);
    }

    private static Optional<InetAddress> shared() throws IOException {
        return NetworkInterface.networkInterfaces()
                .filter(NetworkAnnouncementTest::multicast)
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address.getAddress().length == 4)
                .findFirst();
    }

    private static boolean multicast(NetworkInterface network) {
        try {
            return network.isUp() && network.supportsMulticast() && !network.isLoopback();
        } catch (IOException e) {
            return false;
        }
    }
}
