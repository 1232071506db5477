package io.jarvas.app;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Who may connect to the Wyoming server: Home Assistant, and whom the owner names. Names are looked up again from time
/// to time, sooner where a stranger knocks, since a machine may have another address now; one that leads nowhere for a
/// while keeps its addresses, since names of a home's network come and go. Safe to use from any thread.
final class WyomingGuard implements Predicate<InetAddress> {
    /// Where Home Assistant is, seen from an app: the machine itself, on the network of the apps.
    private static final List<InetAddress> FROM_ADD_ON =
            List.of(InetAddress.ofLiteral("172.30.32.1"), InetAddress.ofLiteral("fd0c:ac1e:2100::1"));

    /// The Supervisor's name, behind which Home Assistant is.
    private static final String SUPERVISOR = "supervisor";

    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final Duration LEAST = Duration.ofSeconds(10);
    private static final Duration MOMENT = Duration.ofSeconds(1);

    /// Looks a name up.
    @FunctionalInterface
    interface Names {
        List<InetAddress> of(String name) throws UnknownHostException;
    }

    private record Known(Set<InetAddress> addresses, Instant looked) {}

    private final Set<InetAddress> always;
    private final List<String> hosts;
    private final Names names;
    private final InstantSource clock;
    /// What each name last led to.
    private final Map<String, List<InetAddress>> latest = new ConcurrentHashMap<>();

    private Thread lookup = Thread.ofVirtual().unstarted(() -> {});
    private volatile Known known = new Known(Set.of(), Instant.EPOCH);

    WyomingGuard(boolean addOn, URI homeAssistant, List<String> clients, Names names, InstantSource clock) {
        this.always = addOn ? Set.copyOf(FROM_ADD_ON) : Set.of();
        this.hosts = Stream.concat(Stream.ofNullable(homeAssistant.getHost()), clients.stream())
                .filter(host -> !(addOn && host.equals(SUPERVISOR)))
                .map(host -> host.replaceAll("[\\[\\]]", ""))
                .toList();
        this.names = names;
        this.clock = clock;
    }

    /// As the machine looks names up.
    static List<InetAddress> lookUp(String name) throws UnknownHostException {
        return List.of(InetAddress.getAllByName(name));
    }

    /// Begins to look the names up, so that they are known when somebody knocks.
    WyomingGuard begun() {
        look();
        return this;
    }

    /// A stranger waits a moment for names that are being looked up; whoever is known waits for nothing.
    @Override
    public boolean test(InetAddress client) {
        if (always.contains(client)) {
            return true;
        }
        Duration age = Duration.between(known.looked(), clock.instant());
        boolean welcome = known.addresses().contains(client);
        if (age.compareTo(welcome ? KEPT : LEAST) >= 0) {
            Thread looking = look();
            return welcome || (ended(looking) && known.addresses().contains(client));
        }
        return welcome;
    }

    private static boolean ended(Thread looking) {
        try {
            return looking.join(MOMENT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized Thread look() {
        if (!lookup.isAlive()) {
            lookup = Thread.ofVirtual().name("wyoming-guard").start(this::lookUp);
        }
        return lookup;
    }

    private void lookUp() {
        Set<InetAddress> addresses = new HashSet<>();
        for (String host : hosts) {
            try {
                latest.put(host, List.copyOf(names.of(host)));
            } catch (UnknownHostException e) {
                System.getLogger(WyomingGuard.class.getName())
                        .log(
                                System.Logger.Level.DEBUG,
                                "a name of wyoming_clients or home_assistant_url leads nowhere",
                                e);
            }
            addresses.addAll(latest.getOrDefault(host, List.of()));
        }
        // Home Assistant on this machine may come by any address of it.
        if (addresses.stream().anyMatch(WyomingGuard::ours)) {
            addresses.add(InetAddress.ofLiteral("127.0.0.1"));
            addresses.add(InetAddress.ofLiteral("::1"));
            addresses.addAll(own());
        }
        known = new Known(addresses, clock.instant());
    }

    private static boolean ours(InetAddress address) {
        return address.isLoopbackAddress() || own().contains(address);
    }

    private static Set<InetAddress> own() {
        Set<InetAddress> own = new HashSet<>();
        try {
            NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .forEach(own::add);
        } catch (SocketException e) {
            System.getLogger(WyomingGuard.class.getName())
                    .log(System.Logger.Level.DEBUG, "this machine's own addresses cannot be read", e);
        }
        return own;
    }
}
