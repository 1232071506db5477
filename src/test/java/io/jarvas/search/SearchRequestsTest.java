package io.jarvas.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.home.Entity;
import io.jarvas.home.EntityId;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.search.GeneratedHome.Naming;
import io.jarvas.search.SearchRequests.Request;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The search on requests as people write them, typing errors included, in homes of thousands of entities.
class SearchRequestsTest {
    private static final List<Request> REQUESTS = SearchRequests.resource("requests.tsv");
    private static final Map<Naming, HomeSnapshot> HOMES = new EnumMap<>(Naming.class);
    private static final Map<Naming, EntitySearch> SEARCHES = new EnumMap<>(Naming.class);

    @BeforeAll
    static void makeHomes() {
        for (Naming naming : Naming.values()) {
            HomeSnapshot home = GeneratedHome.snapshot(naming, 2_000);
            HOMES.put(naming, home);
            SEARCHES.put(naming, new EntitySearch(home.catalog()));
        }
    }

    @Test
    void atLeast98OfAHundredRequestsHaveTheirEntityAmong20() {
        List<String> missed = new ArrayList<>();
        for (Request request : REQUESTS) {
            Set<EntityId> accepted = request.accepted(home(request));
            if (find(request).best().stream().noneMatch(accepted::contains)) {
                missed.add(request.words());
            }
        }
        assertThat(missed).hasSizeLessThanOrEqualTo(REQUESTS.size() / 50);
    }

    @Test
    void mostRequestsAboutNothingInTheHomeFindNothing() {
        List<String> found = SearchRequests.aboutNothing()
                .filter(words -> !SEARCHES.get(Naming.MIXED)
                        .find(words, HOMES.get(Naming.MIXED).states(), 20)
                        .best()
                        .isEmpty())
                .toList();
        assertThat(found).hasSizeLessThan(10);
    }

    @Test
    void everyRequestHasAnEntityInItsHome() {
        assertThat(REQUESTS)
                .hasSize(150)
                .allSatisfy(
                        request -> assertThat(request.accepted(home(request))).isNotEmpty());
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

    private static HomeSnapshot home(Request request) {
        return HOMES.get(request.home());
    }

    private static Findings find(Request request) {
        return SEARCHES.get(request.home()).find(request.words(), home(request).states(), 20);
    }
}
