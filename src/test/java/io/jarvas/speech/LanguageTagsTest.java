package io.jarvas.speech;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.language.Language;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTagsTest {
    @ParameterizedTest
    @CsvSource({
        "PORTUGUESE, 'en,pt-BR,pt_PT', pt_PT",
        "PORTUGUESE, 'pt-BR,pt', pt",
        "PORTUGUESE, 'pt-BR,pt-AO', pt-AO",
        "PORTUGUESE, 'en,pt-BR', pt-BR",
        "ENGLISH, 'de,en_GB,en-US', en_GB",
        "ENGLISH, 'en-GB,en', en",
        "ENGLISH, 'eno,de', ",
    })
    void theNearestIsFound(Language language, String known, String nearest) {
        assertThat(LanguageTags.nearest(language, List.of(known.split(",")))).isEqualTo(Optional.ofNullable(nearest));
    }

    @Test
    void whoDoesNotSayMayKnowIt() {
        assertThat(LanguageTags.known(Language.PORTUGUESE, List.of())).isTrue();
        assertThat(LanguageTags.known(Language.PORTUGUESE, List.of("en"))).isFalse();
    }
}
