package io.tripmill.jobs.serving.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SuppressionTest {
    private static final Suppression TEN = new Suppression(Suppression.DEFAULT_K);

    @Test
    void tenIsToldAndNineAndZeroAreNot() {
        ProtectedCounts told = TEN.protect(new long[][] {{10, 11}, {9, 0}});

        assertThat(told.cells()).isDeepEqualTo(new long[][] {{10, 11}, {-1, -1}});
        assertThat(told.rowTotals()).containsExactly(21, -1);
        assertThat(told.columnTotals()).containsExactly(-1, -1);
        assertThat(told.grandTotal()).isEqualTo(-1);
    }

    @Test
    void aTotalThatWouldTellAHiddenCellCostsTheSmallestOtherCell() {
        ProtectedCounts told = TEN.protect(new long[][] {{30, 20, 4}});

        assertThat(told.cells()).isDeepEqualTo(new long[][] {{30, -1, -1}});
        assertThat(told.rowTotals()).containsExactly(54);
        assertThat(told.columnTotals()).containsExactly(30, -1, -1);
        assertThat(told.grandTotal()).isEqualTo(54);
    }

    @Test
    void aTotalOfManySmallCellsTellsNoneOfThem() {
        assertThat(TEN.protect(new long[][] {{5, 5, 5}}).rowTotals()).containsExactly(15);
    }

    @Test
    void aTotalThatOnlyNinesCanMakeIsHidden() {
        ProtectedCounts told = TEN.protect(new long[][] {{9, 9}});

        assertThat(told.rowTotals()).containsExactly(-1);
        assertThat(told.grandTotal()).isEqualTo(-1);
    }

    @Test
    void whereAllIsLargeAllIsTold() {
        ProtectedCounts told = TEN.protect(new long[][] {{10, 20}, {30, 40}});

        assertThat(told.rowTotals()).containsExactly(30, 70);
        assertThat(told.columnTotals()).containsExactly(40, 60);
        assertThat(told.grandTotal()).isEqualTo(100);
    }

    @Test
    void aTableWithoutRowsTellsNothing() {
        assertThat(TEN.protect(new long[0][]).grandTotal()).isEqualTo(-1);
    }

    @Test
    void aThresholdThatProtectsNobodyIsRefused() {
        assertThatThrownBy(() -> new Suppression(1)).hasMessageContaining("at least 2");
    }

    /** The auditor knows only what is published; tables are small enough to try every set of hidden counts. */
    @Test
    void noLinearCombinationOfWhatIsToldIsASmallCount() {
        Random dice = new Random(20260301);
        long withTotals = 0;
        for (int trial = 0; trial < 4000; trial++) {
            int k = 2 + dice.nextInt(3);
            long[][] counts = randomCounts(dice, k);
            ProtectedCounts told = new Suppression(k).protect(counts);

            Audit audit = new Audit(counts, told);

            assertThat(audit.wrongFigures()).as("%s", audit).isEmpty();
            assertThat(audit.smallSums(k)).as("%s", audit).isEmpty();
            assertThat(audit.cellsKnownToBeSmall(k)).as("%s", audit).isEmpty();
            withTotals += audit.totalsOverHiddenCells();
        }
        assertThat(withTotals).as("totals that cover hidden cells").isGreaterThan(500);
    }

    /** What the auditor finds where totals are published beside hidden cells without a second thought. */
    @Test
    void theAuditorFindsWhatHidingSmallCellsAloneGivesAway() {
        long[][] counts = {{5, 1}, {6, 7}};
        Audit audit = new Audit(
                counts,
                new ProtectedCounts(new long[][] {{5, -1}, {6, 7}}, new long[] {6, 13}, new long[] {11, 8}, 19));

        assertThat(audit.smallSums(3)).isNotEmpty();
        assertThat(audit.cellsKnownToBeSmall(3)).containsExactly("cell 0,1");
    }

    private static long[][] randomCounts(Random dice, int k) {
        long[][] counts = new long[1 + dice.nextInt(3)][1 + dice.nextInt(3)];
        int largest = 1 + dice.nextInt(3 * k);
        for (long[] row : counts) {
            for (int column = 0; column < row.length; column++) {
                row[column] = dice.nextInt(3) == 0 ? 0 : dice.nextInt(largest + 1);
            }
        }
        return counts;
    }
}
