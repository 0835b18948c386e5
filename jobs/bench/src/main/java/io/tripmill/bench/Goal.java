package io.tripmill.bench;

import static io.tripmill.bench.ResultTable.ratio;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A figure that was measured, and what it should be.
 *
 * @param what in words
 * @param measured the figure that is judged
 * @param byCpu the same figure of processor seconds; NaN where that is the figure itself
 * @param must the worst that will do
 * @param aim what is hoped for
 * @param isFloor whether more is better
 */
record Goal(String what, double measured, double byCpu, double must, double aim, boolean isFloor) {

    static Goal atLeast(String what, double measured, double byCpu, double must, double aim) {
        return new Goal(what, measured, byCpu, must, aim, true);
    }

    static Goal atMost(String what, double measured, double byCpu, double must, double aim) {
        return new Goal(what, measured, byCpu, must, aim, false);
    }

    String reached() {
        if (isReached(aim)) {
            return "aim";
        }
        return isReached(must) ? "must" : "no";
    }

    private boolean isReached(double goal) {
        return isFloor ? measured >= goal : measured <= goal;
    }

    /** The goals for people. */
    static ResultTable table(String title, List<Goal> goals) {
        List<List<String>> rows = new ArrayList<>();
        for (Goal goal : goals) {
            String sign = goal.isFloor ? ">= " : "<= ";
            rows.add(List.of(
                    goal.what,
                    ratio(goal.measured),
                    Double.isNaN(goal.byCpu) ? "" : ratio(goal.byCpu),
                    sign + ratio(goal.must),
                    sign + ratio(goal.aim),
                    goal.reached()));
        }
        return new ResultTable(title, List.of("figure", "measured", "by CPU", "must", "aim", "reached"), rows);
    }

    /** The goals for machines. */
    static void add(List<Goal> goals, ArrayNode json) {
        for (Goal goal : goals) {
            json.addObject()
                    .put("figure", goal.what)
                    .put("measured", goal.measured)
                    .put("by_cpu", Double.isNaN(goal.byCpu) ? null : goal.byCpu)
                    .put("must", goal.must)
                    .put("aim", goal.aim)
                    .put("reached", goal.reached());
        }
    }
}
