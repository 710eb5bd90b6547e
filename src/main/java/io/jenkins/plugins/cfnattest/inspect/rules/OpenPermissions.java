package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Element;
import io.jenkins.plugins.cfnattest.inspect.Node;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Permissions that are resources by themselves and let in everybody. */
final class OpenPermissions {
    /** A service by its domain name, such as {@code sns.amazonaws.com}. */
    private static final Pattern SERVICE = Pattern.compile("[\\p{L}0-9-]+(\\.[\\p{L}0-9-]+)+");

    private OpenPermissions() {}

    /** The principal or statement of an event bus policy that lets in everybody. */
    static Optional<Node> eventBus(Element policy) {
        Optional<Node> stated = Grant.leaves(policy.get("Statement"))
                .flatMap(one -> one.json().stream())
                .flatMap(Grant::leaves)
                .map(Grant::new)
                .filter(Grant::allows)
                .filter(grant -> !Narrowing.of(grant))
                .flatMap(grant -> grant.anybody().stream())
                .findFirst();
        Node condition = policy.get("Condition");
        boolean narrow =
                condition.get("Type").text().filter(Narrowing::isPositive).isPresent()
                        && condition
                                .get("Key")
                                .text()
                                .filter(key -> Narrowing.fixes(key, condition.get("Value")))
                                .isPresent();
        return stated.or(() -> open(policy.get("Principal")).filter(principal -> !narrow));
    }

    /** The principal of a layer's permission that lets in everybody, unless an organisation is named. */
    static Optional<Node> layer(Element permission) {
        Node organisation = permission.get("OrganizationId");
        boolean narrow = organisation.present()
                && organisation
                        .text()
                        .map(IamPattern::new)
                        .filter(IamPattern::open)
                        .isEmpty();
        return open(permission.get("Principal")).filter(principal -> !narrow);
    }

    private static Optional<Node> open(Node principal) {
        return Grant.named(principal)
                .filter(one ->
                        one.text().map(IamPattern::new).filter(IamPattern::open).isPresent())
                .findFirst();
    }

    /** The principal of a function's permission that has a wildcard, or lets in whoever has a bucket; F13 tells of a star. */
    static Optional<Node> function(Element permission) {
        Node principal = permission.get("Principal");
        if (principal.string().filter(text -> text.contains("*")).isPresent()) {
            return Optional.empty();
        }
        return open(principal).or(() -> everyCustomer(permission).filter(OpenPermissions::isStorage));
    }

    /** The principal of a function's permission that lets in every customer of a service but S3. */
    static Optional<Node> service(Element permission) {
        return everyCustomer(permission).filter(principal -> !isStorage(principal));
    }

    private static boolean isStorage(Node principal) {
        return principal
                .text()
                .filter(text -> text.strip().toLowerCase(Locale.ROOT).startsWith("s3."))
                .isPresent();
    }

    private static Optional<Node> everyCustomer(Element permission) {
        Node principal = permission.get("Principal");
        boolean service = principal
                .text()
                .filter(text -> SERVICE.matcher(new IamPattern(text).text()).matches())
                .isPresent();
        boolean narrow = Stream.of("SourceAccount", "PrincipalOrgID", "EventSourceToken")
                        .anyMatch(name -> permission.get(name).present())
                || ownedSource(permission.get("SourceArn"));
        return service && !narrow ? Optional.of(principal) : Optional.empty();
    }

    private static boolean ownedSource(Node arn) {
        return arn.present()
                && arn.text().map(IamPattern::new).map(IamScope::owned).orElse(true);
    }

    /** What says that nobody who calls the URL needs to be known. */
    static Optional<Node> url(Node authorisation) {
        return authorisation
                        .text()
                        .filter(text -> !text.strip().toUpperCase(Locale.ROOT).equals("AWS_IAM"))
                        .isPresent()
                ? Optional.of(authorisation)
                : Optional.empty();
    }
}
