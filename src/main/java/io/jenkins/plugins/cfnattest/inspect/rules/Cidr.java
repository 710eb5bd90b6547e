package io.jenkins.plugins.cfnattest.inspect.rules;

import java.math.BigInteger;
import java.util.Objects;
import java.util.Optional;

/**
 * The addresses of a network, both ends included. Reads what services take for a network and not only its usual form:
 * blanks around it, zeros in front, bits behind the prefix, a net mask, less than four numbers. IPv4 in IPv6 notation
 * ({@code ::ffff:0.0.0.0/96}, {@code 64:ff9b::/96}) is IPv4.
 *
 * @param six whether it is IPv6
 * @param first the first address as a number
 * @param last the last address as a number
 */
record Cidr(boolean six, BigInteger first, BigInteger last) {
    private static final int LONGEST = 100;
    private static final BigInteger MAPPED = BigInteger.valueOf(0xffff);
    private static final BigInteger TRANSLATED = new BigInteger("0064ff9b0000000000000000", 16);

    Cidr {
        Objects.requireNonNull(first);
        if (first.signum() < 0 || first.compareTo(last) > 0 || last.bitLength() > (six ? 128 : 32)) {
            throw new IllegalArgumentException(
                    "Expected a range of addresses, but found " + first + " to " + last + ".");
        }
    }

    /** Parses a network, or a single address; empty when it is none. */
    static Optional<Cidr> parse(String text) {
        String[] parts = text.strip().split("/", -1);
        if (text.length() > LONGEST || parts.length > 2) {
            return Optional.empty();
        }
        boolean six = parts[0].indexOf(':') >= 0;
        int bits = six ? 128 : 32;
        Optional<BigInteger> address = six ? six(parts[0].strip()) : four(parts[0].strip());
        Optional<Integer> prefix = parts.length == 1 ? Optional.of(bits) : prefix(parts[1].strip(), bits);
        return address.isEmpty() || prefix.isEmpty()
                ? Optional.empty()
                : Optional.of(of(six, address.get(), prefix.get()).unmapped());
    }

    private static Cidr of(boolean six, BigInteger address, int prefix) {
        int rest = (six ? 128 : 32) - prefix;
        BigInteger first = address.shiftRight(rest).shiftLeft(rest);
        return new Cidr(six, first, first.add(BigInteger.ONE.shiftLeft(rest)).subtract(BigInteger.ONE));
    }

    private Cidr unmapped() {
        BigInteger network = first.shiftRight(32);
        boolean mapped =
                six && network.equals(last.shiftRight(32)) && (network.equals(MAPPED) || network.equals(TRANSLATED));
        BigInteger base = network.shiftLeft(32);
        return mapped ? new Cidr(false, first.subtract(base), last.subtract(base)) : this;
    }

    private static Optional<BigInteger> six(String address) {
        // An unquoted ::/0 has lost its first colon to a YAML reader that knows symbols.
        String full = address.startsWith(":") && !address.startsWith("::") ? ":" + address : address;
        return Ip.groups(full).map(groups -> {
            BigInteger number = BigInteger.ZERO;
            for (int group : groups) {
                number = number.shiftLeft(16).or(BigInteger.valueOf(group));
            }
            return number;
        });
    }

    private static Optional<BigInteger> four(String address) {
        String[] numbers = address.split("\\.", -1);
        if (numbers.length > 4) {
            return Optional.empty();
        }
        BigInteger result = BigInteger.ZERO;
        for (String number : numbers) {
            if (!number.matches("[0-9]{1,10}") || Long.parseLong(number) > 255) {
                return Optional.empty();
            }
            result = result.shiftLeft(8).or(new BigInteger(number));
        }
        return Optional.of(result.shiftLeft(8 * (4 - numbers.length)));
    }

    private static Optional<Integer> prefix(String text, int bits) {
        if (text.matches("[0-9]{1,9}")) {
            return Optional.of(Integer.valueOf(text)).filter(prefix -> prefix <= bits);
        }
        return bits == 32 && text.indexOf('.') > 0 ? four(text).flatMap(Cidr::ones) : Optional.empty();
    }

    private static Optional<Integer> ones(BigInteger mask) {
        int zeros = mask.signum() == 0 ? 32 : mask.getLowestSetBit();
        BigInteger full = BigInteger.ONE.shiftLeft(32).subtract(BigInteger.ONE.shiftLeft(zeros));
        return full.equals(mask) ? Optional.of(32 - zeros) : Optional.empty();
    }

    /** How many addresses these are. */
    BigInteger size() {
        return last.subtract(first).add(BigInteger.ONE);
    }

    /** How many addresses two ranges have in common. */
    BigInteger common(Cidr other) {
        return six == other.six
                ? last.min(other.last)
                        .subtract(first.max(other.first))
                        .add(BigInteger.ONE)
                        .max(BigInteger.ZERO)
                : BigInteger.ZERO;
    }
}
