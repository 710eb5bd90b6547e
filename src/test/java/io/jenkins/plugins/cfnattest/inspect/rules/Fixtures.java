package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Rule;

/** The rules' templates for tests of other rooms. */
public final class Fixtures {
    private Fixtures() {}

    /** The bytes of a rule's template. */
    public static byte[] of(Rule rule) {
        return Fixture.of(rule).orElseThrow().bytes();
    }
}
