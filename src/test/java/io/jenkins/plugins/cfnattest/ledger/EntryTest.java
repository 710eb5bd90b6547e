package io.jenkins.plugins.cfnattest.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryTest {
    private static final String HEX = "0123456789abcdef".repeat(4);

    @Test
    void isCanonicalJson() throws Exception {
        Entry entry = new Entry(
                Entry.Type.DECISION,
                Logs.NOW,
                Optional.of(Logs.digest(1)),
                Optional.of(Logs.digest(2)),
                Optional.of(Logs.digest(3)));

        assertThat(entry.toBytes().toUtf8())
                .isEqualTo("{\"envelope\":\"" + Logs.digest(2) + "\",\"event\":\"" + Logs.digest(3)
                        + "\",\"statement\":\"" + Logs.digest(1)
                        + "\",\"time\":\"2026-01-31T12:00:00Z\",\"type\":\"decision\"}");
        assertThat(Entry.parse(entry.toBytes())).isEqualTo(entry);
    }

    @ParameterizedTest
    @EnumSource(Entry.Type.class)
    void isReadBackWhateverItsType(Entry.Type type) throws LedgerException {
        Entry entry = new Entry(type, Logs.NOW, Optional.of(Logs.digest(1)), Optional.empty(), Optional.empty());

        assertThat(Entry.parse(entry.toBytes())).isEqualTo(entry);
        String text = new String(entry.toBytes().toArray(), StandardCharsets.ISO_8859_1);
        assertThat(Entry.Type.values()).filteredOn(other -> other.isOf(text)).containsExactly(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{'statement':'HEX','time':'2026-01-31T12:00:00Z','type':'unheard'}",
                "{'statement':'HEX','time':'2026-01-31T12:00:00Z'}",
                "{'statement':'HEX','type':'decision'}",
                "{'time':'2026-01-31T12:00:00Z','type':'decision'}",
                "{'statement':'hex','time':'2026-01-31T12:00:00Z','type':'decision'}",
                "{'statement':'HEX','time':'2026-01-31T12:00:00.5Z','type':'decision'}",
                "{'statement':'HEX','time':'2026-01-31T12:00:00.000Z','type':'decision'}",
                "{'statement':'HEX','time':'2026-01-31T12:00:00Z','type':'decision','user':'me'}",
                "{'statement':'HEX','time':'2026-01-31T12:00:00Z','type':'decision','zz':1}",
                "{'time':'2026-01-31T12:00:00Z','statement':'HEX','type':'decision'}",
                "{'statement':'HEX', 'time':'2026-01-31T12:00:00Z','type':'decision'}",
                "{'statement':'HEX','time':'2026-01-31T12:00:00Z','type':'d\\u0065cision'}",
                "{'statement':'HEX','statement':'HEX','time':'2026-01-31T12:00:00Z','type':'decision'}"
            })
    void hasNoOtherSpelling(String json) {
        Bytes bytes = Bytes.utf8(json.replace('\'', '"').replace("HEX", HEX));

        assertThatThrownBy(() -> Entry.parse(bytes))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("Expected an entry of the record");
    }

    @Test
    void isNothingWithoutADigestOrWithPartsOfASecond() {
        Optional<Digest> none = Optional.empty();

        assertThatThrownBy(() -> new Entry(Entry.Type.WAIVER, Logs.NOW, none, none, none))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        new Entry(Entry.Type.WAIVER, Instant.ofEpochMilli(1), Optional.of(Logs.digest(1)), none, none))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void standsInABundleBehindItsLength() {
        List<Bytes> entries = List.of(Bytes.utf8(""), Bytes.utf8("x".repeat(0x0102)), Bytes.utf8("end"));

        Bytes bundle = Bundle.write(entries);

        assertThat(bundle.toArray()).startsWith(0, 0, 1, 2, 'x').endsWith('x', 0, 3, 'e', 'n', 'd');
        assertThat(Bundle.read(bundle)).contains(entries);
        assertThat(Bundle.read(Bytes.of(new byte[] {0}))).isEmpty();
        assertThat(Bundle.read(Bytes.of(new byte[] {0, 2, 1}))).isEmpty();
        assertThatThrownBy(() -> Bundle.write(List.of(Bytes.of(new byte[65_536]))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Bundle.read(Bundle.write(List.of(Bytes.of(new byte[65_535])))))
                .isPresent();
    }

    @Test
    void saysWhoAndWhatOnlyUnderASalt() throws LedgerException {
        EventDocument document = Logs.document(Map.of("caller", "somebody"));
        EventDocument other = new EventDocument("cd".repeat(32), new TreeMap<>(Map.of("caller", "somebody")));

        assertThat(document.digest()).isNotEqualTo(other.digest());
        assertThat(EventDocument.parse(document.toBytes(), document.digest())).isEqualTo(document);
        assertThatThrownBy(() -> EventDocument.parse(document.toBytes(), other.digest()))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("It was changed");
        assertThatThrownBy(() -> new EventDocument("ab", new TreeMap<>())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Logs.document(Map.of("salt", "mine"))).isInstanceOf(IllegalArgumentException.class);
    }
}
