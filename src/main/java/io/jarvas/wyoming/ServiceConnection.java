package io.jarvas.wyoming;

import io.jarvas.speech.SpeechException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A connection to a service, for one request. One thread may send while another receives; whoever closes it ends both
/// at once, and a try to connect as well.
final class ServiceConnection implements AutoCloseable {
    private static final int LONGEST_WORDS = 300;
    private static final System.Logger LOG = System.getLogger(ServiceConnection.class.getName());

    private final WyomingPlace place;
    private final Socket socket = new Socket();
    private @Nullable EventReader reader;
    private @Nullable EventWriter writer;

    ServiceConnection(WyomingPlace place) {
        this.place = place;
    }

    /// To be called once, before anything else.
    ///
    /// @throws SpeechException where nobody answers
    void connect() {
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(place.host(), place.port()), millis(place.connect()));
            reader = new EventReader(socket.getInputStream(), EventLimits.OF_SERVICE);
            writer = new EventWriter(socket.getOutputStream());
        } catch (IOException e) {
            close();
            throw new SpeechException(SpeechException.Code.UNREACHABLE, words(e), e);
        }
    }

    /// How long [#receive()] waits at most; without it, for ever.
    void limitSilence(Duration longest) {
        try {
            socket.setSoTimeout(millis(longest));
        } catch (IOException e) {
            throw new SpeechException(SpeechException.Code.CUT_SHORT, words(e), e);
        }
    }

    /// @throws SpeechException where the service is gone
    void send(Event event) {
        try {
            connected(writer).write(event);
        } catch (IOException e) {
            throw new SpeechException(SpeechException.Code.CUT_SHORT, words(e), e);
        }
    }

    /// Waits for the next event.
    ///
    /// @throws SpeechException where there is none, or the service says that something went wrong
    Event receive() {
        try {
            Event event = connected(reader)
                    .next()
                    .orElseThrow(() ->
                            new SpeechException(SpeechException.Code.CUT_SHORT, "the service closed the connection"));
            if (event.type().equals("error")) {
                throw new SpeechException(
                        SpeechException.Code.REFUSED, cut(event.text("text").orElse("an error without words")));
            }
            return event;
        } catch (BrokenEventException e) {
            throw new SpeechException(SpeechException.Code.REFUSED, words(e), e);
        } catch (SocketTimeoutException e) {
            throw new SpeechException(SpeechException.Code.STALLED, "no answer", e);
        } catch (IOException e) {
            throw new SpeechException(SpeechException.Code.CUT_SHORT, words(e), e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a connection did not close", e);
        }
    }

    private static <T> T connected(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("not connected");
        }
        return part;
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(Math.max(1, duration.toMillis()));
    }

    private static String words(Exception e) {
        return cut(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    }

    private static String cut(String words) {
        return words.length() <= LONGEST_WORDS ? words : words.substring(0, LONGEST_WORDS) + "…";
    }
}
