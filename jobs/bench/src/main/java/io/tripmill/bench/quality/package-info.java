/**
 * Sixteen rules of data quality over generated pings. Every engine says what it found before any of them is measured: the
 * outcome of each rule, the metrics under one name, and how many rows break each rule. Deequ has no metric for numeric ranges and its
 * ColumnLength has another, so of those only the outcome is compared with it; the other peers have all.
 *
 * <p>UniqueValueRatio is left out: Deequ marks single rows by it, which AWS does not know, and would shuffle all rows once more for it.
 */
package io.tripmill.bench.quality;
