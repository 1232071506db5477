package io.jarvas.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Two persons at once, who use the same ids and try each other's: nothing of one is ever in an answer to the other.
@Timeout(120)
class IsolationTest {
    private static final int REQUESTS = 1_000;
    private static final int THREADS = 4;
    private static final List<String> PERSONS = List.of("ana", "rui");
    /// In every text of a person, and in nothing else.
    private static final Map<String, String> MARKERS = Map.of("ana", "zebralily", "rui", "quincebadger");

    private static final Pattern ID = Pattern.compile("\"(?:turn_)?id\":\"([^\"]+)\"");

    @TempDir
    Path folder;

    /// Ids that came in an answer to anybody.
    private final Queue<String> ids = new ConcurrentLinkedQueue<>();

    private final Map<Integer, Integer> statuses = new ConcurrentHashMap<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    @Test
    void nothingOfOneIsEverInAnAnswerToTheOther() throws Exception {
        try (LiveJarvas jarvas = new LiveJarvas(folder)) {
            List<Thread> threads = java.util.stream.IntStream.range(0, THREADS)
                    .mapToObj(i -> Thread.ofVirtual().start(() -> requests(jarvas, i)))
                    .toList();
            for (Thread thread : threads) {
                thread.join();
            }

            assertThat(failures).isEmpty();
            assertThat(jarvas.model.shown)
                    .noneMatch(prompt -> MARKERS.values().stream().allMatch(prompt::contains))
                    .anyMatch(prompt -> prompt.contains("zebralily"));
            for (String person : PERSONS) {
                for (String path : List.of("conversations", "memories", "actions", "schedules")) {
                    String all =
                            jarvas.answer(person, "GET", "/api/" + path, "").body();
                    check(person, all);
                    // It was worth looking at.
                    assertThat(all).as(path).contains(MARKERS.get(person));
                }
            }
            assertThat(new TreeMap<>(statuses))
                    .containsKeys(200, 201, 204, 404)
                    .allSatisfy((status, _) -> assertThat(status).isLessThan(500));
        }
    }

    private void requests(LiveJarvas jarvas, int thread) {
        String person = PERSONS.get(thread % PERSONS.size());
        Random random = new Random(20261123 + thread);
        for (int i = 0; i < REQUESTS / THREADS; i++) {
            try {
                request(jarvas, person, random, i);
            } catch (Exception | AssertionError e) {
                failures.add(new AssertionError(person + ", request " + i, e));
                return;
            }
        }
    }

    private void request(LiveJarvas jarvas, String person, Random random, int i) throws Exception {
        String marker = MARKERS.get(person);
        String other = MARKERS.get(PERSONS.get(1 - PERSONS.indexOf(person)));
        String conversation = "c" + random.nextInt(5);
        String id = anyId(random);
        switch (i < 4 ? i : random.nextInt(20)) {
            case 0 -> chat(jarvas, person, "Hello, I am " + marker, conversation, "");
            case 1 -> chat(jarvas, person, "light on, says " + marker, conversation, "");
            case 2 -> chat(jarvas, person, "light on later, says " + marker, conversation, "");
            case 3 -> send(jarvas, person, "POST", "/api/memories", Map.of("text", marker + " likes tea " + i));
            case 4 -> chat(jarvas, person, "unlock the front door, says " + marker, conversation, "");
            case 5 -> chat(jarvas, person, "again, " + marker, conversation, "m" + random.nextInt(30));
            case 6 -> send(jarvas, person, "GET", "/api/conversations?limit=200", Map.of());
            case 7 -> send(jarvas, person, "GET", "/api/conversations?q=" + marker, Map.of());
            case 8 -> send(jarvas, person, "GET", "/api/conversations?q=" + other, Map.of());
            case 9 -> send(jarvas, person, "GET", "/api/conversations/" + conversation, Map.of());
            case 10 ->
                send(
                        jarvas,
                        person,
                        "PATCH",
                        "/api/conversations/" + conversation,
                        Map.of("title", "Of " + marker + " " + i));
            case 11 ->
                send(jarvas, person, "GET", "/api/conversations/" + conversation + "/export?format=md", Map.of());
            case 12 -> {
                if (random.nextInt(4) == 0) {
                    send(jarvas, person, "DELETE", "/api/conversations/" + conversation, Map.of());
                }
            }
            case 13 -> send(jarvas, person, "GET", "/api/memories?limit=200", Map.of());
            case 14 -> send(jarvas, person, "PATCH", "/api/memories/" + id, Map.of("text", marker + " likes " + i));
            case 15 -> send(jarvas, person, "GET", "/api/actions?limit=200", Map.of());
            case 16 -> {
                String word = List.of("confirm", "reject", "undo").get(random.nextInt(3));
                send(jarvas, person, "POST", "/api/actions/" + id + "/" + word, Map.of());
            }
            case 17 -> send(jarvas, person, "GET", "/api/schedules", Map.of());
            case 18 -> send(jarvas, person, "GET", "/api/turns/" + id + "/events", Map.of());
            default -> leaveAndComeBack(jarvas, person, "slowly, " + marker, random);
        }
    }

    private void chat(LiveJarvas jarvas, String person, String message, String conversation, String messageId)
            throws Exception {
        String path = message.length() % 2 == 0 ? "/api/chat/stream" : "/api/chat";
        send(
                jarvas,
                person,
                "POST",
                path,
                Map.of("message", message, "conversation_id", conversation, "message_id", messageId));
    }

    /// Opens a stream, goes, and cancels the turn or lets it go on; the other's turns are tried too.
    private void leaveAndComeBack(LiveJarvas jarvas, String person, String message, Random random) throws Exception {
        String turn;
        try (Raw client = jarvas.ask(
                person,
                "POST",
                "/api/chat/stream",
                Json.text(Map.of("message", message, "resume_seconds", random.nextInt(2) * 60)))) {
            if (client.head().status() != 200) {
                return;
            }
            String accepted = client.event();
            check(person, accepted);
            turn = ids(accepted);
            client.leave();
        }
        send(jarvas, person, "POST", "/api/turns/" + anyId(random) + "/cancel", Map.of());
        send(jarvas, person, "POST", "/api/turns/" + turn + "/cancel", Map.of());
        send(jarvas, person, "GET", "/api/turns/" + turn + "/events?last_event_id=1", Map.of());
    }

    private void send(LiveJarvas jarvas, String person, String method, String target, Map<String, String> body)
            throws Exception {
        Raw.Answer answer = jarvas.answer(person, method, target, Json.text(body));
        statuses.merge(answer.status(), 1, Integer::sum);
        check(person, answer.body());
        ids(answer.body());
    }

    private static void check(String person, String answer) {
        PERSONS.stream()
                .filter(other -> !other.equals(person))
                .forEach(other -> assertThat(answer).doesNotContain(MARKERS.get(other)));
    }

    /// Notes the ids in an answer.
    ///
    /// @return the first
    private String ids(String answer) {
        Matcher matcher = ID.matcher(answer);
        String first = "";
        while (matcher.find()) {
            first = first.isEmpty() ? matcher.group(1) : first;
            if (ids.size() < 5_000) {
                ids.add(matcher.group(1));
            }
        }
        return first;
    }

    /// Any that came lately, of whomever.
    private String anyId(Random random) {
        for (int skip = random.nextInt(5); skip > 0; skip--) {
            ids.poll();
        }
        String id = ids.poll();
        return id == null ? "none" : id;
    }
}
