package io.jarvas.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.jmdns.JmDNS;
import javax.jmdns.ServiceInfo;

/// Tells the network of Jarvas's Wyoming server by multicast DNS (RFC 6763), so that Home Assistant discovers it.
final class NetworkAnnouncement implements AutoCloseable {
    /// What Home Assistant's `wyoming` integration looks for.
    static final String TYPE = "_wyoming._tcp.local.";

    private static final System.Logger LOG = System.getLogger(NetworkAnnouncement.class.getName());

    /// Networks inside this machine, on which nobody looks for anything.
    private static final Pattern INSIDE = Pattern.compile("(docker|veth|virbr|vmnet|vboxnet|br-|cni|flannel|podman).*");

    private final List<JmDNS> told = new ArrayList<>();
    private final Thread thread;
    private boolean closed;

    private NetworkAnnouncement(Stream<InetAddress> addresses, int port) {
        List<InetAddress> all = addresses.toList();
        thread = Thread.ofVirtual().name("discovery").unstarted(() -> all.forEach(address -> tell(address, port)));
    }

    /// @param host at which the server listens: a name or an address, `0.0.0.0` for all
    static NetworkAnnouncement begin(String host, int port) {
        return begin(addresses(host), port);
    }

    static NetworkAnnouncement begin(Stream<InetAddress> addresses, int port) {
        NetworkAnnouncement announcement = new NetworkAnnouncement(addresses, port);
        announcement.thread.start();
        return announcement;
    }

    private static Stream<InetAddress> addresses(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            return address.isAnyLocalAddress() ? networks() : Stream.of(address);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the network is not told of Jarvas", e);
            return Stream.empty();
        }
    }

    /// One address of each network that this machine shares with others.
    private static Stream<InetAddress> networks() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .filter(NetworkAnnouncement::shared)
                .flatMap(network -> network.inetAddresses()
                        .filter(address -> address.getAddress().length == 4)
                        .limit(1));
    }

    private static boolean shared(NetworkInterface network) {
        try {
            return network.isUp()
                    && network.supportsMulticast()
                    && !network.isLoopback()
                    && !network.isPointToPoint()
                    && !INSIDE.matcher(network.getName()).matches();
        } catch (SocketException e) {
            LOG.log(System.Logger.Level.DEBUG, "a network cannot be looked at", e);
            return false;
        }
    }

    private void tell(InetAddress address, int port) {
        try {
            JmDNS network = JmDNS.create(address, "jarvas");
            if (!kept(network)) {
                network.close();
                return;
            }
            network.registerService(ServiceInfo.create(TYPE, "Jarvas", port, "version=" + Commands.version()));
            LOG.log(System.Logger.Level.INFO, "the network at {0} is told that Assist can use Jarvas", address);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "a network is not told of Jarvas", e);
        }
    }

    private synchronized boolean kept(JmDNS network) {
        if (!closed) {
            told.add(network);
        }
        return !closed;
    }

    /// Says goodbye.
    @Override
    public void close() {
        List<JmDNS> networks;
        synchronized (this) {
            closed = true;
            networks = List.copyOf(told);
        }
        networks.stream()
                .map(network -> Thread.ofVirtual().name("discovery-end").start(() -> end(network)))
                .toList()
                .forEach(NetworkAnnouncement::await);
    }

    private static void end(JmDNS network) {
        try {
            network.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "no goodbye to a network", e);
        }
    }

    private static void await(Thread end) {
        try {
            end.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
