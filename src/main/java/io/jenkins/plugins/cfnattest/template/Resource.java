package io.jenkins.plugins.cfnattest.template;

import java.util.Objects;
import java.util.Optional;

/**
 * A resource as it stands in the template, unresolved.
 *
 * @param logicalId its logical id
 * @param type its type, such as {@code AWS::S3::Bucket}
 * @param properties its properties; an empty map when there are none
 * @param metadata its metadata; an empty map when there is none
 * @param condition the condition it exists under
 * @param position where its Type's value stands
 */
public record Resource(
        String logicalId,
        String type,
        Value.MapOf properties,
        Value.MapOf metadata,
        Optional<String> condition,
        Position position) {
    public Resource {
        Objects.requireNonNull(logicalId);
        Objects.requireNonNull(type);
        Objects.requireNonNull(properties);
        Objects.requireNonNull(metadata);
        Objects.requireNonNull(condition);
        Objects.requireNonNull(position);
    }
}
