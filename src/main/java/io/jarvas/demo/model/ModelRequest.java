package io.jarvas.demo.model;

import io.jarvas.json.Json;
import io.jarvas.json.JsonException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A request for an answer: the body of `/api/chat` or `/api/generate`.
///
/// @param model as it was named
/// @param messages none where the model is only to be loaded or unloaded
/// @param tools the names of those that can be called natively
/// @param truncate whether a prompt over the window is cut
/// @param window asked for; none for the model's own
/// @param answerTokens at most; none for as many as it takes
/// @param keepAlive zero to unload
record ModelRequest(
        String model,
        List<ModelMessage> messages,
        Set<String> tools,
        boolean stream,
        boolean truncate,
        OptionalInt window,
        OptionalInt answerTokens,
        Duration keepAlive) {
    static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);
    private static final Duration KEEP_ALIVE = Duration.ofMinutes(5);
    private static final Pattern DURATION = Pattern.compile("(-?)((?:\\d+(?:\\.\\d+)?(?:ns|us|ms|s|m|h))+)");
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ns|us|ms|s|m|h)");
    private static final Map<String, Double> SECONDS =
            Map.of("ns", 1e-9, "us", 1e-6, "ms", 1e-3, "s", 1.0, "m", 60.0, "h", 3600.0);

    ModelRequest {
        messages = List.copyOf(messages);
        tools = Set.copyOf(tools);
    }

    /// The body as an object.
    ///
    /// @throws ModelRefusal where it is none
    static Map<String, Object> body(byte[] bytes) {
        if (bytes.length == 0) {
            throw new ModelRefusal(400, "missing request body");
        }
        try {
            return Json.object(bytes);
        } catch (JsonException e) {
            throw new ModelRefusal(400, "invalid request body: " + e.getMessage());
        }
    }

    /// The body of `/api/chat`.
    ///
    /// @throws ModelRefusal where it is not of that form
    static ModelRequest chat(Map<String, Object> body) {
        return of(body, messages(body));
    }

    /// The body of `/api/generate`, as the messages it amounts to.
    ///
    /// @throws ModelRefusal where it is not of that form
    static ModelRequest generate(Map<String, Object> body) {
        List<ModelMessage> messages = new ArrayList<>();
        String prompt = text(body, "prompt");
        if (!prompt.isEmpty()) {
            if (!text(body, "system").isEmpty()) {
                messages.add(new ModelMessage("system", text(body, "system")));
            }
            messages.add(new ModelMessage("user", prompt));
        }
        return of(body, messages);
    }

    private static ModelRequest of(Map<String, Object> body, List<ModelMessage> messages) {
        String model = text(body, "model");
        if (model.isEmpty()) {
            throw new ModelRefusal(400, "model is required");
        }
        if (!List.of(false, "").contains(body.getOrDefault("think", false))) {
            throw new ModelRefusal(400, "\"" + model + "\" does not support thinking");
        }
        Map<?, ?> options = body.get("options") instanceof Map<?, ?> map ? map : Map.of();
        OptionalInt predict = whole(options, "num_predict");
        return new ModelRequest(
                model,
                messages,
                tools(body),
                !Boolean.FALSE.equals(body.get("stream")),
                !Boolean.FALSE.equals(body.get("truncate")),
                whole(options, "num_ctx"),
                predict.isPresent() && predict.getAsInt() > 0 ? predict : OptionalInt.empty(),
                keepAlive(body));
    }

    private static List<ModelMessage> messages(Map<String, Object> body) {
        if (!(body.getOrDefault("messages", List.of()) instanceof List<?> list)) {
            throw new ModelRefusal(400, "json: cannot unmarshal into field ChatRequest.messages of type []api.Message");
        }
        List<ModelMessage> messages = new ArrayList<>();
        for (Object element : list) {
            if (!(element instanceof Map<?, ?> message)) {
                throw new ModelRefusal(
                        400, "json: cannot unmarshal into field ChatRequest.messages of type api.Message");
            }
            messages.add(new ModelMessage(text(message, "role"), text(message, "content")));
        }
        return messages;
    }

    private static Set<String> tools(Map<String, Object> body) {
        Set<String> tools = new HashSet<>();
        if (body.get("tools") instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof Map<?, ?> tool && tool.get("function") instanceof Map<?, ?> function) {
                    tools.add(text(function, "name"));
                }
            }
        }
        return tools;
    }

    private static String text(Map<?, ?> object, String name) {
        return object.get(name) instanceof String text ? text : "";
    }

    private static OptionalInt whole(Map<?, ?> options, String name) {
        Object value = options.get(name);
        if (value == null) {
            return OptionalInt.empty();
        }
        if (!(value instanceof Number number)) {
            throw new ModelRefusal(500, "option \"" + name + "\" must be of type integer");
        }
        return OptionalInt.of(number.intValue());
    }

    private static Duration keepAlive(Map<String, Object> body) {
        Object value = body.getOrDefault("keep_alive", KEEP_ALIVE.toSeconds());
        double seconds;
        if (value instanceof Number number) {
            seconds = number.doubleValue();
        } else {
            Matcher duration = DURATION.matcher(value.toString());
            if (!duration.matches()) {
                throw new ModelRefusal(400, "time: invalid duration \"" + value + "\"");
            }
            seconds = PART.matcher(duration.group(2))
                            .results()
                            .mapToDouble(part ->
                                    Double.parseDouble(part.group(1)) * SECONDS.getOrDefault(part.group(2), 0.0))
                            .sum()
                    * (duration.group(1).isEmpty() ? 1 : -1);
        }
        return seconds < 0 || seconds > FOREVER.toSeconds() ? FOREVER : Duration.ofMillis(Math.round(seconds * 1000));
    }
}
