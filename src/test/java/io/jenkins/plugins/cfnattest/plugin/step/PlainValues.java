package io.jenkins.plugins.cfnattest.plugin.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a step may return: a pipeline keeps it in its state and reads it after a restart. */
final class PlainValues {
    private PlainValues() {}

    static void assertPlain(Object value) {
        if (value instanceof Map<?, ?> map) {
            assertThat(map.getClass()).isEqualTo(LinkedHashMap.class);
            map.keySet().forEach(key -> assertThat(key).isInstanceOf(String.class));
            map.values().forEach(PlainValues::assertPlain);
        } else if (value instanceof List<?> list) {
            assertThat(list.getClass()).isEqualTo(ArrayList.class);
            list.forEach(PlainValues::assertPlain);
        } else {
            assertThat(value).isInstanceOfAny(String.class, Integer.class, Boolean.class);
        }
    }
}
