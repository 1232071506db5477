package io.jarvas.app;

import java.util.List;
import java.util.stream.Collectors;

/// The settings as an owner reads of them. The table of DOCS.md is [#table()].
final class SettingsReference {
    /// @param defaults in Markdown; where it is nothing but code, that value is the one that holds without the
    /// setting
    /// @param meaning in Markdown, with links of DOCS.md
    record Setting(String key, String defaults, String meaning) {}

    /// In the order in which an owner needs them.
    static final List<Setting> ALL = List.of(
            new Setting(
                    "home_assistant_url",
                    "app: `http://supervisor/core`; elsewhere required",
                    "address of Home Assistant"),
            new Setting(
                    "home_assistant_token",
                    "app: the Supervisor's; elsewhere required",
                    "a long-lived access token of an administrator"),
            new Setting(
                    "ollama_url",
                    "the usual places, see [models](#models)",
                    "one address, or several in order of preference"),
            new Setting("ollama_model", "the best that is installed, see [models](#models)", "the model that answers"),
            new Setting("models", "the one that answers", "what a request may ask for"),
            new Setting(
                    "ollama_context",
                    "`8192`",
                    "the window in tokens, 1024 to 1048576; the model's own where that is less"),
            new Setting(
                    "ollama_keep_alive",
                    "`-1`",
                    "how long Ollama keeps the model in memory: `-1` for ever, seconds, or a time such as `10m`"),
            new Setting("ollama_first_token_seconds", "`300`", "the longest wait for the first token, 1 to 3600"),
            new Setting("ollama_silence_seconds", "`60`", "the longest silence after it, 1 to 3600"),
            new Setting("language", "`auto`", "of Jarvas's own sentences: `auto`, `en`, `pt`"),
            new Setting(
                    "remember",
                    "`asked`",
                    "what is remembered of people and of the household: `off` nothing; `asked` what a person asks Jarvas to remember; `learn` also short facts that their conversations show"),
            new Setting(
                    "host",
                    "`127.0.0.1`; app: `0.0.0.0`",
                    "where to listen; beyond this machine a [token](#who-may-come-in) is required"),
            new Setting("port", "`8099`", "the panel and the API"),
            new Setting(
                    "api_port",
                    "none; app: `8100`",
                    "a second port for machines: always with the token, without the panel"),
            new Setting(
                    "api_token",
                    "none",
                    "what clients send as `Authorization: Bearer …`; printable ASCII without spaces"),
            new Setting("public_url", "none", "the address that people open, where a proxy stands in front"),
            new Setting("origins", "none", "pages elsewhere that may use the API: `https://dash.example`"),
            new Setting("confirm", "none", "what needs a yes, besides the [rules](#what-jarvas-sees-and-touches)"),
            new Setting("never", "none", "what is refused, besides the rules"),
            new Setting("pin", "none", "4 to 12 digits that a risky action's yes needs"),
            new Setting(
                    "history_days",
                    "`365`",
                    "how long a conversation is kept in which nothing is written any more, 1 to 3650"),
            new Setting("audit_days", "`90`", "how long it is kept what was proposed and done"),
            new Setting(
                    "native_tools",
                    "`false`",
                    "whether models that can are given tools in Ollama's own form; `ACTION` lines work beside them"),
            new Setting("search_url", "none", "a SearXNG server; with it the model can search the web"),
            new Setting(
                    "speech_to_text",
                    "`auto`",
                    "what listens: `auto` finds it, `off`, a Wyoming service such as `tcp://192.168.1.20:10300`, or an entity of Home Assistant such as `stt.faster_whisper`; see [voice](#voice)"),
            new Setting(
                    "text_to_speech",
                    "`auto`",
                    "what speaks: `auto`, `off`, `tcp://192.168.1.20:10200`, or an entity such as `tts.piper`"),
            new Setting("voice", "the best in the language", "the name of the voice that speaks"),
            new Setting(
                    "end_of_speech_ms",
                    "`800`",
                    "the silence, in milliseconds, after which a person has finished speaking, 200 to 3000"),
            new Setting(
                    "wyoming_port",
                    "none; app: `10700`",
                    "where Home Assistant's Assist finds Jarvas as a conversation agent, see [voice](#voice)"),
            new Setting(
                    "wyoming_clients", "none", "machines that may connect to `wyoming_port` besides Home Assistant's"),
            new Setting("max_turns", "`256`", "messages answered at once, 1 to 10000"),
            new Setting(
                    "max_queue",
                    "`64`",
                    "messages that wait besides, 0 to 10000; more are turned away with status 503"),
            new Setting(
                    "data_dir",
                    "`/data` in the app, or where that is a writable directory; else `~/.local/share/jarvas`",
                    "see [data](#data)"),
            new Setting("log_level", "`info`", "`trace`, `debug`, `info`, `warning`, `error`"),
            new Setting("log_json", "`false`", "a JSON object per line"));

    private SettingsReference() {}

    /// In Markdown.
    static String table() {
        return ALL.stream()
                .map(setting -> "| `%s` | %s | %s |\n".formatted(setting.key(), setting.defaults(), setting.meaning()))
                .collect(Collectors.joining("", "| key | default | meaning |\n|---|---|---|\n", ""));
    }

    /// For a terminal.
    static String text() {
        return ALL.stream()
                .map(setting -> "%s (%s)\n    %s\n"
                        .formatted(setting.key(), plain(setting.defaults()), plain(setting.meaning())))
                .collect(Collectors.joining());
    }

    private static String plain(String markdown) {
        return markdown.replaceAll("\\[([^]]+)]\\([^)]*\\)", "$1").replace("`", "");
    }
}
