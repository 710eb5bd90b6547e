package io.jenkins.plugins.cfnattest.deploy;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Blots secrets out of what AWS answers: its messages quote parameter values, and events quote what a resource said. */
final class Hidden {
    private static final String BLOT = "****";
    /** Shorter values are hidden as whole words only, or half of every message would be blots. */
    private static final int SHORT = 4;

    private final List<Pattern> secrets;

    /** Hides the given values. They stay in memory as long as this object, and nowhere else. */
    Hidden(Collection<String> values) {
        this.secrets = values.stream()
                .filter(value -> !value.isBlank())
                .distinct()
                // The longest first, so that no secret's rest shows beside a blotted shorter one.
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Hidden::pattern)
                .toList();
    }

    private static Pattern pattern(String value) {
        String quoted = Pattern.quote(value);
        return Pattern.compile(value.length() < SHORT ? "(?<![A-Za-z0-9])" + quoted + "(?![A-Za-z0-9])" : quoted);
    }

    /** The text without any of the secrets. */
    String in(String text) {
        String clean = text;
        for (Pattern secret : secrets) {
            clean = secret.matcher(clean).replaceAll(Matcher.quoteReplacement(BLOT));
        }
        return clean;
    }

    /** The same failure if none of its messages shows a secret, else a stand-in that names its type and hides the secrets in its message. */
    Throwable in(Throwable failure) {
        return shows(failure) ? standIn(failure, failure.toString()) : failure;
    }

    private boolean shows(Throwable failure) {
        String text = failure.toString();
        return !text.equals(in(text))
                || (failure.getCause() != null && shows(failure.getCause()))
                || Arrays.stream(failure.getSuppressed()).anyMatch(this::shows);
    }

    /** An exception in place of one that shows too much: with the given text, cleaned, and where it happened. */
    Throwable standIn(Throwable failure, String text) {
        IllegalStateException standIn = new IllegalStateException(in(text));
        standIn.setStackTrace(failure.getStackTrace());
        return standIn;
    }

    /** How many there are, never which. */
    @Override
    public String toString() {
        return secrets.size() + " hidden values";
    }
}
