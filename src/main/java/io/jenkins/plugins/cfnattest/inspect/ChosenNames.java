package io.jenkins.plugins.cfnattest.inspect;

import io.jenkins.plugins.cfnattest.template.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What references to resources answer where the author chose it: an alarm with {@code AlarmName: '*'} answers a star. Until
 * somebody reads the content, references travel as they are, inside a text as {@link #mark}, so that links can be followed.
 * For one thread.
 */
final class ChosenNames {
    private static final char OPEN = '\uE002';
    private static final char CLOSE = '\uE003';
    /** Longer than any name that AWS takes. */
    private static final int LONGEST = 4096;
    /** How many names may be made of one another. */
    private static final int DEEPEST = 16;
    /** How many characters the texts of one model may grow to, since a short template can ask for very long ones. */
    private static final long ROOM = 16L * 1024 * 1024;

    private static final Set<String> SUFFIXES = Set.of("name", "identifier", "id");

    /** Where {@code Ref} answers an ARN, a URL or an id that AWS makes up, whatever the name. Source: the types' pages in the CloudFormation reference. */
    private static final Set<String> NOT_BY_NAME = Set.of(
            "AWS::ApiGateway::RestApi",
            "AWS::ApiGatewayV2::Api",
            "AWS::Cognito::IdentityPool",
            "AWS::Cognito::UserPool",
            "AWS::Cognito::UserPoolClient",
            "AWS::ECS::Service",
            "AWS::ECS::TaskDefinition",
            "AWS::ElasticLoadBalancingV2::LoadBalancer",
            "AWS::ElasticLoadBalancingV2::TargetGroup",
            "AWS::IAM::ManagedPolicy",
            "AWS::SNS::Topic",
            "AWS::SQS::Queue",
            "AWS::SecretsManager::Secret",
            "AWS::StepFunctions::StateMachine");

    private final Function<String, Optional<Part>> parts;
    private final Watch watch;
    private final Map<String, Optional<String>> answers = new HashMap<>();
    private final Map<String, String> filled = new HashMap<>();
    private final Set<String> asking = new HashSet<>();
    private long room = ROOM;

    /**
     * Names as one model has them.
     *
     * @param parts the resources by logical id
     * @param watch knows how much text several models may make together
     */
    ChosenNames(Function<String, Optional<Part>> parts, Watch watch) {
        this.parts = parts;
        this.watch = watch;
    }

    /** Stands inside a text for what a {@link Names#target} answers. */
    static String mark(String target) {
        return OPEN + target + CLOSE;
    }

    /** Whether a reference to a resource is a part of this text. */
    static boolean isMarked(String text) {
        return text.indexOf(OPEN) >= 0;
    }

    /** A template's own text without marks. */
    static String cleaned(String text) {
        return text.replace(OPEN, '\uFFFD').replace(CLOSE, '\uFFFD');
    }

    /**
     * What somebody who reads this value reads; {@link Unknown} where that is not known. A reference to what AWS makes up
     * stays one, and stands in a text as <code>${Name}</code>. Does not look inside maps and lists.
     */
    Value content(Value value) {
        if (value instanceof Value.MapOf map && map.entries().size() == 1) {
            Optional<String> answer = Names.target(map).flatMap(this::answer);
            return answer.<Value>map(text -> new Value.Text(text, map.position()))
                    .orElse(value);
        }
        return value instanceof Value.Text text && isMarked(text.content())
                ? new Value.Text(filled(text.content()), text.position())
                : value;
    }

    private String filled(String text) {
        String known = filled.get(text);
        if (known == null) {
            known = fill(text);
            room = watch.affords(known.length()) ? room - known.length() : 0;
            filled.put(text, known);
        }
        return known;
    }

    private String fill(String text) {
        StringBuilder out = new StringBuilder();
        int from = 0;
        for (int open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, from)) {
            int close = text.indexOf(CLOSE, open);
            String target = text.substring(open + 1, close);
            out.append(text, from, open).append(answer(target).orElse("${" + target + "}"));
            from = close + 1;
            if (out.length() > room) {
                return unknown("the texts that names are put into are too long");
            }
        }
        return out.append(text, from, text.length()).toString();
    }

    /** What the author chose, or that nobody knows it; empty when AWS makes it up. */
    private Optional<String> answer(String target) {
        Optional<String> known = answers.get(target);
        if (known != null) {
            return known;
        }
        if (asking.size() >= DEEPEST || !asking.add(target)) {
            return Optional.of(unknown("the name of " + target + " is made of too many others"));
        }
        Optional<String> answer = ask(target)
                .map(text -> text.length() > LONGEST ? unknown("the name of " + target + " is too long") : text);
        asking.remove(target);
        answers.put(target, answer);
        return answer;
    }

    private Optional<String> ask(String target) {
        String[] names = target.split("\\.", 2);
        Optional<Part> part = parts.apply(names[0]);
        if (part.isEmpty()) {
            return Optional.empty();
        }
        boolean named;
        if (names.length == 1) {
            named = !NOT_BY_NAME.contains(part.get().resource().type());
        } else {
            Optional<Value> same = property(part.get(), names[1]);
            if (same.isPresent()) {
                return text(same.get(), target);
            }
            named = SUFFIXES.stream().anyMatch(names[1].toLowerCase(Locale.ROOT)::endsWith);
        }
        return named ? name(part.get(), target) : Optional.empty();
    }

    /** An attribute that is also a property answers that property. */
    private static Optional<Value> property(Part part, String path) {
        String[] names = path.split("\\.");
        Optional<Value> value = names.length == 0 ? Optional.empty() : part.property(names[0]);
        for (int i = 1; i < names.length; i++) {
            String name = names[i];
            value = value.flatMap(map -> map.get(name));
        }
        return value;
    }

    private Optional<String> name(Part part, String target) {
        if (part.entries().keySet().stream().anyMatch(name -> name.startsWith("Fn::"))) {
            return Optional.of(unknown("the properties of " + target + " are computed at the deployment"));
        }
        Set<String> texts = new TreeSet<>();
        for (Value candidate : NamingProperties.of(part)) {
            text(candidate, target).ifPresent(texts::add);
        }
        return texts.size() > 1
                ? Optional.of(unknown("which of its names " + target + " answers is known only at the deployment"))
                : texts.stream().findFirst();
    }

    /** Empty for a reference to what AWS makes up. */
    private Optional<String> text(Value value, String target) {
        Value content = content(value);
        Optional<String> reason = Unknown.reason(content);
        if (reason.isPresent()) {
            return Optional.of(unknown(reason.get()));
        }
        if (content instanceof Value.MapOf map && Names.target(map).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(content.text().orElseGet(() -> unknown("what " + target + " answers is no text")));
    }

    private static String unknown(String reason) {
        return Unknown.marked(reason);
    }
}
