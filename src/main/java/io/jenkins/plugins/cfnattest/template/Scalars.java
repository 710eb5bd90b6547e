package io.jenkins.plugins.cfnattest.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a plain scalar means in YAML 1.1 (yaml.org/type: bool, int, float, null). Dates stay text: no rule and no
 * parameter needs them as anything else.
 */
final class Scalars {
    private static final Pattern INT = Pattern.compile(
            "[-+]?(?:0b_*[01][01_]*|0[0-7_]+|0|[1-9][0-9_]*|0x_*[0-9a-fA-F][0-9a-fA-F_]*|[1-9][0-9_]*(?::[0-5]?[0-9])+)");
    /** The service takes digits with a leading zero that are not octal, and numbers with a bare exponent, as floats. */
    private static final Pattern FLOAT = Pattern.compile(
            "[-+]?[0-9][0-9_]*(?:\\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?|[-+]?\\.[0-9][0-9_]*(?:[eE][-+]?[0-9]+)?");

    private static final Pattern SEXAGESIMAL_FLOAT = Pattern.compile("[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\\.[0-9_]*");

    private static final Pattern NAG_INT = Pattern.compile(
            "[-+]?(?:0b[_,]*[01][01_,]*|0[0-7_,]+|0|[1-9][0-9_,]*|0x[_,]*[0-9a-fA-F][0-9a-fA-F_,]*|[0-9][0-9_]*(?::[0-5]?[0-9]){1,2})");
    private static final Pattern NAG_FLOAT =
            Pattern.compile("[-+]?(?:[0-9][0-9_,]*\\.[0-9]*|\\.[0-9]+)(?:[eE][-+][0-9]+)?");

    /** The words that mean a boolean or nothing, each by its spellings. */
    private static final Map<String, String> WORDS = Stream.of("~", "null", "yes", "true", "on", "no", "false", "off")
            .flatMap(word -> Stream.of(
                            word,
                            word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1),
                            word.toUpperCase(Locale.ROOT))
                    .distinct()
                    .map(spelling -> Map.entry(spelling, word)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private static final int LONGEST_WORD = "false".length();

    private Scalars() {}

    static Value plain(String text, Position position, Dialect dialect) {
        if (text.isEmpty()) {
            return new Value.Null(position);
        }
        return switch (text.charAt(0)) {
            case '~', 'n', 'N', 'y', 'Y', 't', 'T', 'f', 'F', 'o', 'O' -> word(text, position, dialect);
            case '+', '-', '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(text, position, dialect);
            default -> new Value.Text(text, position, true);
        };
    }

    /** What a plain scalar is as the name of a member; empty for null. */
    static Optional<String> name(String text, Position position, Dialect dialect) {
        boolean isText = text.length() > LONGEST_WORD && Character.isLetter(text.charAt(0));
        return isText ? Optional.of(text) : plain(text, position, dialect).text();
    }

    private static Value word(String text, Position position, Dialect dialect) {
        return switch (lowerCase(text, dialect)) {
            case "~", "null" -> new Value.Null(position);
            case "yes", "true", "on" -> new Value.Bool(true, position);
            case "no", "false", "off" -> new Value.Bool(false, position);
            default -> new Value.Text(text, position, true);
        };
    }

    /** Lower case for {@code yes}, {@code Yes} and {@code YES}; {@code yEs} means itself, but not to cfn_nag. */
    private static String lowerCase(String text, Dialect dialect) {
        if (text.length() > LONGEST_WORD) {
            return text;
        }
        return dialect == Dialect.CFN_NAG ? text.toLowerCase(Locale.ROOT) : WORDS.getOrDefault(text, text);
    }

    private static Value number(String text, Position position, Dialect dialect) {
        Value asText = new Value.Text(text, position, true);
        if (text.length() > Limits.NUMBER || !mayBeNumber(text)) {
            return asText;
        }
        if (isShortDecimal(text)) {
            return new Value.Num(BigDecimal.valueOf(Long.parseLong(text)), position, text);
        }
        boolean nag = dialect == Dialect.CFN_NAG;
        String digits = text.replace("_", "");
        if (nag) {
            digits = digits.replace(",", "");
        }
        if ((nag ? NAG_INT : INT).matcher(text).matches()) {
            return new Value.Num(new BigDecimal(integer(digits)), position);
        }
        if ((nag ? NAG_FLOAT : FLOAT).matcher(text).matches()) {
            return real(Double.parseDouble(digits), asText);
        }
        if (SEXAGESIMAL_FLOAT.matcher(text).matches()) {
            int point = digits.lastIndexOf(':');
            double head = 60 * sexagesimal(digits.substring(0, point)).doubleValue();
            double tail = Double.parseDouble(digits.substring(point + 1));
            return real(digits.charAt(0) == '-' ? head - tail : head + tail, asText);
        }
        return asText;
    }

    /** Whether each character behind the first can be in a number; addresses and dates fail here, before any pattern is tried. */
    private static boolean mayBeNumber(String text) {
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean sign = c == '-' || c == '+';
            if (sign
                    ? Character.toLowerCase(text.charAt(i - 1)) != 'e'
                    : "0123456789_,.:abcdefABCDEFx".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether a text is written as a {@code long} prints itself, as nearly all numbers are. */
    private static boolean isShortDecimal(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.length() <= 18 && (text.length() == 1 || text.charAt(0) != '0');
    }

    private static Value real(double value, Value otherwise) {
        if (Double.isInfinite(value)) {
            return otherwise;
        }
        String text = Double.toString(value);
        return new Value.Num(new BigDecimal(text), otherwise.position(), text);
    }

    private static BigInteger integer(String text) {
        if (text.indexOf(':') > 0) {
            return sexagesimal(text);
        }
        boolean negative = text.charAt(0) == '-';
        String digits = negative || text.charAt(0) == '+' ? text.substring(1) : text;
        BigInteger value = switch (digits.substring(0, Math.min(2, digits.length()))) {
            case "0b" -> new BigInteger(digits.substring(2), 2);
            case "0x" -> new BigInteger(digits.substring(2), 16);
            default -> new BigInteger(digits, digits.startsWith("0") ? 8 : 10);
        };
        return negative ? value.negate() : value;
    }

    private static BigInteger sexagesimal(String text) {
        BigInteger value = BigInteger.ZERO;
        for (String part : text.split(":")) {
            value = value.multiply(BigInteger.valueOf(60)).add(new BigInteger(part).abs());
        }
        return text.charAt(0) == '-' ? value.negate() : value;
    }
}
