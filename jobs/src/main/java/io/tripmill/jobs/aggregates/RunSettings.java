package io.tripmill.jobs.aggregates;

import io.tripmill.job.Inputs;
import io.tripmill.job.JobSpec;
import io.tripmill.job.Plan;
import java.util.ArrayList;
import java.util.List;

/** The stored settings of one run, in the order in which a difference is told. */
record RunSettings(List<Value> values) {
    static final RunSettings NONE = new RunSettings(List.of());

    record Value(StoredSetting setting, String value) {}

    RunSettings {
        values = List.copyOf(values);
    }

    RunSettings with(StoredSetting setting, String value) {
        List<Value> more = new ArrayList<>(values);
        more.add(new Value(setting, value));
        return new RunSettings(more);
    }

    /** Refuses a run of which one is another than the stored one. */
    void mustBeStored(JobSpec spec, Inputs inputs) {
        values.forEach(one -> one.setting().mustBe(one.value(), spec, inputs));
    }

    /** The plan, whose commits say what they were made with. */
    Plan notedIn(Plan plan) {
        Plan noted = plan;
        for (Value one : values) {
            noted = noted.noting(one.setting().note(), one.value());
        }
        return noted;
    }
}
