package io.jarvas;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.jarvas.json.Json;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Holds the arrows of docs/architecture.md.
class ArchitectureTest {
    /// A room, and the rooms it may use besides itself and the JDK.
    private static final Map<String, List<String>> ROOMS = Map.ofEntries(
            Map.entry("json", List.of()),
            Map.entry("language", List.of()),
            Map.entry("home", List.of()),
            Map.entry("llm", List.of()),
            Map.entry("conversation", List.of()),
            Map.entry("memory", List.of("conversation", "language", "llm")),
            Map.entry("speech", List.of("language")),
            Map.entry("choice", List.of("speech", "language")),
            Map.entry("audio", List.of("speech")),
            Map.entry("reply", List.of("json")),
            Map.entry("action", List.of("reply", "home", "conversation", "language")),
            Map.entry("tools", List.of("action", "home", "conversation", "language", "memory")),
            Map.entry("search", List.of("home", "language")),
            Map.entry("prompt", List.of("home", "llm", "conversation", "language", "search", "memory")),
            Map.entry(
                    "assistant",
                    List.of(
                            "prompt",
                            "reply",
                            "action",
                            "search",
                            "home",
                            "llm",
                            "conversation",
                            "memory",
                            "language",
                            "json")),
            Map.entry("voice", List.of("assistant", "speech", "reply", "action", "home", "conversation", "language")),
            Map.entry("doctor", List.of("llm", "speech", "conversation", "language", "json")),
            Map.entry(
                    "web",
                    List.of(
                            "doctor",
                            "voice",
                            "speech",
                            "audio",
                            "assistant",
                            "prompt",
                            "reply",
                            "action",
                            "home",
                            "llm",
                            "conversation",
                            "memory",
                            "language",
                            "json")),
            Map.entry("homeassistant", List.of("home", "speech", "audio", "language", "json")),
            Map.entry("wyoming", List.of("speech", "language", "json")),
            Map.entry("ollama", List.of("llm", "json")),
            Map.entry("sqlite", List.of("conversation", "memory", "llm", "action", "home", "json")),
            Map.entry("searxng", List.of("tools", "json")),
            Map.entry("demo", List.of("json")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(Json.class.getProtectionDomain().getCodeSource().getLocation());

    @TestFactory
    Stream<DynamicTest> aRoomUsesOnlyTheRoomsThatTheArchitectureAllows() {
        return ROOMS.entrySet().stream()
                .map(room -> DynamicTest.dynamicTest(room.getKey(), () -> {
                    String[] allowed = Stream.concat(Stream.of(room.getKey()), room.getValue().stream())
                            .map(name -> "io.jarvas." + name + "..")
                            .toArray(String[]::new);
                    classes()
                            .that()
                            .resideInAPackage("io.jarvas." + room.getKey() + "..")
                            .should()
                            .onlyDependOnClassesThat(
                                    resideInAnyPackage(allowed).or(resideOutsideOfPackage("io.jarvas..")))
                            .check(CLASSES);
                }));
    }

    @Test
    void roomsWithoutAProtocolUseNoLibrary() {
        classes()
                .that(resideInAnyPackage(Stream.of(
                                "home",
                                "llm",
                                "conversation",
                                "memory",
                                "language",
                                "reply",
                                "action",
                                "tools",
                                "search",
                                "prompt",
                                "assistant",
                                "speech",
                                "choice",
                                "voice")
                        .map(name -> "io.jarvas." + name + "..")
                        .toArray(String[]::new)))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", "io.jarvas..", "org.jspecify.."))
                .check(CLASSES);
    }

    @Test
    void onlyTheJsonRoomKnowsTheMapper() {
        classes()
                .that(resideOutsideOfPackage("io.jarvas.json.."))
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage("tools.jackson.."))
                .check(CLASSES);
    }

    @Test
    void everyRoomHasItsArrows() {
        Stream<String> rooms = CLASSES.stream()
                .filter(resideInAPackage("io.jarvas.."))
                .map(type -> type.getPackageName().split("\\.")[2])
                .distinct();
        assertThat(rooms.toList())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(ROOMS.keySet().stream(), Stream.of("app")).toList());
    }

    @Test
    void noTwoRoomsUseEachOther() {
        slices().matching("io.jarvas.(*)..").should().beFreeOfCycles().check(CLASSES);
    }
}
