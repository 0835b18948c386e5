package io.tripmill.quality.dqdl;

import java.util.Arrays;
import java.util.Optional;

/** A part of a document that has a name of its own. */
enum Section {
    METADATA("Metadata"),
    DATA_SOURCES("DataSources"),
    DEFAULT_LABELS("DefaultLabels"),
    RULES("Rules"),
    ANALYZERS("Analyzers");

    private final String text;

    Section(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /** The section of this name, whatever its case. */
    static Optional<Section> named(String text) {
        return Arrays.stream(values())
                .filter(section -> section.text.equalsIgnoreCase(text))
                .findFirst();
    }

    /** Whether it holds what all the others are there for. */
    boolean isLast() {
        return this == RULES || this == ANALYZERS;
    }
}
