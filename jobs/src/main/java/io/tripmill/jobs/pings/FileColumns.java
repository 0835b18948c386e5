package io.tripmill.jobs.pings;

import io.tripmill.schema.Field;
import io.tripmill.schema.Pings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The columns that a landing file declares, held against a mapping before its records are read. */
record FileColumns(List<String> names) {
    private static final int MOST_SHOWN = 50;

    FileColumns {
        names = names.stream().filter(name -> !name.isEmpty()).toList();
    }

    /**
     * What is missing, and what to type.
     *
     * @param providerIsGiven whether {@code --provider-id} stands in for the column
     */
    Optional<String> problemWith(ColumnMapping mapping, boolean providerIsGiven) {
        List<String> problems = new ArrayList<>();
        List<String> toType = new ArrayList<>();
        boolean needsProvider = false;
        for (Field column : Pings.TABLE.fields()) {
            List<String> sources = mapping.sourcesOf(column);
            boolean isThere = sources.stream().anyMatch(names::contains);
            if (mapping.maps(column) && isThere) {
                toType.add(column.name() + "=" + sources.get(0));
            } else if (mapping.maps(column)) {
                problems.add("--columns reads " + column.name() + " from '" + sources.get(0)
                        + "', which the file does not have.");
                toType.add(column.name() + "=" + oneOf());
            } else if (!isThere && PingColumn.isNeeded(column)) {
                if (column.equals(Pings.PROVIDER_ID) && providerIsGiven) {
                    continue;
                }
                needsProvider |= column.equals(Pings.PROVIDER_ID);
                problems.add("The file has no column " + column.name() + ".");
                toType.add(column.name() + "=" + oneOf());
            }
        }
        if (problems.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(String.join(" ", problems) + " It has " + shown() + ". Type --columns "
                + String.join(",", toType) + (needsProvider ? ", or --provider-id NAME for provider_id." : "."));
    }

    private String oneOf() {
        return "<one of " + shown() + ">";
    }

    private String shown() {
        String shown = names.stream().limit(MOST_SHOWN).collect(Collectors.joining(", "));
        return names.size() <= MOST_SHOWN ? shown : shown + " and " + (names.size() - MOST_SHOWN) + " more";
    }
}
