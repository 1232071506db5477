package io.jarvas.app;

import io.jarvas.conversation.CurrentTurn;
import io.jarvas.json.Json;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/// The log: one line per record, `2026-11-23T08:00:00.123+00:00 INFO Database [turn 9bc04247-…] the message`, or a JSON
/// object each. The turn stands only where the line is of one.
///
/// The level is that of Jarvas's own records. Libraries are heard from warnings on, and from information on
/// where Jarvas's level is debug or trace; then a failure's stack trace is shown too.
final class Logging {
    /// Kept, because the log manager forgets a logger's level when nobody holds the logger.
    private static final Logger OWN = Logger.getLogger("io.jarvas");

    private static final Logger ROOT = Logger.getLogger("");

    private Logging() {}

    /// Sets up the log of the whole process.
    static void configure(Settings.Log log, PrintStream output) {
        // Else Helidon looks for a logging.properties when its first server is made.
        System.setProperty("io.helidon.logging.config.disabled", "true");
        LogManager.getLogManager().reset();
        Level level = level(log.level());
        boolean detailed = level.intValue() < Level.INFO.intValue();
        ROOT.setLevel(detailed ? Level.INFO : Level.WARNING);
        OWN.setLevel(level);
        ROOT.addHandler(new Lines(output, log.json() ? new JsonLine(detailed) : new TextLine(detailed)));
    }

    private static Level level(System.Logger.Level level) {
        return switch (level) {
            case ALL, TRACE -> Level.FINER;
            case DEBUG -> Level.FINE;
            case INFO -> Level.INFO;
            case WARNING -> Level.WARNING;
            case ERROR -> Level.SEVERE;
            case OFF -> Level.OFF;
        };
    }

    private static String name(Level level) {
        int value = level.intValue();
        if (value >= Level.SEVERE.intValue()) {
            return "ERROR";
        }
        if (value >= Level.WARNING.intValue()) {
            return "WARNING";
        }
        if (value >= Level.INFO.intValue()) {
            return "INFO";
        }
        return value >= Level.FINE.intValue() ? "DEBUG" : "TRACE";
    }

    /// Each record at once, whole.
    private static final class Lines extends Handler {
        private final PrintStream output;

        Lines(PrintStream output, Formatter formatter) {
            this.output = output;
            setFormatter(formatter);
            setLevel(Level.ALL);
        }

        @Override
        public void publish(LogRecord record) {
            if (isLoggable(record)) {
                output.print(getFormatter().format(record));
                output.flush();
            }
        }

        @Override
        public void flush() {
            output.flush();
        }

        @Override
        public void close() {
            flush();
        }
    }

    /// What both forms of a line have in common. SimpleFormatter brings only the message's parameters.
    private abstract static class Line extends SimpleFormatter {
        private static final DateTimeFormatter TIME =
                DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT);

        private final boolean detailed;

        Line(boolean detailed) {
            this.detailed = detailed;
        }

        static String time(LogRecord record) {
            return TIME.format(record.getInstant().atZone(ZoneId.systemDefault()));
        }

        static String logger(LogRecord record) {
            String name = String.valueOf(record.getLoggerName());
            return name.substring(name.lastIndexOf('.') + 1);
        }

        /// The failure and its causes on one line: `StoreException: the disk is full, by SQLiteException: …`.
        String failure(@Nullable Throwable thrown) {
            if (thrown == null) {
                return "";
            }
            if (detailed) {
                StringWriter trace = new StringWriter();
                thrown.printStackTrace(new PrintWriter(trace));
                return trace.toString();
            }
            StringBuilder line = new StringBuilder();
            for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
                line.append(line.isEmpty() ? "" : ", by ")
                        .append(cause.getClass().getSimpleName());
                if (cause.getMessage() != null) {
                    line.append(": ").append(cause.getMessage().replaceAll("\\R", " "));
                }
            }
            return line.toString();
        }
    }

    private static final class TextLine extends Line {
        TextLine(boolean detailed) {
            super(detailed);
        }

        @Override
        public String format(LogRecord record) {
            String failure = failure(record.getThrown());
            // What came from outside must not look like another record.
            return "%s %s %s %s%s%s\n"
                    .formatted(
                            time(record),
                            name(record.getLevel()),
                            logger(record),
                            CurrentTurn.id().map("[turn %s] "::formatted).orElse(""),
                            formatMessage(record).replaceAll("\\R", " "),
                            failure.isEmpty() ? "" : " (" + failure.strip().replaceAll("\\R", "\n    ") + ")");
        }
    }

    private static final class JsonLine extends Line {
        JsonLine(boolean detailed) {
            super(detailed);
        }

        @Override
        public String format(LogRecord record) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("time", time(record));
            line.put("level", name(record.getLevel()).toLowerCase(Locale.ROOT));
            line.put("logger", logger(record));
            line.put("message", formatMessage(record));
            CurrentTurn.id().ifPresent(turn -> line.put("turn", turn));
            String failure = failure(record.getThrown());
            if (!failure.isEmpty()) {
                line.put("error", failure);
            }
            return Json.text(line) + "\n";
        }
    }
}
