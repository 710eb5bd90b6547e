package io.jenkins.plugins.cfnattest.template;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A node of a template: what stands there, and where. Immutable. Intrinsic functions are maps with their long name, {@code {"Fn::Sub": ...}}, {@code {"Ref": ...}}. */
public sealed interface Value {
    /** Where it starts. */
    Position position();

    /** The scalar's text as CloudFormation takes it ({@code true}, {@code 80}); empty for null, maps and lists. */
    default Optional<String> text() {
        return Optional.empty();
    }

    /** The member with this name, if this is a map that has it. */
    default Optional<Value> get(String name) {
        return Optional.empty();
    }

    /**
     * A text.
     *
     * @param plain whether it stands in YAML without quotes or block style, where other readers see a date or a symbol
     */
    record Text(String content, Position position, boolean plain) implements Value {
        public Text {
            Objects.requireNonNull(content);
            Objects.requireNonNull(position);
        }

        /** A text that is quoted or computed. */
        public Text(String content, Position position) {
            this(content, position, false);
        }

        @Override
        public Optional<String> text() {
            return Optional.of(content);
        }
    }

    /** A boolean. */
    record Bool(boolean value, Position position) implements Value {
        @Override
        public Optional<String> text() {
            return Optional.of(Boolean.toString(value));
        }
    }

    /**
     * A number.
     *
     * @param content its text as CloudFormation takes it: {@code 0300} is {@code 192}, {@code 5.10} is {@code 5.1}
     */
    record Num(BigDecimal value, Position position, String content) implements Value {
        public Num {
            Objects.requireNonNull(value);
            Objects.requireNonNull(position);
            Objects.requireNonNull(content);
        }

        /** A number in its usual form. */
        public Num(BigDecimal value, Position position) {
            this(value, position, value.toPlainString());
        }

        @Override
        public Optional<String> text() {
            return Optional.of(content);
        }
    }

    /** Nothing. */
    record Null(Position position) implements Value {}

    /** A list. */
    record ListOf(List<Value> items, Position position) implements Value {
        public ListOf {
            items = List.copyOf(items);
        }

        /** With each item changed; this very list where that changes nothing. */
        public ListOf with(UnaryOperator<Value> change) {
            Value[] changed = new Value[items.size()];
            boolean same = true;
            for (int i = 0; i < changed.length; i++) {
                Value item = items.get(i);
                changed[i] = change.apply(item);
                same &= changed[i] == item;
            }
            return same ? this : new ListOf(List.of(changed), position);
        }
    }

    /** A map, in the order of the text. */
    record MapOf(Map<String, Value> entries, Position position) implements Value {
        public MapOf {
            entries = OrderedMap.copyOf(entries);
        }

        @Override
        public Optional<Value> get(String name) {
            return Optional.ofNullable(entries.get(name));
        }

        /** With each member changed; this very map where that changes nothing. */
        public MapOf with(UnaryOperator<Value> change) {
            Map<String, Value> changed = OrderedMap.copyOf(entries).with(change);
            return changed == entries ? this : new MapOf(changed, position);
        }
    }
}
