package io.tripmill.job;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Items of a key-value table that is asked by others, each written unless a newer one of its key is there.
 *
 * @param table the name of the table
 * @param key the names of the key's attributes
 * @param age the attribute by which items are older or newer than others; a whole number
 */
public record ConditionalPuts(String table, List<String> key, String age, List<Item> items) implements Delivery {

    public ConditionalPuts {
        requireNonNull(table, "table");
        key = List.copyOf(key);
        requireNonNull(age, "age");
        items = List.copyOf(items);
    }

    @Override
    public String sentence() {
        return "putting " + items.size() + " items into " + table;
    }

    /** One item: texts and whole numbers by attribute. */
    public record Item(Map<String, String> texts, Map<String, Long> numbers) {
        public Item {
            texts = Collections.unmodifiableMap(new TreeMap<>(texts));
            numbers = Collections.unmodifiableMap(new TreeMap<>(numbers));
        }
    }
}
