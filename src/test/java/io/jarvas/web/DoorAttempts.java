package io.jarvas.web;

import java.util.ArrayList;
import java.util.List;

/// What somebody might try who must not come in. `{token}` stands for the right token, `{revoked}` for one that was,
/// `{digest}` for what is kept of a right one, `{used}` and `{late}` for tickets, `{port}` for the listener's.
///
/// What each of the doors does with single headers is in [DoorsTest], the same over a WebSocket in [SocketDoorsTest],
/// and what is no HTTP or no proper body in [MalformedRequestsTest].
final class DoorAttempts {
    /// Which listener, and from where.
    enum Gate {
        /// The main one, where people come by themselves, from this machine.
        DIRECT,
        /// The main one behind ingress, from where ingress is.
        INGRESS,
        /// The same, from elsewhere.
        BESIDE_INGRESS,
        /// The second listener.
        API
    }

    /// How the request comes.
    enum Manner {
        WHOLE,
        /// Its rest never comes, and the client says so.
        HALF,
        /// Its rest is waited for in vain.
        SLOW
    }

    /// @param request as it is sent
    record Attempt(String name, Gate gate, Manner manner, String request) {
        @Override
        public String toString() {
            return gate + ": " + name;
        }
    }

    private static final String MESSAGE = "{\"message\":\"Unlock the door\"}";
    private static final String MEMORIES = "GET /api/memories";
    private static final String SAY = "POST /api/chat";
    private static final String AUTHORIZED = "Authorization: Bearer {token}";
    private static final String FAR = "X-Forwarded-For: 203.0.113.9";
    private static final String SOCKET =
            "Connection: Upgrade|Upgrade: websocket|Sec-WebSocket-Version: 13|Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";

    private final List<Attempt> all = new ArrayList<>();

    private DoorAttempts() {}

    static List<Attempt> all() {
        DoorAttempts attempts = new DoorAttempts();
        attempts.forgedHeaders();
        attempts.wrongAddresses();
        attempts.tokens();
        attempts.tickets();
        attempts.pagesElsewhere();
        attempts.rebinding();
        attempts.paths();
        attempts.sizes();
        attempts.halves();
        attempts.roles();
        return attempts.all;
    }

    private void forgedHeaders() {
        add(Gate.BESIDE_INGRESS, "a forged user", MEMORIES, "X-Remote-User-Id: boss");
        add(Gate.BESIDE_INGRESS, "a forged user says something", SAY, "X-Remote-User-Id: boss");
        add(
                Gate.BESIDE_INGRESS,
                "a forged user and sender",
                MEMORIES,
                "X-Remote-User-Id: boss|" + sender("172.30.32.2"));
        add(
                Gate.BESIDE_INGRESS,
                "a forged sender of the tests",
                MEMORIES,
                "X-Remote-User-Id: boss|" + sender("127.0.0.2"));
        add(Gate.BESIDE_INGRESS, "a forged user opens a socket", "GET /ws/chat", "X-Remote-User-Id: boss|" + SOCKET);
        add(Gate.BESIDE_INGRESS, "a forged user speaks", "GET /ws/voice/", "X-Remote-User-Id: boss|" + SOCKET);
        add(Gate.BESIDE_INGRESS, "the right token at the wrong door", MEMORIES, AUTHORIZED);
        add(Gate.BESIDE_INGRESS, "the panel", "GET /", "X-Remote-User-Id: boss");
        add(Gate.BESIDE_INGRESS, "a forged prefix of ingress", MEMORIES, "X-Ingress-Path: /api/hassio_ingress/x");
        add(Gate.API, "a forged user", MEMORIES, "X-Remote-User-Id: boss");
        add(Gate.API, "a forged user says something", SAY, "X-Remote-User-Id: boss");
        add(Gate.API, "a sender that is this machine", MEMORIES, sender("127.0.0.1"));
        add(Gate.DIRECT, "a sender that is this machine", MEMORIES, sender("127.0.0.1"));
        add(Gate.DIRECT, "a forged user through a proxy", MEMORIES, "X-Remote-User-Id: boss|" + FAR);
        add(Gate.INGRESS, "nobody", MEMORIES, "");
        add(Gate.INGRESS, "a user without an id", MEMORIES, "X-Remote-User-Id: ");
        add(Gate.INGRESS, "two users", MEMORIES, "X-Remote-User-Id: boss|X-Remote-User-Id: child");
        add(Gate.INGRESS, "a user by name alone", MEMORIES, "X-Remote-User-Name: boss");
        add(Gate.INGRESS, "an endless id", MEMORIES, "X-Remote-User-Id: " + "b".repeat(201));
        add(Gate.INGRESS, "a token in a user's place", MEMORIES, AUTHORIZED);
    }

    private void wrongAddresses() {
        add(Gate.API, "this machine without a token", MEMORIES, "");
        add(Gate.API, "figures without a token", "GET /metrics", "");
        add(Gate.API, "a socket without a token", "GET /ws/chat", SOCKET);
        add(Gate.API, "a voice without a token", "GET /ws/voice", SOCKET);
        add(Gate.API, "the panel with a token", "GET /index.html", AUTHORIZED);
        add(Gate.DIRECT, "through a proxy without a token", MEMORIES, FAR);
        add(Gate.DIRECT, "through a proxy that says it in the new way", SAY, "Forwarded: for=203.0.113.9");
        add(Gate.DIRECT, "to this machine's address in the network", MEMORIES, "Host: 192.168.1.4:{port}");
        add(Gate.BESIDE_INGRESS, "more than health", "POST /health/live", "X-Remote-User-Id: boss");
    }

    private void tokens() {
        for (Gate gate : List.of(Gate.DIRECT, Gate.API)) {
            add(gate, "a revoked token", MEMORIES, "Authorization: Bearer {revoked}");
            add(gate, "a revoked token says something", SAY, "Authorization: Bearer {revoked}");
            add(gate, "a revoked token opens a socket", "GET /ws/chat", "Authorization: Bearer {revoked}|" + SOCKET);
            add(gate, "a revoked token speaks", "GET /ws/voice", "Authorization: Bearer {revoked}|" + SOCKET);
            add(gate, "what a stolen database holds", MEMORIES, "Authorization: Bearer {digest}");
            add(gate, "a token in another case", MEMORIES, "Authorization: Bearer {TOKEN}");
            add(gate, "two tokens, one of them right", MEMORIES, "Authorization: Bearer wrong|" + AUTHORIZED);
        }
        add(Gate.API, "no token after the word", MEMORIES, "Authorization: Bearer ");
        add(Gate.API, "a token and more", MEMORIES, AUTHORIZED + "x");
        add(Gate.API, "two tokens in one header", MEMORIES, AUTHORIZED + ", Bearer wrong");
        add(Gate.API, "the token as a password", MEMORIES, "Authorization: Basic {token}");
        add(Gate.API, "the token in the address", "GET /api/memories?access_token={token}&token={token}", "");
        add(Gate.API, "the token in a cookie", MEMORIES, "Cookie: token={token}; jarvas-token={token}");
        add(
                Gate.API,
                "the token in headers of others",
                MEMORIES,
                "X-Api-Key: {token}|Proxy-Authorization: Bearer {token}");
        add(Gate.API, "a wildcard", MEMORIES, "Authorization: Bearer jarvas_" + "%".repeat(43));
        add(Gate.API, "words of SQL", MEMORIES, "Authorization: Bearer ' OR '1'='1");
    }

    private void tickets() {
        for (Gate gate : List.of(Gate.DIRECT, Gate.API)) {
            add(gate, "a ticket that was used", "GET /api/memories?ticket={used}", "");
            add(gate, "a ticket that ran out", "GET /api/memories?ticket={late}", "");
            add(gate, "a ticket of a revoked token", "GET /api/memories?ticket={orphan}", "");
        }
        add(Gate.API, "a ticket that is the token", "GET /api/memories?ticket={token}", "");
        add(Gate.API, "two tickets", "GET /api/memories?ticket={used}&ticket={late}", "");
    }

    private void pagesElsewhere() {
        String evil = "Origin: https://evil.example";
        add(Gate.DIRECT, "a page elsewhere reads", MEMORIES, evil + "|Sec-Fetch-Site: cross-site");
        add(
                Gate.DIRECT,
                "a picture on a page elsewhere",
                "GET /api/chat/stream?message=Hi",
                "Sec-Fetch-Site: cross-site");
        add(Gate.DIRECT, "a picture in an old browser", "GET /api/chat/stream?message=Hi", "User-Agent: Mozilla/5.0");
        add(Gate.DIRECT, "a page from a file", SAY, "Origin: null");
        add(Gate.DIRECT, "a form", SAY, "Content-Type: text/plain|" + evil);
        add(Gate.DIRECT, "a form without an origin", SAY, "Content-Type: application/x-www-form-urlencoded");
        add(Gate.DIRECT, "another port of this machine", SAY, "Origin: http://localhost:1|Sec-Fetch-Site: same-site");
        add(Gate.DIRECT, "a page elsewhere opens a socket", "GET /ws/chat", evil + "|" + SOCKET);
        add(Gate.DIRECT, "a page elsewhere listens", "GET /ws/voice", evil + "|" + SOCKET);
        String listed = "Origin: https://dashboard.example|Sec-Fetch-Site: cross-site";
        add(Gate.DIRECT, "a listed page makes itself a token", "POST /api/tokens", listed);
        add(Gate.DIRECT, "a listed page asks whether it may revoke one", "OPTIONS /api/tokens/spare", listed);
        add(Gate.DIRECT, "a page elsewhere with a token", MEMORIES, evil + "|" + AUTHORIZED);
        add(Gate.INGRESS, "a page elsewhere in a user's browser", SAY, "X-Remote-User-Id: boss|" + evil);
        add(Gate.INGRESS, "a page elsewhere reads", MEMORIES, "X-Remote-User-Id: boss|Sec-Fetch-Site: cross-site");
    }

    private void rebinding() {
        for (String host : List.of(
                "evil.example",
                "evil.example:{port}",
                "localhost.evil.example",
                "127.0.0.1.nip.io",
                "localhost.",
                "0x7f000001")) {
            add(
                    Gate.DIRECT,
                    "a name that leads here: " + host,
                    MEMORIES,
                    "Host: " + host + "|Origin: http://" + host + "|Sec-Fetch-Site: same-origin");
        }
        add(Gate.DIRECT, "a name in the request line", "GET http://evil.example/api/memories", "Host: evil.example");
        add(Gate.DIRECT, "two hosts", MEMORIES, "Host: localhost|Host: evil.example");
        add(Gate.API, "a name that leads here, with a token", MEMORIES, "Host: evil.example|" + AUTHORIZED);
    }

    private void paths() {
        for (String path : List.of(
                "/health/../api/memories",
                "/health/..%2fapi/memories",
                "/health/%2e%2e/api/memories",
                "/health/live/../../api/memories",
                "/health//api/memories",
                "/health/;/../api/memories")) {
            add(Gate.BESIDE_INGRESS, "around health: " + path, "GET " + path, "X-Remote-User-Id: boss");
        }
        for (String path : List.of(
                "//api/memories",
                "/API/memories",
                "/api%2fmemories",
                "/api/memories%00",
                "/api/memories;a=b",
                "/./api/memories",
                "/x/../api/memories",
                "/api/memories/%2e")) {
            add(Gate.DIRECT, "around the doors: " + path, "GET " + path, FAR + "|Sec-Fetch-Site: cross-site");
        }
        for (String path : List.of(
                "/../../../../etc/passwd",
                "/..%2f..%2f..%2fetc%2fpasswd",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/..\\..\\etc\\passwd",
                "/assets/../../io/jarvas/sqlite/V001__conversations.sql",
                "//etc/passwd",
                "/data/jarvas.db",
                "/options.json")) {
            add(Gate.DIRECT, "a file: " + path, "GET " + path, "");
        }
    }

    private void sizes() {
        add(
                Gate.DIRECT,
                "a body of 16 MiB and more",
                "POST /api/chat",
                "Content-Type: application/json|Content-Length: 16777217");
        add(Gate.API, "endless headers", MEMORIES, "X-Long: " + "a".repeat(40_000));
        add(Gate.API, "an endless address", "GET /api/memories?q=" + "a".repeat(120_000), "");
        add(Gate.API, "an endless token", MEMORIES, "Authorization: Bearer " + "a".repeat(30_000));
        add(Gate.API, "a second request in the first one's body", Manner.WHOLE, """
                POST /api/chat HTTP/1.1
                Host: localhost
                Content-Length: 4
                Transfer-Encoding: chunked

                0

                GET /api/memories HTTP/1.1
                Host: localhost
                Authorization: Bearer wrong

                """.replace("\n", "\r\n"));
    }

    private void halves() {
        for (Manner manner : List.of(Manner.HALF, Manner.SLOW)) {
            add(Gate.DIRECT, "half a request line", manner, "POST /api/ch");
            add(Gate.DIRECT, "half the headers", manner, "POST /api/chat HTTP/1.1\r\nHost: localhost\r\nContent-Ty");
            add(
                    Gate.DIRECT,
                    "half a body",
                    manner,
                    "POST /api/chat HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                            + "Content-Length: 1000\r\n\r\n" + MESSAGE);
            add(
                    Gate.API,
                    "half a chunk",
                    manner,
                    "POST /api/chat HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n"
                            + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1d\r\n" + MESSAGE);
        }
    }

    private void roles() {
        String child = "X-Remote-User-Id: child";
        add(Gate.INGRESS, "a child reads everybody's log", "GET /api/actions?person=all", child);
        add(Gate.INGRESS, "a child lists tokens", "GET /api/tokens", child);
        add(Gate.INGRESS, "a child lists satellites", "GET /api/satellites", child);
        add(Gate.INGRESS, "a child erases one", "DELETE /api/satellites/satellite:a1b2", child);
        add(Gate.INGRESS, "a child reads one", "GET /api/conversations?satellite=satellite:a1b2", child);
        add(Gate.API, "a token lists satellites", "GET /api/satellites", AUTHORIZED);
        add(Gate.API, "a token reads one's memories", "GET /api/memories?satellite=satellite:a1b2", AUTHORIZED);
        add(Gate.INGRESS, "a child makes a token", "POST /api/tokens", child);
        add(Gate.INGRESS, "a child revokes a token", "DELETE /api/tokens/spare", child);
        add(
                Gate.INGRESS,
                "a child who says that it is an administrator",
                "GET /api/tokens",
                child + "|X-Hass-Is-Admin: 1");
        add(Gate.INGRESS, "a user who is called as this machine", "GET /api/tokens", "X-Remote-User-Id: local");
        add(Gate.API, "a token makes a token", "POST /api/tokens", AUTHORIZED);
        add(Gate.API, "a token revokes a token", "DELETE /api/tokens/spare", AUTHORIZED);
        add(Gate.API, "a token reads everybody's log", "GET /api/actions/export?person=all", AUTHORIZED);
    }

    private static String sender(String address) {
        return "X-Forwarded-For: " + address + "|X-Real-IP: " + address;
    }

    private void add(Gate gate, String name, Manner manner, String request) {
        all.add(new Attempt(manner == Manner.WHOLE ? name : name + ", " + manner, gate, manner, request));
    }

    /// @param line method and target
    /// @param headers with `|` between them
    private void add(Gate gate, String name, String line, String headers) {
        StringBuilder request = new StringBuilder(line).append(" HTTP/1.1\r\n");
        if (!headers.isEmpty()) {
            request.append(headers.replace("|", "\r\n")).append("\r\n");
        }
        if (!headers.contains("Host:")) {
            request.append("Host: localhost:{port}\r\n");
        }
        boolean tells = line.startsWith("POST") && !headers.contains("Content-Length");
        if (tells && !headers.contains("Content-Type")) {
            request.append("Content-Type: application/json\r\n");
        }
        String body = line.contains("tokens") ? "{\"name\":\"more\"}" : MESSAGE;
        request.append(tells ? "Content-Length: " + body.length() + "\r\n\r\n" + body : "\r\n");
        add(gate, name, Manner.WHOLE, request.toString());
    }
}
