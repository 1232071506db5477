package io.jarvas.sqlite;

import io.jarvas.conversation.StoreStatus.Problem;
import java.nio.file.Path;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// What SQLite's errors mean.
final class Failures {
    /// The rest of an extended code says more than anybody here asks.
    private static final int PRIMARY = 0xff;

    private Failures() {}

    /// For the owner.
    static String sentence(Path file, Exception failure) {
        SQLiteErrorCode code = code(failure);
        String meaning = switch (code) {
            case SQLITE_FULL -> "cannot be written: the disk is full";
            case SQLITE_READONLY, SQLITE_PERM -> "cannot be written: it is read-only, or was moved away";
            case SQLITE_CANTOPEN -> "cannot be opened: its directory is missing or not accessible";
            case SQLITE_NOTADB, SQLITE_CORRUPT -> "is damaged or not a database";
            case SQLITE_BUSY, SQLITE_LOCKED -> "is held by another program";
            case UNKNOWN_ERROR -> "cannot be used: " + failure;
            default -> "cannot be used (" + code.name() + ")";
        };
        return "The database %s %s.".formatted(file, meaning);
    }

    static Problem problem(Exception failure) {
        return switch (code(failure)) {
            case SQLITE_FULL -> Problem.FULL;
            case SQLITE_READONLY, SQLITE_PERM -> Problem.READ_ONLY;
            case SQLITE_BUSY, SQLITE_LOCKED -> Problem.HELD;
            default -> Problem.UNAVAILABLE;
        };
    }

    static boolean damaged(Exception failure) {
        return switch (code(failure)) {
            case SQLITE_NOTADB, SQLITE_CORRUPT -> true;
            default -> false;
        };
    }

    /// Whether it says nothing about the file: a row was refused, an id that is used once was used twice.
    static boolean refused(Exception failure) {
        return code(failure) == SQLiteErrorCode.SQLITE_CONSTRAINT;
    }

    /// Whether the connection is as good as before, once the transaction is rolled back.
    static boolean passing(Exception failure) {
        return refused(failure) || code(failure) == SQLiteErrorCode.SQLITE_FULL;
    }

    private static SQLiteErrorCode code(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException sqlite) {
                return SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & PRIMARY);
            }
        }
        return SQLiteErrorCode.UNKNOWN_ERROR;
    }
}
