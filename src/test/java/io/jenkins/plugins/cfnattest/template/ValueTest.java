package io.jenkins.plugins.cfnattest.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValueTest {
    private static final Position HERE = new Position(2, 3);

    @Test
    void tellsTheTextOfScalarsOnly() {
        assertThat(new Value.Text("a", HERE).text()).contains("a");
        assertThat(new Value.Bool(true, HERE).text()).contains("true");
        assertThat(new Value.Num(new BigDecimal("1E+2"), HERE).text()).contains("100");
        assertThat(new Value.Num(BigDecimal.TEN, HERE, "1.0E1").text()).contains("1.0E1");
        assertThat(new Value.Null(HERE).text()).isEmpty();
        assertThat(new Value.ListOf(List.of(), HERE).text()).isEmpty();
        assertThat(new Value.MapOf(Map.of(), HERE).text()).isEmpty();
    }

    @Test
    void copiesWhatItHolds() {
        List<Value> items = new ArrayList<>(List.of(new Value.Null(HERE)));
        Map<String, Value> entries = new LinkedHashMap<>(Map.of("a", new Value.Null(HERE)));
        Value.ListOf list = new Value.ListOf(items, HERE);
        Value.MapOf map = new Value.MapOf(entries, HERE);
        items.clear();
        entries.clear();

        assertThat(list.items()).hasSize(1);
        assertThat(map.get("a")).contains(new Value.Null(HERE));
        assertThat(map.get("b")).isEmpty();
        assertThat(list.get("a")).isEmpty();
    }

    @Test
    void refusesNonsense() {
        assertThatThrownBy(() -> new Position(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Position(1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Value.Text(null, HERE)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> new Value.Num(null, HERE, "1")).isInstanceOf(NullPointerException.class);
        assertThat(HERE).hasToString("line 2, column 3");
    }

    @Test
    void staysTheSameObjectWhereNothingChanges() {
        Value.Text text = new Value.Text("a", HERE);
        Value.ListOf list = new Value.ListOf(List.of(text), HERE);
        Value.MapOf map = new Value.MapOf(Map.of("a", text), HERE);

        assertThat(list.with(item -> item)).isSameAs(list);
        assertThat(map.with(member -> member)).isSameAs(map);
    }

    @Test
    void changesMembersWhereTheyStand() {
        Value.Text one = new Value.Text("1", HERE);
        Value.Text two = new Value.Text("2", HERE);
        Map<String, Value> entries = new LinkedHashMap<>();
        List.of("c", "a", "b").forEach(name -> entries.put(name, name.equals("a") ? one : two));

        Value.MapOf changed = new Value.MapOf(entries, HERE).with(member -> member == one ? two : member);

        assertThat(changed.entries().keySet()).containsExactly("c", "a", "b");
        assertThat(changed.entries().values()).containsOnly(two);
        assertThat(changed.position()).isEqualTo(HERE);
        assertThat(new Value.ListOf(List.of(two, one), HERE).with(item -> item == one ? two : item))
                .isEqualTo(new Value.ListOf(List.of(two, two), HERE));
    }
}
