package io.jarvas.tools;

import java.util.List;

/// A search of the web. Safe to use from any thread.
public interface WebSearch {
    /// What was found, the best first.
    ///
    /// @param most how many results at most
    /// @throws WebSearchException where nothing can be searched
    List<WebResult> search(String query, int most);
}
