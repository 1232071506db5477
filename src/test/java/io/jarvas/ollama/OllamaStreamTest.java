package io.jarvas.ollama;

import static io.jarvas.ollama.OllamaFixture.LONG;
import static io.jarvas.ollama.OllamaFixture.all;
import static io.jarvas.ollama.OllamaFixture.config;
import static io.jarvas.ollama.OllamaFixture.failure;
import static io.jarvas.ollama.OllamaFixture.request;
import static io.jarvas.ollama.OllamaFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.jarvas.llm.ModelChunk;
import io.jarvas.llm.ModelChunk.Finished.End;
import io.jarvas.llm.ModelException;
import io.jarvas.llm.ModelException.Code;
import io.jarvas.llm.ModelStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OllamaStreamTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private FakeOllama server;
    private Ollama ollama;

    @BeforeEach
    void start() throws IOException {
        server = FakeOllama.with("home");
        ollama = new Ollama(config("home", server.url()), Clock.systemUTC());
    }

    @AfterEach
    void stop() throws IOException {
        ollama.close();
        server.close();
    }

    private void impatient(Duration firstToken, Duration betweenTokens, Duration loadingNotice) {
        ollama.close();
        ollama = new Ollama(
                config(Optional.of("home"), List.of(), firstToken, betweenTokens, loadingNotice, server.url()),
                Clock.systemUTC());
    }

    @Test
    void anAnswerComesInPiecesAndEndsWithWhatItCost() {
        server.chat(chat -> chat.begin().text("The ").text("light is on.").done());
        assertThat(all(ollama.stream(request("light?"))))
                .containsExactly(
                        new ModelChunk.Text("The "),
                        new ModelChunk.Text("light is on."),
                        new ModelChunk.Finished(
                                End.STOP,
                                new ModelChunk.Usage(
                                        12,
                                        3,
                                        Duration.ofNanos(1000),
                                        Duration.ofNanos(2000),
                                        Duration.ofNanos(3000))));
    }

    @Test
    void anAnswerThatReachesItsLimitSaysSo() {
        server.chat(chat -> chat.begin().text("On and on").done("length"));
        assertThat(all(ollama.stream(request("tell"))).getLast())
                .isInstanceOfSatisfying(
                        ModelChunk.Finished.class,
                        finished -> assertThat(finished.end()).isEqualTo(End.LENGTH));
    }

    @Test
    void aPieceIsThereBeforeTheNextIsWritten() {
        CountDownLatch read = new CountDownLatch(1);
        server.chat(chat -> {
            chat.begin().text("one");
            read.await();
            chat.text("two").done();
        });
        try (ModelStream stream = ollama.stream(request("count"))) {
            assertThat(stream.next()).isEqualTo(new ModelChunk.Text("one"));
            read.countDown();
            assertThat(stream.next()).isEqualTo(new ModelChunk.Text("two"));
        }
    }

    @Test
    void lettersOfSeveralBytesSurviveEveryCut() {
        String answer = "Olá, o café está à temperatura de 20 °C 🙂";
        byte[] bytes = ("{\"message\":{\"content\":\"" + answer
                        + "\"},\"done\":false}\n{\"message\":{\"content\":\"!\"},\"done\":false}\n")
                .getBytes(StandardCharsets.UTF_8);
        for (int size = 1; size <= 7; size++) {
            int pieces = size;
            server.chat(chat -> {
                chat.begin();
                for (int at = 0; at < bytes.length; at += pieces) {
                    chat.piece(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + pieces)));
                }
                chat.done();
            });
            assertThat(text(all(ollama.stream(request("olá"))))).isEqualTo(answer + "!");
        }
    }

    @Test
    void severalLinesInOnePieceAndBlankOnesAreFine() {
        server.chat(chat -> chat.begin()
                .piece("\n{\"message\":{\"content\":\"a\"}}\r\n\r\n{\"message\":{\"content\":\"b\"}}\n"
                        .getBytes(StandardCharsets.UTF_8))
                .done());
        assertThat(text(all(ollama.stream(request("x"))))).isEqualTo("ab");
    }

    @Test
    void aLineOfSeveralMegabytesIsFine() {
        String answer = "é".repeat(2_000_000);
        server.chat(chat -> chat.begin().text(answer).done());
        assertThat(text(all(ollama.stream(request("long"))))).isEqualTo(answer);
    }

    @Test
    void theLastLineNeedsNoEnd() {
        server.chat(chat -> chat.begin()
                .text("a")
                .piece("{\"message\":{\"content\":\"b\"},\"done\":true}".getBytes(StandardCharsets.UTF_8))
                .end());
        assertThat(text(all(ollama.stream(request("x"))))).isEqualTo("ab");
    }

    @Test
    void thinkingIsNeverText() {
        server.chat(chat -> chat.begin()
                .thought("Hm.")
                .text("<thi")
                .text("nk>Well")
                .text(".</think>\n\nYes")
                .done());
        assertThat(all(ollama.stream(request("x"))))
                .startsWith(
                        new ModelChunk.Thinking("Hm."),
                        new ModelChunk.Thinking("Well"),
                        new ModelChunk.Thinking("."),
                        new ModelChunk.Text("Yes"));
    }

    @Test
    void nativeToolCallsComeWithTheirArguments() {
        server.chat(chat -> chat.begin().line("""
                        {"message":{"content":"","tool_calls":[{"id":"call_1","function":{"index":0,"name":"light",\
                        "arguments":{"on":true,"level":3,"area":null}}}]},"done":false}""").line("""
                        {"message":{"content":"","tool_calls":[{"function":{"name":"fan","arguments":{}}}]},"done":false}""").done());
        assertThat(all(ollama.stream(request("x"))))
                .startsWith(
                        new ModelChunk.ToolCall("call_1", "light", Map.of("on", true, "level", 3)),
                        new ModelChunk.ToolCall("", "fan", Map.of()));
    }

    @Test
    void anErrorInTheMiddleEndsTheAnswerWithTheServersWords() {
        server.chat(chat ->
                chat.begin().text("I").line("{\"error\":\"the runner died\"}").end());
        List<ModelChunk> before = new ArrayList<>();
        ModelException failure = failure(ollama.stream(request("x")), before);
        assertThat(failure.code()).isEqualTo(Code.CUT_SHORT);
        assertThat(failure).hasMessage("the runner died");
        assertThat(text(before)).isEqualTo("I");
    }

    @Test
    void anAnswerWithoutItsEndIsCutShort() {
        server.chat(chat -> chat.begin().text("I").end());
        assertThat(failure(ollama.stream(request("x"))).code()).isEqualTo(Code.CUT_SHORT);
    }

    @Test
    void aServerThatDiesInTheMiddleCutsTheAnswerShort() {
        server.chat(chat -> {
            chat.begin().text("I");
            chat.reset();
        });
        server.chat(chat -> chat.begin().text("I").raw("40\r\n{\"mess"));
        assertThat(failure(ollama.stream(request("x"))).code()).isEqualTo(Code.CUT_SHORT);
        assertThat(failure(ollama.stream(request("x"))).code()).isEqualTo(Code.CUT_SHORT);
        assertThat(server.chats).hasSize(2);
    }

    @Test
    void whatIsNotJsonCutsTheAnswerShort() {
        server.chat(chat -> chat.begin().text("I").line("<html>").end());
        assertThat(failure(ollama.stream(request("x"))).code()).isEqualTo(Code.CUT_SHORT);
    }

    @Test
    void theSameFailureIsThrownAgainAndAgain() {
        server.chat(chat -> chat.begin().text("I").end());
        ModelStream stream = ollama.stream(request("x"));
        ModelException failure = failure(stream);
        stream = ollama.stream(request("y"));
        server.chat(chat -> chat.begin().text("I").end());
        assertThat(stream.next()).isEqualTo(new ModelChunk.Text("I"));
        assertThatExceptionOfType(ModelException.class).isThrownBy(stream::hasNext);
        assertThatExceptionOfType(ModelException.class).isThrownBy(stream::next);
        stream.close();
        assertThat(stream.hasNext()).isFalse();
        assertThat(failure.retryable()).isTrue();
    }

    @Test
    void closingFromAnotherThreadWakesTheReaderAndTheServerSeesIt() throws Exception {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        server.chat(chat -> {
            chat.begin().text("Once");
            chat.awaitClientGone();
            gone.complete(null);
        });
        ModelStream stream = ollama.stream(request("story"));
        assertThat(stream.next()).isEqualTo(new ModelChunk.Text("Once"));
        CompletableFuture<Boolean> more = CompletableFuture.supplyAsync(stream::hasNext);
        stream.close();
        assertThat(more.get(10, TimeUnit.SECONDS)).isFalse();
        gone.get(10, TimeUnit.SECONDS);
        stream.close();
        assertThat(stream.hasNext()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(stream::next);
    }

    @Test
    void closingBeforeAnythingCameIsSeenByTheServerToo() throws Exception {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        CountDownLatch asked = new CountDownLatch(1);
        server.chat(chat -> {
            asked.countDown();
            chat.awaitClientGone();
            gone.complete(null);
        });
        ModelStream stream = ollama.stream(request("story"));
        asked.await();
        stream.close();
        assertThat(stream.hasNext()).isFalse();
        gone.get(10, TimeUnit.SECONDS);
        assertThat(server.chats).hasSize(1);
    }

    @Test
    void aReaderThatIsInterruptedStopsTheModel() throws Exception {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        CountDownLatch asked = new CountDownLatch(1);
        server.chat(chat -> {
            asked.countDown();
            chat.awaitClientGone();
            gone.complete(null);
        });
        CompletableFuture<Boolean> more = new CompletableFuture<>();
        ModelStream stream = ollama.stream(request("story"));
        Thread reader = Thread.ofVirtual().start(() -> more.complete(stream.hasNext()));
        asked.await();
        reader.interrupt();
        assertThat(more.get(10, TimeUnit.SECONDS)).isFalse();
        gone.get(10, TimeUnit.SECONDS);
    }

    @Test
    void afterTheEndThereIsNothingMore() {
        server.chat(chat -> chat.begin().text("Yes").done());
        ModelStream stream = ollama.stream(request("x"));
        assertThat(stream.next()).isEqualTo(new ModelChunk.Text("Yes"));
        assertThat(stream.next()).isInstanceOf(ModelChunk.Finished.class);
        assertThat(stream.hasNext()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(stream::next);
    }

    @Test
    void aSlowReaderLosesNothing() {
        server.chat(chat -> {
            chat.begin();
            for (int number = 0; number < 10_000; number++) {
                chat.text(number + " ");
            }
            chat.done();
        });
        ModelStream stream = ollama.stream(request("count"));
        assertThat(stream.hasNext()).isTrue();
        String[] numbers = text(all(stream)).split(" ");
        assertThat(numbers).hasSize(10_000).startsWith("0", "1").endsWith("9999");
    }

    @Test
    void aServerThatSaysNothingStalls() {
        impatient(SHORT, LONG, LONG);
        server.chat(FakeOllama.Chat::awaitClientGone);
        assertThat(failure(ollama.stream(request("x"))).code()).isEqualTo(Code.STALLED);
    }

    @Test
    void aModelThatStalledIsTakenFromMemorySoThatTheNextRequestLoadsItAfresh() throws Exception {
        impatient(SHORT, LONG, LONG);
        CompletableFuture<Object> keepAlive = new CompletableFuture<>();
        server.chat(FakeOllama.Chat::awaitClientGone);
        server.chat(chat -> {
            keepAlive.complete(chat.body.get("keep_alive"));
            chat.answer(200, Map.of("done", true, "done_reason", "unload"));
        });

        assertThat(failure(ollama.stream(request("x"))).code()).isEqualTo(Code.STALLED);

        assertThat(keepAlive.get(10, TimeUnit.SECONDS)).isEqualTo(0);
    }

    @Test
    void aServerThatFallsSilentInTheMiddleStalls() throws Exception {
        impatient(LONG, SHORT, LONG);
        CompletableFuture<Void> gone = new CompletableFuture<>();
        server.chat(chat -> {
            chat.begin().text("Well");
            chat.awaitClientGone();
            gone.complete(null);
        });
        List<ModelChunk> before = new ArrayList<>();
        assertThat(failure(ollama.stream(request("x")), before).code()).isEqualTo(Code.STALLED);
        assertThat(text(before)).isEqualTo("Well");
        gone.get(10, TimeUnit.SECONDS);
    }

    @Test
    void anAnswerThatWaitsWhileTheServerWritesAnotherIsWaitedFor() {
        impatient(SECOND, SECOND, LONG);
        CountDownLatch written = new CountDownLatch(1);
        server.chat(chat -> {
            chat.begin();
            for (int piece = 0; piece < 150; piece++) {
                chat.text("on ");
                assertThat(written.await(20, TimeUnit.MILLISECONDS)).isFalse();
            }
            chat.done();
            written.countDown();
        });
        server.chat(chat -> {
            written.await();
            chat.begin().text("Yes").done();
        });
        ModelStream first = ollama.stream(request("story"));
        assertThat(first.next()).isEqualTo(new ModelChunk.Text("on "));

        assertThat(text(all(ollama.stream(request("light?"))))).isEqualTo("Yes");

        assertThat(text(all(first))).hasSize(149 * 3);
        assertThat(ollama.status().problem()).isEmpty();
        assertThat(server.chats).hasSize(2);
    }

    @Test
    void anAnswerThatStallsAloneLeavesTheModelToTheOthers() {
        impatient(LONG, SECOND, LONG);
        CountDownLatch stalled = new CountDownLatch(1);
        server.chat(chat -> {
            chat.begin();
            do {
                chat.text("on ");
            } while (!stalled.await(20, TimeUnit.MILLISECONDS));
            chat.done();
        });
        server.chat(chat -> {
            chat.begin().text("Well");
            chat.awaitClientGone();
        });
        ModelStream first = ollama.stream(request("story"));
        assertThat(first.next()).isEqualTo(new ModelChunk.Text("on "));

        assertThat(failure(ollama.stream(request("light?"))).code()).isEqualTo(Code.STALLED);

        assertThat(ollama.status().problem()).isEmpty();
        stalled.countDown();
        assertThat(text(all(first))).endsWith("on ");
        assertThat(server.chats).hasSize(2);
    }

    @Test
    void aModelThatIsReadFromDiskIsWaitedForAloud() {
        impatient(LONG, LONG, SHORT);
        server.loaded.clear();
        CountDownLatch told = new CountDownLatch(1);
        server.chat(chat -> {
            told.await();
            chat.begin().text("Yes").done();
        });
        ModelStream stream = ollama.stream(request("x"));
        assertThat(stream.next()).isEqualTo(new ModelChunk.Waiting(ModelChunk.Waiting.Reason.LOADING));
        told.countDown();
        assertThat(text(all(stream))).isEqualTo("Yes");
    }

    @Test
    void aLongPromptForAModelInMemoryIsWaitedForInSilence() {
        impatient(LONG, Duration.ofSeconds(30), SHORT);
        CountDownLatch looked = new CountDownLatch(1);
        server.chat(chat -> {
            int before = server.looks.get();
            Thread.ofVirtual().start(() -> {
                await().until(() -> server.looks.get() > before + 1);
                looked.countDown();
            });
            looked.await();
            chat.begin().text("Yes").done();
        });
        assertThat(all(ollama.stream(request("x"))).getFirst()).isEqualTo(new ModelChunk.Text("Yes"));
    }
}
