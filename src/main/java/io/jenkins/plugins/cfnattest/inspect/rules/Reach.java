package io.jenkins.plugins.cfnattest.inspect.rules;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** How much of the internet several networks cover together. */
final class Reach {
    /** As many addresses as an IPv4 /8 has: the largest network that was ever given to one company. */
    private static final BigInteger MANY = BigInteger.ONE.shiftLeft(24);
    /** As many addresses as an IPv6 /16 has: 6to4 (2002::/16) alone is all of IPv4, and no provider holds that much. */
    private static final BigInteger MANY_SIX = BigInteger.ONE.shiftLeft(112);

    private static final Cidr GLOBAL_SIX = Cidr.parse("2000::/3").orElseThrow();

    /** Where nobody on the internet lives. Source: IANA's registry of special-purpose IPv4 addresses (RFC 6890). */
    private static final List<Cidr> NOT_PUBLIC = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.168.0.0/16",
                    "224.0.0.0/3")
            .map(text -> Cidr.parse(text).orElseThrow())
            .toList();

    private Reach() {}

    /** Whether they cover so much together that anybody may be there: over 2^24 public IPv4, or 2^112 IPv6 addresses. */
    static boolean isNearlyEverywhere(List<Cidr> networks) {
        BigInteger four = BigInteger.ZERO;
        BigInteger six = BigInteger.ZERO;
        for (Cidr range : merged(networks)) {
            if (range.six()) {
                six = six.add(range.common(GLOBAL_SIX));
            } else {
                four = four.add(range.size());
                for (Cidr hidden : NOT_PUBLIC) {
                    four = four.subtract(range.common(hidden));
                }
            }
        }
        return four.compareTo(MANY) > 0 || six.compareTo(MANY_SIX) >= 0;
    }

    /** The same addresses as ranges that have none in common. */
    static List<Cidr> merged(List<Cidr> networks) {
        List<Cidr> sorted = new ArrayList<>(networks);
        sorted.sort(Comparator.comparing(Cidr::six).thenComparing(Cidr::first));
        List<Cidr> merged = new ArrayList<>();
        for (Cidr next : sorted) {
            Cidr before = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (before != null
                    && before.six() == next.six()
                    && next.first().compareTo(before.last().add(BigInteger.ONE)) <= 0) {
                merged.set(
                        merged.size() - 1,
                        new Cidr(before.six(), before.first(), before.last().max(next.last())));
            } else {
                merged.add(next);
            }
        }
        return merged;
    }
}
