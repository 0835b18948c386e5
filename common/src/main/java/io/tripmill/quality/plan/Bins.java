package io.tripmill.quality.plan;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;

/**
 * Ranges of equal width. Each begins with its lower edge and ends before the upper one; the last has that one too.
 *
 * @param least the lower edge of the first range
 * @param greatest the upper edge of the last range
 */
record Bins(double least, double greatest, int count) {
    Bins {
        count = least < greatest ? count : 1;
    }

    /** The lower edge of a range; of the one after the last, the upper edge of that. */
    double edge(int index) {
        double part = (double) index / count;
        // Not least + part * width, as the width of all doubles is no double.
        return index == count ? greatest : least * (1 - part) + greatest * part;
    }

    /** The index of the range that a number is in; NULL for one that is in none. */
    Column index(Column number) {
        Column index = lit(0);
        for (int i = 1; i < count; i++) {
            index = index.plus(when(number.geq(lit(edge(i))), lit(1)).otherwise(lit(0)));
        }
        return when(number.geq(lit(least)).and(number.leq(lit(greatest))), index);
    }

    String text(int index) {
        return "[" + edge(index) + "," + edge(index + 1) + (index == count - 1 ? "]" : ")");
    }
}
