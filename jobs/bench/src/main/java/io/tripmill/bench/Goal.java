package io.tripmill.bench;

import static io.tripmill.bench.ResultTable.cell;

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
        return reachedWith(measured);
    }

    private String reachedWith(double figure) {
        if (isReached(figure, aim)) {
            return "aim";
        }
        return isReached(figure, must) ? "must" : "no";
    }

    private boolean isReached(double figure, double goal) {
        return isFloor ? figure >= goal : figure <= goal;
    }

    private boolean hasCpu() {
        return !Double.isNaN(byCpu);
    }

    /** The goals for people. */
    static ResultTable table(String title, List<Goal> goals) {
        List<List<String>> rows = new ArrayList<>();
        for (Goal goal : goals) {
            String sign = goal.isFloor ? ">= " : "<= ";
            rows.add(List.of(
                    goal.what,
                    cell(goal.measured, 2),
                    goal.hasCpu() ? cell(goal.byCpu, 2) : "",
                    sign + cell(goal.must, 2),
                    sign + cell(goal.aim, 2),
                    goal.reached(),
                    goal.hasCpu() ? goal.reachedWith(goal.byCpu) : ""));
        }
        return new ResultTable(
                title, List.of("figure", "measured", "by CPU", "must", "aim", "reached", "by CPU"), rows);
    }

    /** The goals for machines. */
    static void add(List<Goal> goals, ArrayNode json) {
        for (Goal goal : goals) {
            json.addObject()
                    .put("figure", goal.what)
                    .put("measured", goal.measured)
                    .put("by_cpu", goal.hasCpu() ? goal.byCpu : null)
                    .put("must", goal.must)
                    .put("aim", goal.aim)
                    .put("reached", goal.reached());
        }
    }
}
