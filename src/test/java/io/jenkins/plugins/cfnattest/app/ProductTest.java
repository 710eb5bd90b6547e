package io.jenkins.plugins.cfnattest.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProductTest {
    @Test
    void knowsTheVersionTheBuildWrote() {
        assertThat(Product.version()).matches("[0-9]+(\\.[0-9]+)+.*");
    }
}
