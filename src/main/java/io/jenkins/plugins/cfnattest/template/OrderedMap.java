package io.jenkins.plugins.cfnattest.template;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/**
 * The members of a map in the order of the text, immutable. Templates are made of many small maps, where looking at each
 * name is faster than a hash table; large ones have a table, so that nobody can make them slow.
 */
final class OrderedMap extends AbstractMap<String, Value> {
    private static final int SMALL = 16;
    /** How many members are expected. */
    static final int FEW = 4;

    private static final OrderedMap EMPTY = new Builder().build();

    private final String[] names;
    private final Value[] values;
    private final Map<String, Integer> places;
    private int hints;

    private OrderedMap(String[] names, Value[] values, Map<String, Integer> places) {
        this.names = names;
        this.values = values;
        this.places = places;
    }

    /** A map with one member. */
    static OrderedMap of(String name, Value value) {
        return new OrderedMap(
                new String[] {Objects.requireNonNull(name)}, new Value[] {Objects.requireNonNull(value)}, Map.of());
    }

    static OrderedMap copyOf(Map<String, Value> members) {
        if (members instanceof OrderedMap same) {
            return same;
        }
        if (members.isEmpty()) {
            return EMPTY;
        }
        Builder builder = new Builder();
        members.forEach(builder::add);
        return builder.build();
    }

    /** With each value changed; this very map where that changes nothing. */
    OrderedMap with(UnaryOperator<Value> change) {
        Value[] changed = new Value[values.length];
        boolean same = true;
        for (int i = 0; i < values.length; i++) {
            changed[i] = Objects.requireNonNull(change.apply(values[i]));
            same &= changed[i] == values[i];
        }
        return same ? this : new OrderedMap(names, changed, places);
    }

    /** What everything in it hints at, see {@link Hints}. Worked out once; whoever comes at the same time finds the same. */
    int hints() {
        int all = hints;
        if (all == 0) {
            all = Hints.NONE;
            for (int i = 0; i < names.length; i++) {
                all |= Hints.of(names[i], values[i]);
            }
            hints = all;
        }
        return all;
    }

    /** A map under construction. */
    static final class Builder {
        private String[] names = new String[FEW];
        private Value[] values = new Value[FEW];
        private int size;
        private Map<String, Integer> places = Map.of();

        /** A member whose name is not there yet. */
        void add(String name, Value value) {
            if (size == names.length) {
                names = Arrays.copyOf(names, 2 * size);
                values = Arrays.copyOf(values, 2 * size);
            }
            names[size] = Objects.requireNonNull(name);
            values[size] = Objects.requireNonNull(value);
            size++;
            if (size > SMALL) {
                index();
            }
        }

        private void index() {
            if (places.isEmpty()) {
                places = new HashMap<>();
                for (int i = 0; i < size - 1; i++) {
                    places.put(names[i], i);
                }
            }
            places.put(names[size - 1], size - 1);
        }

        /** Whether there is a member with this name. */
        boolean has(String name) {
            return find(name) >= 0;
        }

        /** Which member has this name; -1 for none. */
        int find(String name) {
            return OrderedMap.find(name, names, size, places);
        }

        /** The map; the next member is the first of another one. */
        OrderedMap build() {
            OrderedMap map = new OrderedMap(Arrays.copyOf(names, size), Arrays.copyOf(values, size), places);
            size = 0;
            places = Map.of();
            map.hints(); // While what is in it is at hand: nobody has to walk through the document for them.
            return map;
        }
    }

    private static int find(Object name, String[] names, int size, Map<String, Integer> places) {
        if (size > SMALL) {
            return places.getOrDefault(name, -1);
        }
        for (int i = 0; i < size; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public Value get(Object name) {
        int place = find(name, names, names.length, places);
        return place < 0 ? null : values[place];
    }

    @Override
    public boolean containsKey(Object name) {
        return find(name, names, names.length, places) >= 0;
    }

    @Override
    public int size() {
        return names.length;
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super Value> action) {
        for (int i = 0; i < names.length; i++) {
            action.accept(names[i], values[i]);
        }
    }

    @Override
    public Collection<Value> values() {
        return Collections.unmodifiableList(Arrays.asList(values));
    }

    @Override
    public Set<Map.Entry<String, Value>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return names.length;
            }

            @Override
            public Iterator<Map.Entry<String, Value>> iterator() {
                return new Entries();
            }
        };
    }

    private final class Entries implements Iterator<Map.Entry<String, Value>> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < names.length;
        }

        @Override
        public Map.Entry<String, Value> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Map.Entry<String, Value> entry = Map.entry(names[next], values[next]);
            next++;
            return entry;
        }
    }
}
