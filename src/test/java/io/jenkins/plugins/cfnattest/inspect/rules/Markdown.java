package io.jenkins.plugins.cfnattest.inspect.rules;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Plain sentences as Markdown: names, values and patterns of templates become code, and no sign is taken for markup. */
final class Markdown {
    private static final Pattern WORD = Pattern.compile("'[^']*'|[^\\s]+");
    private static final Pattern FRAME = Pattern.compile("(\\(?)(.*?)([.,;:)]*)", Pattern.DOTALL);
    /** What is written in a template: a type, a property or a path of them, an action, an ARN, a network, a function, a star. */
    private static final Pattern CODE = Pattern.compile(
            "'.*'|!\\w+|.*::.*|.*[*/\\[\\]{].*|[a-z0-9]+:[A-Za-z*]+|\\w+(_\\w+)+|[a-z]+(\\.[a-z0-9_]+)+|[A-Z]\\w*(\\.[A-Z]\\w*)+"
                    + "|[A-Z][a-z0-9]+([A-Z][A-Za-z0-9]*)+|-[A-Z0-9].*|ELBSecurityPolicy.*|-1|TLSv.*");

    private static final Pattern CAPITALISED = Pattern.compile("[A-Z]\\w*[a-z]\\w*");
    /** What is written with a capital inside a sentence and stands in no template. */
    private static final Set<String> NAMES = Set.of(
            "ARNs",
            "Aurora",
            "CloudFormation",
            "CloudWatch",
            "DocumentDB",
            "IPv4",
            "IPv6",
            "Kerberos",
            "Kubernetes",
            "Microsoft",
            "MongoDB",
            "OAuth",
            "OpenSearch",
            "Simple",
            "SimpleDB",
            "Splunk",
            "VoIP");
    /** The names of services, as types have them. */
    private static final Set<String> SERVICES = Catalogue.all().rules().stream()
            .flatMap(rule -> rule.types().stream())
            .flatMap(type -> Stream.of(type.split("::")).limit(2))
            .collect(Collectors.toUnmodifiableSet());

    private Markdown() {}

    /** A sentence, or a part of one. */
    static String prose(String sentence) {
        StringBuilder out = new StringBuilder();
        Matcher word = WORD.matcher(sentence);
        int from = 0;
        while (word.find()) {
            String before = sentence.substring(0, word.start()).strip();
            boolean begins = before.isEmpty() || before.endsWith(".");
            out.append(sentence, from, word.start()).append(word(word.group(), begins));
            from = word.end();
        }
        return out.append(sentence.substring(from)).toString();
    }

    private static String word(String word, boolean begins) {
        Matcher frame = FRAME.matcher(word);
        if (!frame.matches() || frame.group(2).isEmpty()) {
            return word;
        }
        String core = frame.group(2);
        boolean name = NAMES.contains(core) || SERVICES.contains(core);
        boolean code = CODE.matcher(core).matches()
                || !begins && CAPITALISED.matcher(core).matches();
        return frame.group(1) + (code && !name ? "`" + core + "`" : core) + frame.group(3);
    }

    /** A sentence with a great first letter and a full stop. */
    static String sentence(String part) {
        return prose(Character.toUpperCase(part.charAt(0)) + part.substring(1) + ".");
    }

    /** A cell of a table. */
    static String cell(String part) {
        return prose(part).replace("|", "\\|");
    }
}
