package io.jarvas.app;

import io.jarvas.json.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Shows Jarvas under a path of its own, as Home Assistant's ingress does: says where that path is and who the
/// person is, lets no answer be compressed, leaves the parameters of `Content-Type` out, and passes on whatever
/// comes as it comes, WebSockets too. One request a connection.
///
/// Tests break it: [#cut()] ends what is under way, [#refuse(boolean)] all that comes, [#answerNext] answers in
/// Jarvas's place.
public final class IngressProxy implements AutoCloseable {
    /// From here a Jarvas that [RunningJarvas#behindIngress] started lets people in.
    public static final InetAddress ADDRESS = InetAddress.ofLiteral("127.0.0.2");
    /// Before a Jarvas that asks for a token, and not Home Assistant who somebody is.
    public static final User ANYBODY = new User("anybody", "Anybody");

    private static final String END = "\r\n\r\n";
    /// What a browser could forge, or must not decide here.
    private static final Pattern LEFT_OUT = Pattern.compile(
            "(accept-encoding|x-ingress-path|x-remote-\\S+|x-forwarded-\\S+):.*", Pattern.CASE_INSENSITIVE);

    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *(\\d+)");
    private static final Pattern SESSION = Pattern.compile("(?im)^cookie:.*\\bingress_session=([\\w-]+)");

    /// Who a request is from: a user of Home Assistant.
    public record User(String id, String name) {}

    /// An answer to what is asked outside of the path, such as the Supervisor's own API.
    public interface Others {
        /// @param body the JSON that came with it; empty where none did
        Optional<Map<String, Object>> answer(String method, String path, Map<String, Object> body);
    }

    private volatile int upstream;
    private final String prefix;
    private final Optional<User> user;
    private final Others others;
    private final ServerSocket server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Map<String, User> sessions = new ConcurrentHashMap<>();
    private final Queue<String> heads = new ConcurrentLinkedQueue<>();
    private final Queue<String> strays = new ConcurrentLinkedQueue<>();
    private final Queue<String> answers = new ConcurrentLinkedQueue<>();
    private volatile boolean refusing;

    private IngressProxy(int upstream, String prefix, Optional<User> user, Others others) {
        this.upstream = upstream;
        this.prefix = prefix;
        this.user = user;
        this.others = others;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /// As Home Assistant shows it to a browser: `/api/hassio_ingress/…/`.
    ///
    /// @param upstream Jarvas's port
    public static IngressProxy of(int upstream, User user) {
        return new IngressProxy(
                upstream, "/api/hassio_ingress/a-long-secret", Optional.of(user), (_, _, _) -> Optional.empty());
    }

    /// As the Supervisor shows it to Home Assistant: only for a session that [#admit] knows, and to nowhere
    /// before [#leadTo].
    ///
    /// @param token of the app, in its path
    public static IngressProxy supervisor(String token, Others others) {
        return new IngressProxy(0, "/ingress/" + token, Optional.empty(), others);
    }

    /// Between a page and a Jarvas that has no path of its own, which takes what comes through it for another
    /// machine's.
    public static IngressProxy plain(int upstream) {
        return new IngressProxy(upstream, "", Optional.empty(), (_, _, _) -> Optional.empty());
    }

    public URI uri() {
        return URI.create("http://localhost:" + server.getLocalPort() + prefix + "/");
    }

    /// Jarvas's port.
    public void leadTo(int port) {
        upstream = port;
    }

    public int port() {
        return server.getLocalPort();
    }

    /// From now on this session is that user's.
    public void admit(String session, User person) {
        sessions.put(session, person);
    }

    public boolean knows(String session) {
        return sessions.containsKey(session);
    }

    public void forgetSessions() {
        sessions.clear();
    }

    /// The heads of all requests until now, as they came.
    public List<String> heads() {
        return List.copyOf(heads);
    }

    /// Paths that were asked for outside the prefix, which on a real proxy are another program's.
    public List<String> strays() {
        return List.copyOf(strays);
    }

    /// Ends every connection that there is.
    public void cut() {
        sockets.forEach(IngressProxy::shut);
    }

    /// Whether new connections end at once.
    public void refuse(boolean wanted) {
        refusing = wanted;
    }

    /// The next request is answered so, whatever it is.
    ///
    /// @param head from the status on: `503 Service Unavailable`
    public void answerNext(String head, Map<String, Object> body) {
        answers.add(response(head, body));
    }

    private static String response(String head, Map<String, Object> body) {
        String json = Json.text(body);
        return "HTTP/1.1 " + head + "\r\nContent-Type: application/json\r\nAccess-Control-Allow-Origin: *"
                + "\r\nAccess-Control-Expose-Headers: Retry-After\r\nConnection: close\r\nContent-Length: "
                + json.getBytes(StandardCharsets.UTF_8).length + END + json;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                threads.submit(() -> {
                    serve(client);
                    return true;
                });
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket client) throws IOException {
        try (client;
                Socket jarvas = new Socket()) {
            if (refusing) {
                return;
            }
            sockets.addAll(List.of(client, jarvas));
            InputStream in = new BufferedInputStream(client.getInputStream());
            String head = head(in);
            if (head.isEmpty()) {
                return;
            }
            heads.add(head);
            String planned = head.startsWith("OPTIONS ") ? null : answers.poll();
            if (planned != null) {
                readBody(head, in);
                write(client.getOutputStream(), planned);
                return;
            }
            String[] line = head.split(" ", 3);
            if (!line[1].startsWith(prefix + "/")) {
                strays.add(line[1]);
                Optional<Map<String, Object>> answer =
                        others.answer(line[0], line[1].replaceFirst("\\?.*", ""), readBody(head, in));
                write(
                        client.getOutputStream(),
                        answer.map(body -> response("200 OK", body))
                                .orElseGet(() ->
                                        response("404 Not Found", Map.of("result", "error", "message", "not found"))));
                return;
            }
            Optional<User> person = user.or(() -> session(head).map(sessions::get));
            if (person.isEmpty() && !prefix.isEmpty()) {
                readBody(head, in);
                write(
                        client.getOutputStream(),
                        "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\nConnection: close" + END);
                return;
            }
            pass(head, person, in, client, jarvas);
        } finally {
            sockets.remove(client);
        }
    }

    private void pass(String head, Optional<User> person, InputStream in, Socket client, Socket jarvas)
            throws IOException {
        if (person.isPresent()) {
            jarvas.bind(new InetSocketAddress(ADDRESS, 0));
        }
        jarvas.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), upstream));
        write(jarvas.getOutputStream(), forwarded(head, person));
        threads.submit(() -> copy(in, jarvas.getOutputStream()));
        InputStream answer = new BufferedInputStream(jarvas.getInputStream());
        write(client.getOutputStream(), head(answer).replaceAll("(?im)^(content-type: *[^;\r\n]+);[^\r\n]*", "$1"));
        copy(answer, client.getOutputStream());
        sockets.remove(jarvas);
    }

    private String forwarded(String head, Optional<User> person) {
        Stream<String> own = Stream.of("X-Forwarded-For: 192.0.2.7", "X-Forwarded-Proto: http");
        Stream<String> place = Stream.of("X-Ingress-Path: " + prefix).filter(_ -> !prefix.isEmpty());
        Stream<String> who = person.stream()
                .flatMap(one -> Stream.of("X-Remote-User-Id: " + one.id(), "X-Remote-User-Name: " + one.name()));
        Stream<String> theirs = closing(head)
                .strip()
                .replaceFirst(" " + prefix + "/", " /")
                .lines()
                .filter(line -> !LEFT_OUT.matcher(line).matches());
        return String.join(
                        "\r\n",
                        Stream.of(theirs, own, place, who)
                                .flatMap(lines -> lines)
                                .toList())
                + END;
    }

    /// A WebSocket's connection stays open.
    private static String closing(String head) {
        if (head.toLowerCase(Locale.ROOT).contains("\r\nupgrade: websocket")) {
            return head;
        }
        return head.replaceAll("(?im)^connection:[^\r\n]*\r\n", "").strip() + "\r\nConnection: close" + END;
    }

    private static Optional<String> session(String head) {
        Matcher cookie = SESSION.matcher(head);
        return cookie.find() ? Optional.of(cookie.group(1)) : Optional.empty();
    }

    private static Map<String, Object> readBody(String head, InputStream in) throws IOException {
        Matcher length = LENGTH.matcher(head);
        byte[] body = length.find() ? in.readNBytes(Integer.parseInt(length.group(1))) : new byte[0];
        String text = new String(body, StandardCharsets.UTF_8);
        return text.startsWith("{") ? Json.object(text) : Map.of();
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            head.write(b);
            if (b == '\n' && head.toString(StandardCharsets.ISO_8859_1).endsWith(END)) {
                return head.toString(StandardCharsets.ISO_8859_1);
            }
        }
        return "";
    }

    /// Until one of the two sides ends.
    private static boolean copy(InputStream in, OutputStream out) throws IOException {
        try {
            byte[] buffer = new byte[8192];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                out.write(buffer, 0, length);
                out.flush();
            }
            return true;
        } catch (SocketException e) {
            return false;
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static void shut(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
        threads.shutdownNow();
    }
}
