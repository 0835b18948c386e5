package io.tripmill.landing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FileSharesTest {
    private static final long MB = 1024 * 1024;

    @Test
    void thousandsOfSmallFilesShareAFewTasks() {
        List<List<LandedFile>> shares = FileShares.spread(files(10_000, 1_000), 4);
        assertThat(shares).hasSize(8).allSatisfy(share -> assertThat(share).hasSize(1250));
    }

    @Test
    void manyBytesMakeManyTasks() {
        assertThat(FileShares.spread(files(100, 64 * MB), 4)).hasSize(100);
        assertThat(FileShares.spread(files(100, 32 * MB), 4)).hasSize(50);
    }

    @Test
    void noTaskIsWithoutAFile() {
        assertThat(FileShares.spread(files(3, 1), 16)).hasSize(3);
        assertThat(FileShares.spread(List.of(), 16)).isEmpty();
    }

    @Test
    void aLargeFileIsAloneWhileSmallOnesShare() {
        List<LandedFile> files = new ArrayList<>(files(10, MB));
        files.add(new LandedFile("file:/large", 40 * MB, 0));
        List<List<LandedFile>> shares = FileShares.spread(files, 1);
        assertThat(shares).hasSize(2);
        assertThat(shares.get(0)).extracting(LandedFile::uri).containsExactly("file:/large");
    }

    @Test
    void theOrderOfTheListingDoesNotMatter() {
        List<LandedFile> files = files(50, 10 * MB);
        List<LandedFile> shuffled = new ArrayList<>(files);
        Collections.shuffle(shuffled, new Random(1));
        assertThat(FileShares.spread(shuffled, 2)).isEqualTo(FileShares.spread(files, 2));
    }

    private static List<LandedFile> files(int count, long bytes) {
        return IntStream.range(0, count)
                .mapToObj(i -> new LandedFile("file:/" + i, bytes, 0))
                .toList();
    }
}
