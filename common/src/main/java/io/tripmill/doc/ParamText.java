package io.tripmill.doc;

import io.tripmill.job.Param;

/** The words for what a parameter accepts and what holds without it. */
final class ParamText {
    private ParamText() {}

    /** A sentence or two: limits, then required, default or optional. */
    static <T> String whenLeftOut(Param<T> param) {
        String limits = param.limits().isEmpty() ? "" : "Must be " + param.limits() + ". ";
        return limits + (param.isRequired() ? "Required." : fallback(param));
    }

    private static <T> String fallback(Param<T> param) {
        return param.fallback()
                .map(param::write)
                .filter(text -> !text.isEmpty())
                .map(text -> "Default: " + text + ".")
                .orElse("Optional.");
    }
}
