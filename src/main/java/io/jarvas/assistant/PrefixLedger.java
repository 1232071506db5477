package io.jarvas.assistant;

import io.jarvas.llm.ChatMessage;
import io.jarvas.llm.ModelChunk;
import io.jarvas.llm.ModelException;
import io.jarvas.llm.ModelStatus;
import io.jarvas.llm.ModelStatus.Memory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What each model has read and still holds, as far as Jarvas knows. Safe to use from any thread.
///
/// A model's server keeps the evaluated tokens of one prompt: those of the last, with the answer. The next
/// prompt reuses as much of them as it begins with; all behind that is dropped. So what is held is always the
/// last prompt that was read, and what a prompt reuses is what both have in common, message by message. The
/// server tells how many tokens a prompt has and how long it read, never how many it reused, so that is told
/// from here:
///
/// - Nothing was reused where the model had to be loaded.
/// - Nothing was reused where reading took far longer than what was new in the prompt should have: another
///   program has had the model in between, with a prompt that begins otherwise. The speed of reading is learnt
///   from prompts with much to read, and only while something is held: what the server held from before Jarvas
///   began to look is not known.
/// - Where it is not known whether a prompt was read, because nobody waited for it, only what it has in
///   common with the one before is still held for certain.
/// - Of the default model the server says when it leaves memory, of the others nobody does: one of them counts
///   as gone as soon as a prompt is sent to a model besides it, or the default one is loaded again.
final class PrefixLedger {
    private static final System.Logger LOG = System.getLogger(PrefixLedger.class.getName());

    /// A model in memory reports some milliseconds for finding it; the smallest takes a quarter of a second
    /// to load.
    private static final Duration LOADED = Duration.ofMillis(100);

    /// In tokens. Less is read in less time than the fixed costs of a request take.
    private static final int MUCH = 64;

    /// Reading took far longer than it should have where at most this part of the prompt was new, and by the
    /// time more than that part was read. Deep in a window a model reads a few times slower than at its
    /// beginning, and a busy machine does too; whoever else has had the model costs the whole prompt, tens of
    /// times what is new in a turn's.
    private static final int NEW_PART = 8;

    private static final int READ_PART = 4;

    /// Less than this is not worth telling apart from the fixed costs of a request.
    private static final Duration LONG = Duration.ofMillis(500);

    /// How much of the difference the newest measurement of the speed makes, and how many times as fast or slow
    /// it counts at most: one that is not what it seems to be does not move the speed far.
    private static final double WEIGHT = 0.3;

    private static final double STEP = 2;

    private final Map<String, List<ChatMessage>> held = new HashMap<>();
    private final Map<String, Double> nanosPerToken = new HashMap<>();
    private Memory memory = Memory.UNKNOWN;
    private Optional<String> usual = Optional.empty();
    private String server = "";
    private boolean away;
    private int losses;

    /// How many characters there are.
    static int characters(List<ChatMessage> messages) {
        return messages.stream().mapToInt(message -> message.content().length()).sum();
    }

    /// How many of the prompt's characters the model holds.
    synchronized int held(String model, List<ChatMessage> prompt) {
        return common(held.getOrDefault(model, List.of()), prompt);
    }

    /// Notes that a prompt was read to its end.
    ///
    /// @param answer what the model wrote behind it, as the next prompt repeats it; empty where that differs
    ///     from what it wrote, by its thoughts for one
    /// @return how many of the prompt's tokens were reused
    synchronized int read(String model, List<ChatMessage> prompt, Optional<String> answer, ModelChunk.Usage usage) {
        int tokens = usage.promptTokens();
        boolean holds = held.containsKey(model);
        boolean loaded = usage.load().compareTo(LOADED) >= 0;
        int common = loaded ? 0 : held(model, prompt);
        int expected = (int) ((long) tokens * common / Math.max(1, characters(prompt)));
        boolean lost = readFarMore(tokens, tokens - expected, usage.prompt(), nanosPerToken.get(model));
        int reused = lost ? 0 : expected;
        if (lost) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "{0} tokens were read again, as if another program had used the model",
                    expected);
        }
        if (loaded || holds) {
            learnSpeed(model, tokens - reused, usage.prompt());
        }
        hold(model, prompt, answer);
        return reused;
    }

    private void learnSpeed(String model, int tokens, Duration took) {
        if (tokens < MUCH || took.isZero()) {
            return;
        }
        double measured = (double) took.toNanos() / tokens;
        nanosPerToken.merge(
                model,
                measured,
                (known, newest) -> known + WEIGHT * (Math.clamp(newest, known / STEP, known * STEP) - known));
    }

    /// @param fresh tokens that should have been read
    /// @param nanosPerToken null while the speed is not known
    private static boolean readFarMore(int tokens, int fresh, Duration took, @Nullable Double nanosPerToken) {
        return nanosPerToken != null
                && fresh <= tokens / NEW_PART
                && took.toNanos() / nanosPerToken > (double) tokens / READ_PART
                && took.compareTo(LONG) > 0;
    }

    /// Notes that an answer was not waited for.
    ///
    /// @param begun whether it had begun: then the prompt was read
    /// @param answer see [#read]; as far as it came
    synchronized void left(String model, List<ChatMessage> prompt, boolean begun, Optional<String> answer) {
        if (begun) {
            hold(model, prompt, answer);
        } else {
            held.computeIfPresent(model, (_, before) -> Slices.beginning(before, common(before, prompt)));
            keep(model);
        }
    }

    /// Notes that a request failed.
    synchronized void failed(String model, ModelException.Code code) {
        switch (code) {
            case UNREACHABLE, CUT_SHORT, STALLED, MODEL_TOO_LARGE -> {
                held.remove(model);
                keep(model);
            }
            // Nothing was read, but perhaps the model was loaded.
            case PROMPT_TOO_LONG -> keep(model);
            case BUSY, REFUSED, MODEL_MISSING -> {}
        }
    }

    /// Looks at what is known of the server, again and again. Only what has changed since the last time
    /// counts: what was found out before an answer came says nothing of what the model holds after it.
    synchronized void observe(ModelStatus status) {
        boolean gone = status.memory() == Memory.ABSENT && memory != Memory.ABSENT;
        boolean back = status.memory() == Memory.LOADED && memory == Memory.ABSENT;
        boolean lost = status.problem().isPresent() && !away;
        boolean another = !server.isEmpty() && !status.server().equals(server);
        server = status.server();
        memory = status.memory();
        usual = status.model();
        away = status.problem().isPresent();
        if (another) {
            held.clear();
            nanosPerToken.clear();
        } else if (lost) {
            held.clear();
        } else if (gone && status.model().map(held::remove).isPresent()) {
            losses++;
        } else if (back) {
            usual.ifPresent(this::keep);
        }
    }

    /// Forgets the models but that one and the default one.
    private void keep(String model) {
        held.keySet().removeIf(other -> !other.equals(model) && !usual.equals(Optional.of(other)));
    }

    /// How many times the server's usual model left its memory while it held something.
    synchronized int losses() {
        return losses;
    }

    private void hold(String model, List<ChatMessage> prompt, Optional<String> answer) {
        List<ChatMessage> all = new ArrayList<>(prompt);
        answer.filter(text -> !text.isEmpty())
                .ifPresent(text -> all.add(new ChatMessage(ChatMessage.Role.ASSISTANT, text)));
        held.put(model, List.copyOf(all));
        keep(model);
    }

    /// How many characters two prompts have in common, from their beginning.
    private static int common(List<ChatMessage> one, List<ChatMessage> other) {
        int common = 0;
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            ChatMessage mine = one.get(i);
            ChatMessage its = other.get(i);
            if (mine.role() != its.role() || !mine.images().equals(its.images())) {
                return common;
            }
            int same = common(mine.content(), its.content());
            common += same;
            if (same < mine.content().length() || same < its.content().length()) {
                return common;
            }
        }
        return common;
    }

    private static int common(String one, String other) {
        if (one.equals(other)) {
            return one.length();
        }
        int most = Math.min(one.length(), other.length());
        int same = 0;
        while (same < most && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        return same;
    }
}
