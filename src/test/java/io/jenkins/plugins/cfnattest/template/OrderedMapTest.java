package io.jenkins.plugins.cfnattest.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderedMapTest {
    private static final Position HERE = new Position(1, 1);

    /** Below, at and above the size from which on it has a table. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 10, 16, 17, 1000})
    void isTheMapItWasMadeOf(int size) {
        Map<String, Value> members = members(size);
        OrderedMap map = OrderedMap.copyOf(members);

        assertThat(map).isEqualTo(members).hasSameHashCodeAs(members).hasToString(members.toString());
        assertThat(new ArrayList<>(map.keySet())).isEqualTo(new ArrayList<>(members.keySet()));
        assertThat(new ArrayList<>(map.values())).isEqualTo(new ArrayList<>(members.values()));
        members.forEach((name, value) -> assertThat(map.get(name)).isSameAs(value));
        assertThat(map).doesNotContainKey("other").doesNotContainKey(null);
        assertThat(map.get("other")).isNull();
        assertThat(map.containsKey(1)).isFalse();
    }

    @Test
    void staysAsItWas() {
        Map<String, Value> members = members(3);
        Value.MapOf map = new Value.MapOf(members, HERE);
        members.clear();

        assertThat(map.entries()).hasSize(3);
        assertThatThrownBy(() -> map.entries().put("x", new Value.Null(HERE)))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> map.entries().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> map.entries().entrySet().iterator().next().setValue(new Value.Null(HERE)))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void isNotCopiedAgain() {
        OrderedMap map = OrderedMap.copyOf(members(3));

        assertThat(new Value.MapOf(map, HERE).entries()).isSameAs(map);
    }

    @Test
    void holdsNoNull() {
        Map<String, Value> members = new LinkedHashMap<>();
        members.put("a", null);

        assertThatThrownBy(() -> OrderedMap.copyOf(members)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void endsBehindItsLastMember() {
        Iterator<Map.Entry<String, Value>> entries =
                OrderedMap.copyOf(members(1)).entrySet().iterator();

        assertThat(entries.next().getKey()).isEqualTo("name 0");
        assertThatThrownBy(entries::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void findsWhatIsThereWhileItIsBuilt() {
        OrderedMap.Builder builder = new OrderedMap.Builder();
        List<Integer> places = new ArrayList<>();
        members(20).forEach((name, value) -> {
            assertThat(builder.find(name)).isEqualTo(-1);
            builder.add(name, value);
            places.add(builder.find(name));
        });

        assertThat(places).isSorted().hasSize(20).startsWith(0).endsWith(19);
        assertThat(builder.find("name 0")).isZero();
    }

    private static Map<String, Value> members(int size) {
        Map<String, Value> members = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            members.put("name " + i, new Value.Text("value " + i, HERE));
        }
        return members;
    }
}
