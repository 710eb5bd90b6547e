package io.jenkins.plugins.cfnattest.jenkins.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that needs a real Jenkins ({@link JenkinsDist}), skipped where none is given. A parameter of type {@link
 * JenkinsServer} gets the one server that all these tests share.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(JenkinsExtension.class)
public @interface InJenkins {}
