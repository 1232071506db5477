package io.jarvas.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.util.List;

/// What axe-core finds fault with in a page, the trees of its elements included.
final class Axe {
    private Axe() {}

    /// @param what the page and how it is seen, for who reads that it failed
    static void findsNothing(Browser browser, String what) {
        List<Rule> violations = new AxeBuilder().analyze(browser.driver()).getViolations();
        assertThat(violations)
                .as(what)
                .extracting(rule -> rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes())
                .isEmpty();
    }
}
