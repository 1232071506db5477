package io.jarvas.voice;

import io.jarvas.assistant.OverloadedException;
import io.jarvas.assistant.RunningTurn;
import io.jarvas.assistant.TurnEvent;
import io.jarvas.assistant.TurnStarter;
import io.jarvas.assistant.UserTurn;
import io.jarvas.conversation.StoreException;
import io.jarvas.home.Entity;
import io.jarvas.home.EntityId;
import io.jarvas.home.HomePlaces;
import io.jarvas.home.LiveHome;
import io.jarvas.language.Language;
import io.jarvas.language.LanguageDetector;
import io.jarvas.language.Sentences;
import io.jarvas.speech.AssistAgent;
import io.jarvas.speech.AssistAnswer;
import io.jarvas.speech.AssistReply;
import io.jarvas.speech.AssistRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Answers pipelines of Assist with turns like any other, that were said aloud in the room of the device that was
/// spoken to. What is done is done, and proven, before the answer is over. Safe to use from any thread.
///
/// Home Assistant waits for an answer without end, so there is an end here.
public final class AssistPipeline implements AssistAgent {
    /// The longest that a person waits at a device that says nothing.
    public static final Duration LIMIT = Duration.ofMinutes(2);

    private static final System.Logger LOG = System.getLogger(AssistPipeline.class.getName());

    /// So that an id of Home Assistant's is never that of another conversation.
    private static final String CONVERSATION = "assist:";

    private static final int LONGEST_ID = 100;

    private final TurnStarter turns;
    private final Speakers speakers;
    private final LiveHome home;
    private final Optional<Language> language;
    private final Duration limit;

    /// @param home whose names are said where their ids are written
    /// @param language that the owner set for Jarvas's own sentences
    /// @param limit the longest that an answer may take
    public AssistPipeline(
            TurnStarter turns, HomePlaces places, LiveHome home, Optional<Language> language, Duration limit) {
        this.turns = turns;
        this.speakers = new Speakers(places);
        this.home = home;
        this.language = language;
        this.limit = limit;
    }

    @Override
    public AssistAnswer answer(AssistRequest request) {
        return new Answer(request);
    }

    private Optional<String> name(String id) {
        return EntityId.parse(id)
                .flatMap(entity -> home.snapshot()
                        .flatMap(known -> known.catalog().entity(entity))
                        .map(Entity::name));
    }

    private final class Answer implements AssistAnswer {
        private final AssistRequest request;
        private final Language spoken;
        private final Sentences sentences;
        private volatile boolean left;
        private volatile boolean late;
        private volatile @Nullable RunningTurn turn;

        Answer(AssistRequest request) {
            this.request = request;
            this.spoken = wanted().or(() -> language)
                    .or(() -> LanguageDetector.of(request.text()))
                    .orElse(Language.ENGLISH);
            this.sentences = Sentences.in(spoken);
        }

        private Optional<Language> wanted() {
            return request.language().flatMap(Language::ofTag);
        }

        @Override
        public AssistReply await(Consumer<String> piece) {
            if (request.text().isBlank()) {
                return no("assist.nothing_heard");
            }
            if (request.text().codePointCount(0, request.text().length()) > UserTurn.MAXIMUM_LENGTH) {
                return no("assist.too_much");
            }
            try {
                return converse(piece);
            } catch (OverloadedException e) {
                return no("web.overloaded");
            } catch (StoreException e) {
                LOG.log(System.Logger.Level.ERROR, "what Assist asked could not be stored", e);
                return no("turn.storage_unavailable");
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "an answer to Assist broke", e);
                return no("turn.failed");
            }
        }

        private AssistReply converse(Consumer<String> piece) {
            RunningTurn begun = turns.begin(message());
            turn = begun;
            if (left) {
                begun.leave();
            }
            CompletableFuture<Void> patience = CompletableFuture.runAsync(
                    () -> {
                        late = true;
                        begun.cancel();
                    },
                    CompletableFuture.delayedExecutor(
                            limit.toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread));
            Heard heard = new Heard(piece, spoken, new SpokenText(spoken, AssistPipeline.this::name));
            begun.run(heard::take);
            patience.cancel(false);
            return heard.reply(late && !heard.finished ? Optional.of(sentences.say("assist.too_long")) : heard.problem);
        }

        private UserTurn message() {
            Speakers.Speaker speaker = speakers.of(request);
            return UserTurn.saidAloud(
                    speaker.person(),
                    request.conversation()
                            .filter(id -> !id.isBlank() && id.length() <= LONGEST_ID)
                            .map(id -> CONVERSATION + id),
                    request.text(),
                    wanted(),
                    speaker.area());
        }

        private AssistReply no(String key) {
            return new AssistReply.NotHandled(sentences.say(key));
        }

        @Override
        public void leave() {
            left = true;
            RunningTurn begun = turn;
            if (begun != null) {
                begun.leave();
            }
        }
    }

    /// What is heard of a turn, sentence by sentence. Used by the thread that runs it.
    private static final class Heard {
        private final Consumer<String> piece;
        private final SentenceSplitter splitter;
        private final SpokenText spoken;
        private final Language language;
        private final StringBuilder text = new StringBuilder();
        private Optional<String> problem = Optional.empty();
        private boolean finished;

        Heard(Consumer<String> piece, Language language, SpokenText spoken) {
            this.piece = piece;
            this.splitter = new SentenceSplitter(language);
            this.spoken = spoken;
            this.language = language;
        }

        void take(TurnEvent event) {
            switch (event) {
                case TurnEvent.Text(String content) -> splitter.feed(content).forEach(this::say);
                case TurnEvent.FinalText(String whole) -> end(whole);
                case TurnEvent.Problem trouble -> problem = Optional.of(trouble.sentence());
                case TurnEvent.Done done -> finished = done.finished();
                case TurnEvent.Accepted _,
                        TurnEvent.Progress _,
                        TurnEvent.ActionProposed _,
                        TurnEvent.Confirmation _,
                        TurnEvent.ActionDone _ -> {}
            }
        }

        /// On a satellite what can only be read would be silence.
        private void end(String whole) {
            splitter.finish().forEach(this::say);
            if (text.isEmpty() && problem.isEmpty() && !whole.isBlank()) {
                say(Sentences.in(language).say("voice.only_read"));
            }
        }

        private void say(Piece written) {
            say(spoken.of(written).strip());
        }

        private void say(String words) {
            if (!words.isEmpty()) {
                String apart = text.isEmpty() ? words : " " + words;
                text.append(apart);
                piece.accept(apart);
            }
        }

        /// @param why it is not all that was wanted
        AssistReply reply(Optional<String> why) {
            why.ifPresent(this::say);
            return why.isEmpty()
                    ? new AssistReply.Handled(text.toString())
                    : new AssistReply.NotHandled(text.toString());
        }
    }
}
