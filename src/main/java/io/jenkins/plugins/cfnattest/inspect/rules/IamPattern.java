package io.jenkins.plugins.cfnattest.inspect.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A text of a policy in which {@code *} stands for any characters and {@code ?} for any one. Source: IAM user guide, JSON
 * policy elements Action and Resource.
 *
 * @param text the text; what is put in later ({@code ${...}}) is taken for one letter
 */
record IamPattern(String text) {
    /** So many patterns that begin with different characters are taken for all of them ({@code s3:D*}, {@code s3:G*}, ...). */
    static final int PIECES = 5;

    /** Stands for what is put in later; no name of AWS has this letter. */
    private static final String LATER = "\u00f8";

    private static final Pattern PUT_IN_LATER = Pattern.compile("\\$\\{[^{}]*}|\\{\"[^{}]*}");
    private static final Pattern PIECE = Pattern.compile("(.*[:/])([A-Za-z0-9])\\?*\\*[*?]*", Pattern.DOTALL);

    IamPattern {
        text = PUT_IN_LATER.matcher(text.strip()).replaceAll(LATER);
    }

    /** A pattern of names whose case does not matter, such as actions. */
    static IamPattern ofAction(String text) {
        return new IamPattern(new IamPattern(text).text.toLowerCase(Locale.ROOT));
    }

    /** Whether a name fits; case matters. */
    boolean matches(String name) {
        int at = 0;
        int star = -1;
        int retry = 0;
        int i = 0;
        while (i < name.length()) {
            if (at < text.length() && text.charAt(at) == '*') {
                star = at++;
                retry = i;
            } else if (at < text.length() && (text.charAt(at) == '?' || text.charAt(at) == name.charAt(i))) {
                at++;
                i++;
            } else if (star >= 0) {
                at = star + 1;
                i = ++retry;
            } else {
                return false;
            }
        }
        while (at < text.length() && text.charAt(at) == '*') {
            at++;
        }
        return at == text.length();
    }

    /** Whether there is a {@code *} or {@code ?} in it. */
    boolean open() {
        return firstWildcard(text) < text.length();
    }

    /** Whether it begins with what is put in later, such as the ARN of a resource. */
    boolean beginsLater() {
        return text.startsWith(LATER);
    }

    /** Where the first wildcard of a text stands; its length when there is none. */
    static int firstWildcard(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '*' || text.charAt(i) == '?') {
                return i;
            }
        }
        return text.length();
    }

    /** How many letters and digits are in a text. */
    static int named(String text) {
        return (int) text.chars().filter(Character::isLetterOrDigit).count();
    }

    /** The parts between colons, at most so many. */
    List<String> fields(int most) {
        return Stream.of(text.split(":", most)).map(String::strip).toList();
    }

    /**
     * The patterns that are covered together by {@value #PIECES} or more of these, which differ in one character before the star:
     * {@code s3:*} for {@code s3:C*}, {@code s3:D*}, {@code s3:G*}, {@code s3:L*}, {@code s3:P*}.
     */
    static List<IamPattern> joined(List<IamPattern> patterns) {
        Map<String, Set<String>> beginnings = new HashMap<>();
        List<IamPattern> joined = new ArrayList<>();
        for (IamPattern pattern : patterns) {
            Matcher piece = PIECE.matcher(pattern.text);
            if (piece.matches()) {
                Set<String> characters = beginnings.computeIfAbsent(piece.group(1), prefix -> new TreeSet<>());
                if (characters.add(piece.group(2)) && characters.size() == PIECES) {
                    joined.add(new IamPattern(piece.group(1) + "*"));
                }
            }
        }
        return joined;
    }
}
