package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Node;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Protocols and ports in whatever spelling a service may take. */
final class Protocols {
    static final int EVERY = -1;
    static final int TCP = 6;
    static final int UDP = 17;
    static final Set<Integer> WITH_PORTS = Set.of(TCP, UDP);

    private Protocols() {}

    /** The protocol's number, {@link #EVERY} for all; empty when it is absent or something else. */
    static Optional<Integer> number(Node protocol) {
        String text = protocol.text().orElse("").strip().toLowerCase(Locale.ROOT);
        return switch (text) {
            case "all", "any" -> Optional.of(EVERY);
            case "tcp" -> Optional.of(TCP);
            case "udp" -> Optional.of(UDP);
            default -> whole(text);
        };
    }

    /** A port, or -1. */
    static Optional<Integer> port(Node port) {
        return whole(port.text().orElse(""));
    }

    /** Whether this means any port. */
    static boolean isMinusOne(Node port) {
        return port(port).filter(number -> number == -1).isPresent();
    }

    /** The whole number that a text stands for, such as {@code " 06.0"} for 6. */
    static Optional<Integer> whole(String text) {
        String stripped = text.strip();
        return stripped.matches("[+-]?[0-9]{1,9}(\\.0{0,9})?")
                ? Optional.of(new BigDecimal(stripped.endsWith(".") ? stripped + "0" : stripped).intValue())
                : Optional.empty();
    }
}
