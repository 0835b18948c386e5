package io.tripmill.bench;

import io.tripmill.run.Progress;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Processor seconds by what a run said that it was doing; not for use by several threads. */
final class StageCpu implements Progress {
    private final Map<String, Double> secondsByStage = new LinkedHashMap<>();
    private String stage = "";
    private double sinceS = Double.NaN;

    @Override
    public void stage(String sentence) {
        end();
        stage = sentence;
        sinceS = CostMeter.processCpuS();
    }

    /** The run is over. */
    void end() {
        if (!Double.isNaN(sinceS)) {
            secondsByStage.merge(stage, CostMeter.processCpuS() - sinceS, Double::sum);
        }
        sinceS = Double.NaN;
    }

    Map<String, Double> secondsByStage() {
        return Collections.unmodifiableMap(secondsByStage);
    }
}
