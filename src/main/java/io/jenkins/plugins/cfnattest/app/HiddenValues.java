package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.gate.DeploymentRequest;
import io.jenkins.plugins.cfnattest.signing.VerifiedStatement;
import io.jenkins.plugins.cfnattest.template.Parameter;
import io.jenkins.plugins.cfnattest.template.Template;
import io.jenkins.plugins.cfnattest.template.TemplateException;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Values that somebody gave in the open and that must not be repeated: those of NoEcho parameters, and those whose parameter nobody can tell to be open (not declared, perhaps
 * misspelt; or no readable template). Such a request is refused, and its refusal is kept: a second line behind the checks, which name no such value.
 */
final class HiddenValues {
    /** Shorter ones cannot be told from the words around them. */
    private static final int SHORTEST = 4;

    private static final String INSTEAD = "(hidden)";

    private final List<String> values;

    private HiddenValues(List<String> values) {
        this.values = values;
    }

    static HiddenValues of(DeploymentRequest request, Optional<VerifiedStatement> proven) {
        Map<String, Parameter> declared = proven.map(HiddenValues::declared).orElse(Map.of());
        return new HiddenValues(request.parameters().entrySet().stream()
                .filter(given -> Optional.ofNullable(declared.get(given.getKey()))
                        .map(Parameter::noEcho)
                        .orElse(true))
                .map(Map.Entry::getValue)
                .filter(value -> value.length() >= SHORTEST)
                .distinct()
                .toList());
    }

    private static Map<String, Parameter> declared(VerifiedStatement verified) {
        try {
            return Template.parse(verified.template().toArray()).parameters();
        } catch (TemplateException e) {
            return Map.of(); // Nobody can tell; the checks refuse such a template.
        }
    }

    /** The text without any of them. All are looked for in the text itself: what stands in their place is no place for another. */
    String without(String text) {
        BitSet covered = new BitSet(text.length());
        for (String value : values) {
            for (int at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
                covered.set(at, at + value.length());
            }
        }
        StringBuilder clean = new StringBuilder();
        int open = 0;
        for (int at = covered.nextSetBit(0); at >= 0; at = covered.nextSetBit(open)) {
            clean.append(text, open, at).append(INSTEAD);
            open = covered.nextClearBit(at);
        }
        return clean.append(text, open, text.length()).toString();
    }
}
