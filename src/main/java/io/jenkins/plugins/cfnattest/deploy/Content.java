package io.jenkins.plugins.cfnattest.deploy;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.ReasonCode;
import io.jenkins.plugins.cfnattest.gate.Refusal;
import java.nio.charset.CharacterCodingException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a change set holds, in the form of {@link AsAnswered}: once as the gate allowed it, once as CloudFormation answers it.
 *
 * @param template the original template
 * @param parameters name and value of each parameter; whatever stands there for a hidden one is dropped
 * @param hidden the names of the parameters that are compared by name only: NoEcho ones, and those that keep the value the stack has
 * @param capabilities the acknowledged capabilities
 * @param tags the stack's tags
 */
record Content(
        String template,
        SortedMap<String, String> parameters,
        SortedSet<String> hidden,
        SortedSet<String> capabilities,
        SortedMap<String, String> tags) {
    /** Stands for the value of a parameter that is compared by name only. */
    static final String WITHHELD = "****";

    private static final int LONGEST_SHOWN = 100;

    Content {
        template = AsAnswered.of(template);
        hidden = Collections.unmodifiableSortedSet(new TreeSet<>(hidden));
        parameters = withheld(answered(parameters), hidden);
        capabilities = Collections.unmodifiableSortedSet(new TreeSet<>(capabilities));
        tags = Collections.unmodifiableSortedMap(answered(tags));
    }

    private static SortedMap<String, String> answered(Map<String, String> texts) {
        SortedMap<String, String> answered = new TreeMap<>();
        texts.forEach((name, value) -> answered.put(AsAnswered.of(name), AsAnswered.of(value)));
        return answered;
    }

    private static SortedMap<String, String> withheld(SortedMap<String, String> parameters, Set<String> hidden) {
        hidden.forEach(name -> parameters.computeIfPresent(name, (same, value) -> WITHHELD));
        return Collections.unmodifiableSortedMap(parameters);
    }

    /** What the gate allowed. */
    static Content allowed(Decision.Allowed allowed) throws DeploymentException {
        SortedSet<String> byName = new TreeSet<>(allowed.hiddenParameters());
        byName.addAll(allowed.request().previousValues());
        SortedMap<String, String> parameters = new TreeMap<>(allowed.openParameters());
        byName.forEach(name -> parameters.put(name, WITHHELD));
        return new Content(
                text(allowed.template()),
                parameters,
                byName,
                allowed.request().effectiveCapabilities(),
                allowed.request().tags());
    }

    /** The template as text. */
    static String text(Bytes template) throws DeploymentException {
        try {
            return template.toUtf8();
        } catch (CharacterCodingException e) {
            throw new DeploymentException(
                    "CloudFormation takes templates in UTF-8, but this one is not UTF-8. Save it as UTF-8 and attest it again.",
                    e);
        }
    }

    /** The same with other tags. */
    Content withTags(SortedMap<String, String> others) {
        return new Content(template, parameters, hidden, capabilities, others);
    }

    /** The same with another template. */
    Content withTemplate(String other) {
        return new Content(other, parameters, hidden, capabilities, tags);
    }

    /** The first difference to what was found, as a refusal that shows both sides. */
    Optional<Refusal> differenceTo(Content found, String where) {
        return template(found, where)
                .or(() -> entries("parameter", parameters, found.parameters, where))
                .or(() -> set(found, where))
                .or(() -> entries("tag", tags, found.tags, where));
    }

    private Optional<Refusal> template(Content found, String where) {
        if (template.equals(found.template)) {
            return Optional.empty();
        }
        String expected = Digest.of(Bytes.utf8(template)).hex();
        String other = Digest.of(Bytes.utf8(found.template)).hex();
        String line = Integer.toString(firstDifferentLine(template, found.template));
        Map<String, String> details = new LinkedHashMap<>();
        details.put("what", "template");
        details.put("expected", expected);
        details.put("found", other);
        details.put("line", line);
        return Optional.of(new Refusal(
                ReasonCode.CHANGESET_MISMATCH,
                "The template in " + where + " is not the attested one: expected SHA-256 " + expected + ", found "
                        + other
                        + " (both over the text as CloudFormation answers it), first difference in line " + line
                        + ". Somebody or something changed it on the way; find out who before you deploy again.",
                details));
    }

    private static int firstDifferentLine(String one, String other) {
        int line = 1;
        int common = Math.min(one.length(), other.length());
        for (int i = 0; i < common && one.charAt(i) == other.charAt(i); i++) {
            if (one.charAt(i) == '\n') {
                line++;
            }
        }
        return line;
    }

    private Optional<Refusal> entries(
            String what, SortedMap<String, String> expected, SortedMap<String, String> found, String where) {
        SortedSet<String> names = new TreeSet<>(expected.keySet());
        names.addAll(found.keySet());
        for (String name : names) {
            boolean byName = "parameter".equals(what) && hidden.contains(name);
            boolean both = expected.containsKey(name) && found.containsKey(name);
            if (!(both && (byName || expected.get(name).equals(found.get(name))))) {
                return Optional.of(mismatch(
                        what + " '" + name + "'",
                        shown(expected.get(name), byName),
                        shown(found.get(name), byName),
                        where));
            }
        }
        return Optional.empty();
    }

    private static String shown(String value, boolean secret) {
        if (value == null) {
            return "nothing";
        }
        if (secret) {
            return "a hidden value";
        }
        return value.length() <= LONGEST_SHOWN ? "'" + value + "'" : "'" + value.substring(0, LONGEST_SHOWN) + "...'";
    }

    private Optional<Refusal> set(Content found, String where) {
        return capabilities.equals(found.capabilities)
                ? Optional.empty()
                : Optional.of(mismatch(
                        "list of capabilities", capabilities.toString(), found.capabilities.toString(), where));
    }

    private static Refusal mismatch(String what, String expected, String found, String where) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("what", what);
        details.put("expected", expected);
        details.put("found", found);
        return new Refusal(
                ReasonCode.CHANGESET_MISMATCH,
                "The " + what + " in " + where + " is not what was allowed: expected " + expected + ", found " + found
                        + ". Look who else works on this stack, then deploy again.",
                details);
    }
}
