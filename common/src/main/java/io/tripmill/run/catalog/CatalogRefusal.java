package io.tripmill.run.catalog;

import org.jspecify.annotations.Nullable;

/** A table that can't be registered, and what to do about it. */
public final class CatalogRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String remedy;

    /**
     * A refusal.
     *
     * @param problem a sentence
     * @param remedy a sentence without its full stop
     */
    CatalogRefusal(String problem, String remedy, @Nullable Throwable cause) {
        super(problem + " " + remedy + ".", cause);
        this.problem = problem;
        this.remedy = remedy;
    }

    /** The name is taken: whoever made that entry still wants it. */
    static CatalogRefusal taken(CatalogEntry entry, String by) {
        return new CatalogRefusal(
                "'" + entry.qualifiedName() + "' is already the name of " + by + ", and this table is at '"
                        + entry.location() + "'.",
                "Name another database, or delete that entry",
                null);
    }

    public String problem() {
        return problem;
    }

    public String remedy() {
        return remedy;
    }
}
