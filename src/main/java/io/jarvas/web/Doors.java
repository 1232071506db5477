package io.jarvas.web;

import io.jarvas.conversation.Person;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Who may come in at one listener. Every way out of here is a [Refusal].
///
/// A page elsewhere in a person's browser is kept out in three ways, each by itself enough in a browser of
/// today: the Host must be one of ours (a name that an attacker points at this machine is not), `Origin` must
/// be, and `Sec-Fetch-Site` must say so. They hold for reads too, because a GET can run a turn.
final class Doors {
    /// What a listener is for.
    enum Listener {
        /// People, by a token or from this machine.
        DIRECT,
        /// People, through Home Assistant's ingress.
        INGRESS,
        /// Machines, by a token.
        API
    }

    private static final List<String> PROXY_HEADERS =
            List.of("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip");

    private final Listener listener;
    private final InetAddress ingress;
    private final TokenHolders holders;
    private final Optional<Origin> publicOrigin;
    private final Set<Origin> listed = new HashSet<>();
    private final Set<String> hosts = new HashSet<>();
    private final Tickets tickets;

    /// @param ingress the address that Home Assistant's ingress comes from
    /// @param names by which this machine is known besides the configuration's
    Doors(
            Listener listener,
            WebConfig config,
            InetAddress ingress,
            Set<String> names,
            TokenHolders holders,
            Tickets tickets) {
        this.listener = listener;
        this.ingress = ingress;
        this.holders = holders;
        this.publicOrigin = config.publicUrl().flatMap(Origin::of);
        this.tickets = tickets;
        config.origins().forEach(origin -> Origin.parse(origin).ifPresent(listed::add));
        publicOrigin.ifPresent(origin -> hosts.add(origin.host()));
        hosts.add(config.main().host().toLowerCase(Locale.ROOT));
        config.api().ifPresent(api -> hosts.add(api.host().toLowerCase(Locale.ROOT)));
        names.forEach(name -> hosts.add(name.toLowerCase(Locale.ROOT)));
    }

    /// Lets only Home Assistant to the ingress's listener, and this machine to its health.
    void checkPeer(Knock knock, boolean health) {
        boolean welcome = switch (listener) {
            case DIRECT, API -> true;
            case INGRESS ->
                knock.peer().equals(ingress) || (health && knock.peer().isLoopbackAddress());
        };
        if (!welcome) {
            throw Refusal.of(403, "web.ingress_only");
        }
    }

    /// Lets only requests through that were meant for this server.
    void checkHost(Knock knock) {
        Optional<Origin> host = knock.header("host").flatMap(authority -> Origin.of("http", authority));
        boolean ours = switch (listener) {
            // Ingress hands on the Host with which the browser opened Home Assistant, which is any of its
            // names;
            // that Home Assistant let the person in is what counts there.
            case INGRESS -> true;
            case DIRECT, API ->
                host.filter(name -> name.isLoopbackName() || name.isAddress() || hosts.contains(name.host()))
                        .isPresent();
        };
        if (!ours) {
            throw Refusal.of(421, "web.host");
        }
    }

    /// Keeps out what a page elsewhere sends.
    void checkOrigin(Knock knock, boolean secure) {
        // A page that may use the API for now must not make itself a token for ever.
        if (listedOrigin(knock).isPresent() && !TokenApi.isAt(knock.path())) {
            return;
        }
        Optional<String> site = knock.header("sec-fetch-site");
        if (site.isPresent() && !Set.of("same-origin", "none").contains(site.get())) {
            throw Refusal.of(403, "web.origin");
        }
        if (listener == Listener.INGRESS && site.filter("same-origin"::equals).isPresent()) {
            // No page can forge it, while a proxy before Home Assistant may leave the port out of the Host.
            return;
        }
        Optional<String> sent = knock.header("origin");
        if (sent.isPresent()
                && sent.flatMap(Origin::parse)
                        .filter(origin -> isSame(origin, knock, secure))
                        .isEmpty()) {
            throw Refusal.of(403, "web.origin");
        }
    }

    /// The request's Origin as it was sent, where it is one of the owner's list.
    Optional<String> listedOrigin(Knock knock) {
        return knock.header("origin")
                .filter(sent -> Origin.parse(sent).filter(listed::contains).isPresent());
    }

    /// Who it is.
    Person signIn(Knock knock) {
        if (listener == Listener.INGRESS) {
            // The Supervisor sets this header for sessions that Home Assistant opened for a user, and removes forged
            // ones. A ticket or a token adds nothing to it.
            return knock.header("x-remote-user-id")
                    .filter(id -> !id.isBlank() && id.length() <= 200)
                    .map(Person::user)
                    .orElseThrow(() -> Refusal.of(403, "web.no_user"));
        }
        if (knock.sent("authorization")) {
            return knock.bearer().flatMap(holders::holder).orElseGet(() -> refuse(FailedTries.WRONG));
        }
        if (knock.ticket().isPresent()) {
            // One that bought the next would let its person in for ever.
            return knock.ticket()
                    .filter(_ -> !knock.path().equals(Tickets.PATH))
                    .flatMap(tickets::redeem)
                    .orElseGet(() -> refuse("web.wrong_ticket"));
        }
        if (listener == Listener.DIRECT && isThisMachine(knock)) {
            return Person.LOCAL;
        }
        return refuse("web.unauthorized");
    }

    private static Person refuse(String key) {
        throw Refusal.of(401, key).with("WWW-Authenticate", "Bearer realm=\"Jarvas\"");
    }

    /// Where there is a public address there is a proxy, and what a proxy on this machine hands on can look
    /// like this machine's own.
    private boolean isThisMachine(Knock knock) {
        return publicOrigin.isEmpty()
                && knock.peer().isLoopbackAddress()
                && PROXY_HEADERS.stream().noneMatch(knock::sent)
                && knock.header("host")
                        .flatMap(authority -> Origin.of("http", authority))
                        .filter(Origin::isLoopbackName)
                        .isPresent()
                && !isUnmarkedBrowser(knock);
    }

    /// A browser that says nothing of where a request comes from. To a loopback address every browser since
    /// 2023 does, so this is an old one, and the request may be an image on any page.
    private static boolean isUnmarkedBrowser(Knock knock) {
        return knock.header("user-agent")
                        .filter(agent -> agent.startsWith("Mozilla/"))
                        .isPresent()
                && !knock.sent("sec-fetch-site")
                && !knock.sent("origin");
    }

    private boolean isSame(Origin origin, Knock knock, boolean secure) {
        if (publicOrigin.filter(origin::equals).isPresent()) {
            return true;
        }
        return switch (listener) {
            case DIRECT, API ->
                knock.header("host")
                        .flatMap(authority -> Origin.of(secure ? "https" : "http", authority))
                        .filter(origin::equals)
                        .isPresent();
            // Neither Home Assistant nor the Supervisor knows for certain whether the browser spoke TLS to a proxy
            // before them, so the scheme is not compared. A page cannot send X-Forwarded-Host.
            case INGRESS ->
                List.of("host", "x-forwarded-host").stream()
                        .flatMap(name -> knock.headers().getOrDefault(name, List.of()).stream())
                        .anyMatch(authority -> Origin.of(origin.scheme(), authority)
                                .filter(origin::equals)
                                .isPresent());
        };
    }
}
