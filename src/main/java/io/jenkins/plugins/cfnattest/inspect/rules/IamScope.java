package io.jenkins.plugins.cfnattest.inspect.rules;

import java.util.List;

/** How far the patterns of a policy reach, however they are written. */
final class IamScope {
    private static final int FIELDS_OF_AN_ARN = 6;
    private static final int SERVICE = 2;
    private static final int ACCOUNT = 4;
    /** Up to so many letters behind a leading star exclude hardly anything: {@code s3:*t*} has Get, Put, List and Delete. */
    private static final int FEW = 2;
    /** Names that nobody gives, so that a pattern with a name in it does not match: a role as such, and one with a path. */
    private static final List<String> SOME_ROLES = List.of("role/" + "~".repeat(64), "role/~/" + "~".repeat(64));

    private static final List<String> SOME_ROLES_ARNS =
            SOME_ROLES.stream().map(role -> "arn:aws:iam::000000000000:" + role).toList();

    private IamScope() {}

    /**
     * Whether an action pattern is everything, or everything of a service: the service itself has a wildcard, or the name has
     * nothing but wildcards, or begins with one and has at most two letters.
     */
    static boolean everyAction(IamPattern pattern) {
        if (!pattern.open()) {
            return false;
        }
        List<String> fields = pattern.fields(2);
        String service = fields.get(0);
        if (fields.size() < 2 || IamPattern.firstWildcard(service) < service.length()) {
            return true;
        }
        String name = fields.get(1);
        return IamPattern.firstWildcard(name) == 0 && IamPattern.named(name) <= FEW;
    }

    /**
     * Whether a resource pattern is everything, or everything of a service: behind the account, the ARN names nothing; or it ends
     * before with a star, which reaches over colons; or it is no ARN, but has a wildcard.
     */
    static boolean everyResource(IamPattern pattern) {
        if (!pattern.open() || pattern.beginsLater()) {
            return false;
        }
        List<String> fields = pattern.fields(FIELDS_OF_AN_ARN);
        String first = fields.get(0);
        if (IamPattern.firstWildcard(first) < first.length()) {
            return true;
        }
        String last = fields.get(fields.size() - 1);
        return fields.size() == FIELDS_OF_AN_ARN ? IamPattern.named(last) == 0 : endsInStar(last);
    }

    /** Whether a text ends with a star and has no name behind its first wildcard. */
    private static boolean endsInStar(String text) {
        String open = text.substring(IamPattern.firstWildcard(text));
        return open.endsWith("*") && IamPattern.named(open) == 0;
    }

    /** Whether a resource pattern covers any role, at least of one account. */
    static boolean everyRole(IamPattern pattern) {
        if (pattern.beginsLater()) {
            return false;
        }
        List<String> fields = pattern.fields(FIELDS_OF_AN_ARN);
        if (SOME_ROLES_ARNS.stream().anyMatch(pattern::matches)) {
            return true;
        }
        boolean iam = fields.size() <= SERVICE || new IamPattern(fields.get(SERVICE)).matches("iam");
        if (fields.size() < FIELDS_OF_AN_ARN) {
            return iam && pattern.open() && endsInStar(fields.get(fields.size() - 1));
        }
        IamPattern role = new IamPattern(fields.get(FIELDS_OF_AN_ARN - 1));
        return iam && SOME_ROLES.stream().anyMatch(role::matches);
    }

    /** Whether a resource pattern reaches anything of this service, as far as can be told. */
    static boolean reaches(IamPattern pattern, String service) {
        List<String> fields = pattern.fields(FIELDS_OF_AN_ARN);
        return fields.size() <= SERVICE
                ? pattern.open() || pattern.beginsLater()
                : new IamPattern(fields.get(SERVICE)).matches(service);
    }

    /** Whether an ARN, perhaps with wildcards, belongs to somebody: it has an account, or is a bucket that is named in full. */
    static boolean owned(IamPattern pattern) {
        List<String> fields = pattern.fields(FIELDS_OF_AN_ARN);
        if (fields.size() < FIELDS_OF_AN_ARN) {
            return !pattern.open() || pattern.beginsLater();
        }
        String account = fields.get(ACCOUNT);
        if (!account.isEmpty()) {
            return IamPattern.firstWildcard(account) == account.length();
        }
        String bucket = fields.get(FIELDS_OF_AN_ARN - 1).split("/", 2)[0];
        return IamPattern.firstWildcard(bucket) == bucket.length();
    }
}
