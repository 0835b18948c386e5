package io.tripmill.quality.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.quality.plan.Aggregate;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.junit.jupiter.api.Test;

class PassedRowsTest {
    private final PassedRows driver = PassedRows.none(1, 1);

    private static PassedRows task(int partition, double... numbers) {
        PassedRows passed = PassedRows.ofPartition(1, 1, partition);
        for (double number : numbers) {
            InternalRow row = new GenericInternalRow(new Object[] {number > 1 ? 0b101L : 0L, number});
            passed.add(row);
        }
        return passed;
    }

    /** As a task sends it to the driver. */
    private static PassedRows sent(PassedRows passed) {
        return PassedRows.read(passed.written(), 1, 1);
    }

    @Test
    void partitionsAddUp() {
        driver.take(sent(task(0, 1, 2)));
        driver.take(sent(task(1, 3)));

        assertThat(driver.total().rows()).isEqualTo(3);
        assertThat(driver.total().rowsWith(0)).isEqualTo(2);
        assertThat(driver.total().rowsWith(1)).isZero();
        assertThat(driver.total().rowsWith(2)).isEqualTo(2);
        assertThat(driver.total().numbers(0).value(Aggregate.Kind.SUM)).hasValue(6.0);
    }

    @Test
    void aTaskThatRunsAgainIsCountedOnce() {
        driver.take(sent(task(0, 1, 2)));
        driver.take(sent(task(1, 3)));
        driver.take(sent(task(0, 1, 2)));

        assertThat(driver.total().rows()).isEqualTo(3);
    }

    @Test
    void whatOneTaskReadsInPartsAddsUp() {
        PassedRows task = task(0, 1, 2);
        task.take(task(0, 3));
        driver.take(sent(task));

        assertThat(driver.total().rows()).isEqualTo(3);
    }

    @Test
    void nothingThatPassedIsNothing() {
        assertThat(sent(driver).total().rows()).isZero();
    }
}
