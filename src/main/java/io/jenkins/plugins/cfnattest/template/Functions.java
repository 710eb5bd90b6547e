package io.jenkins.plugins.cfnattest.template;

/** What becomes of a map, which may be a function. */
interface Functions {
    Value apply(Value.MapOf map);
}
