package io.jarvas.searxng;

import io.helidon.webclient.api.HttpClientResponse;
import io.helidon.webclient.api.WebClient;
import io.jarvas.json.Json;
import io.jarvas.json.JsonException;
import io.jarvas.tools.WebResult;
import io.jarvas.tools.WebSearch;
import io.jarvas.tools.WebSearchException;
import io.jarvas.tools.WebSearchException.Code;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/// A SearXNG server as a search of the web. Safe to use from any thread.
///
/// The server must offer the format `json` (`search.formats` in its `settings.yml`); it answers 403 where it
/// does not.
///
/// Protocol: SearXNG's search API, `GET /search?q=…&format=json`.
public final class SearXng implements WebSearch {
    /// Of a whole search.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// In bytes.
    private static final int LARGEST = 2 * 1024 * 1024;

    private static final Pattern TAG = Pattern.compile("<[^<>]{1,200}>");

    private final WebClient client;
    private final Duration patience;

    /// @param url of the server, with or without a slash at its end
    public SearXng(URI url) {
        this(url, PATIENCE);
    }

    SearXng(URI url, Duration patience) {
        this.patience = patience;
        String address = url.toString();
        client = WebClient.builder()
                .baseUri(address.endsWith("/") ? address.substring(0, address.length() - 1) : address)
                .connectTimeout(patience)
                .readTimeout(patience)
                .keepAlive(false)
                .build();
    }

    @Override
    public List<WebResult> search(String query, int most) {
        FutureTask<Map<String, Object>> asking = new FutureTask<>(() -> ask(query));
        // Interrupting a virtual thread ends its call, whatever it waits for.
        Thread thread = Thread.ofVirtual().name("web-search").start(asking);
        try {
            return results(asking.get(patience.toMillis(), TimeUnit.MILLISECONDS), most);
        } catch (TimeoutException e) {
            throw new WebSearchException(Code.UNREACHABLE, "no answer in time", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof WebSearchException known
                    ? known
                    : new WebSearchException(Code.UNREACHABLE, "the server cannot be reached", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WebSearchException(Code.UNREACHABLE, "interrupted", e);
        } finally {
            thread.interrupt();
        }
    }

    private Map<String, Object> ask(String query) {
        try (HttpClientResponse response = client.get("/search")
                .queryParam("q", query)
                .queryParam("format", "json")
                .request()) {
            int status = response.status().code();
            if (status != 200) {
                throw new WebSearchException(status >= 500 ? Code.UNREACHABLE : Code.REFUSED, "HTTP " + status, null);
            }
            return Json.object(body(response));
        } catch (JsonException e) {
            throw new WebSearchException(Code.REFUSED, "the answer is not JSON", e);
        }
    }

    private static byte[] body(HttpClientResponse response) {
        try (InputStream in = response.inputStream()) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new WebSearchException(Code.REFUSED, "the answer is too long", null);
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<WebResult> results(Map<String, Object> answer, int most) {
        List<WebResult> results = new ArrayList<>();
        if (answer.get("results") instanceof List<?> list) {
            for (Object each : list) {
                if (results.size() < most && each instanceof Map<?, ?> result) {
                    String address = text(result, "url");
                    if (address.startsWith("http://") || address.startsWith("https://")) {
                        results.add(new WebResult(text(result, "title"), address, text(result, "content")));
                    }
                }
            }
        }
        return results;
    }

    /// The text without markup.
    private static String text(Map<?, ?> result, String name) {
        return result.get(name) instanceof String text ? TAG.matcher(text).replaceAll(" ") : "";
    }
}
