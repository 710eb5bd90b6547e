package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.inspect.NestedContent;
import java.util.Optional;

/**
 * Content that a policy lets CloudFormation fetch later.
 *
 * @param kind what kind
 * @param type pattern of the type of the resource, or parameter, that fetches it; absent: any
 * @param value pattern of what is fetched: a URL, the name of a macro, a dynamic reference; absent: anything
 */
record NestedAllowance(NestedContent.Kind kind, Optional<String> type, Optional<String> value) {
    /** Whether it covers all there is at this place. */
    boolean covers(FetchedContent content) {
        return kind.name().equals(content.kind())
                && type.map(pattern -> content.type()
                                .map(found -> new GlobPattern(pattern).matches(found))
                                .orElse(false))
                        .orElse(true)
                && value.map(pattern -> coversAll(new GlobPattern(pattern), content))
                        .orElse(!content.parameterValue());
    }

    /** Nothing known is nothing covered. */
    private static boolean coversAll(GlobPattern pattern, FetchedContent content) {
        return !content.values().isEmpty()
                && content.values().stream().allMatch(value -> isPlain(value) && pattern.matches(value));
    }

    /** Whether it says what it seems to say: with nothing left to put in, and no way up from where the pattern leads. */
    private static boolean isPlain(String value) {
        return !value.contains("${")
                && !value.contains("..")
                && value.indexOf('\\') < 0
                && value.codePoints().allMatch(OneLine::printable);
    }
}
