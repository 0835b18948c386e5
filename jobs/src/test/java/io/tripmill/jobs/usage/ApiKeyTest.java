package io.tripmill.jobs.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ApiKeyTest {

    @Test
    void anIdIsTheFirstHalfOfTheSha256() {
        assertThat(new ApiKey("abc").id()).isEqualTo("ba7816bf8f01cfea414140de5dae2223");
    }

    @Test
    void onlyOfALongKeyTheEndIsTold() {
        assertThat(new ApiKey("k-0123456789abcd").end()).contains("abcd");
        assertThat(new ApiKey("k-0123456789abc").end()).isEmpty();
        assertThat(new ApiKey("secret")).asString().doesNotContain("secret");
    }

    @Test
    void partsAreNotRunTogether() {
        assertThat(ApiKey.digest("a", "bc")).isNotEqualTo(ApiKey.digest("ab", "c"));
    }
}
