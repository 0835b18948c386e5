package io.tripmill.jobs.serving;

/** A column of a product. */
interface ProductColumn {
    /** As contracts and files name it. */
    String id();

    Type type();

    /** For the manifest, with the unit. */
    String meaning();

    /** What the values are. */
    enum Type {
        TEXT("string"),
        WHOLE_NUMBER("integer"),
        NUMBER("number");

        private final String id;

        Type(String id) {
            this.id = id;
        }

        /** As JSON Schema calls it. */
        String id() {
            return id;
        }
    }
}
