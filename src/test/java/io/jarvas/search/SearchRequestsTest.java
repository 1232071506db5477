package io.jarvas.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.home.Entity;
import io.jarvas.home.EntityId;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.search.GeneratedHome.Naming;
import io.jarvas.search.SearchRequests.Request;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The search on requests as people write them, typing errors included, in homes of thousands of entities.
class SearchRequestsTest {
    private static final String[] HALVES = {"requests.tsv", "requests-aside.tsv"};
    private static final int[] SIZES = {2_000, 5_000};

    private record Home(HomeSnapshot snapshot, EntitySearch search) {}

    private static final Map<Naming, Map<Integer, Home>> HOMES = new EnumMap<>(Naming.class);

    @BeforeAll
    static void makeHomes() {
        for (Naming naming : Naming.values()) {
            Map<Integer, Home> bySize = new HashMap<>();
            for (int size : SIZES) {
                HomeSnapshot home = GeneratedHome.snapshot(naming, size);
                bySize.put(size, new Home(home, new EntitySearch(home.catalog())));
            }
            HOMES.put(naming, bySize);
        }
    }

    /// The second file was written with the first, and kept aside until the search was finished.
    @ParameterizedTest
    @CsvSource({"requests.tsv, 2000", "requests.tsv, 5000", "requests-aside.tsv, 2000", "requests-aside.tsv, 5000"})
    void atLeast98OfAHundredRequestsHaveTheirEntityAmong20(String half, int size) {
        List<Request> requests = SearchRequests.resource(half);
        List<String> missed = new ArrayList<>();
        for (Request request : requests) {
            Home home = home(request, size);
            Set<EntityId> accepted = request.accepted(home.snapshot());
            if (find(home, request.words()).best().stream().noneMatch(accepted::contains)) {
                missed.add(request.words());
            }
        }
        assertThat(missed).hasSizeLessThanOrEqualTo(requests.size() / 50);
    }

    @Test
    void requestsAboutNothingInTheHomeFindNothing() {
        List<String> found = SearchRequests.aboutNothing()
                .filter(words ->
                        !find(HOMES.get(Naming.MIXED).get(2_000), words).best().isEmpty())
                .toList();
        assertThat(found).isEmpty();
    }

    @Test
    void everyRequestHasAnEntityInItsHome() {
        for (String half : HALVES) {
            assertThat(SearchRequests.resource(half))
                    .hasSize(150)
                    .allSatisfy(request -> assertThat(
                                    request.accepted(home(request, 2_000).snapshot()))
                            .isNotEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLargerHomeHoldsTheEntitiesOfASmallerOne(Naming naming) {
        HomeSnapshot small = GeneratedHome.snapshot(naming, 2_000);
        HomeSnapshot large = GeneratedHome.snapshot(naming, 5_000);
        assertThat(small.catalog().entities()).hasSize(2_000);
        assertThat(large.catalog().entities())
                .hasSize(5_000)
                .containsAllEntriesOf(small.catalog().entities());
        assertThat(large.states()).containsAllEntriesOf(small.states());
    }

    @ParameterizedTest
    @EnumSource
    void whatAnEntityNamesIsInItsHome(Naming naming) {
        HomeSnapshot home = GeneratedHome.snapshot(naming, 5_000);
        for (Entity entity : home.catalog().entities().values()) {
            entity.area().ifPresent(area -> assertThat(home.catalog().areas()).containsKey(area));
            entity.device()
                    .ifPresent(device -> assertThat(home.catalog().devices()).containsKey(device));
            assertThat(home.catalog().labels().keySet()).containsAll(entity.labels());
            assertThat(home.states()).containsKey(entity.id());
        }
        assertThat(home.catalog().areas().values())
                .allSatisfy(area -> assertThat(home.catalog().floorOf(area)).isPresent());
    }

    private static Home home(Request request, int size) {
        return HOMES.get(request.home()).get(size);
    }

    private static Findings find(Home home, String words) {
        return home.search().find(words, home.snapshot().states(), 20);
    }
}
