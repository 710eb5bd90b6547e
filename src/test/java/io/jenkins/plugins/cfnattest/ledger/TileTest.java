package io.jenkins.plugins.cfnattest.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TileTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 256, 0/000",
        "0, 0, 5, 0/000.p/5",
        "1, 7, 255, 1/007.p/255",
        "0, 999, 256, 0/999",
        "0, 1000, 256, 0/x001/000",
        "3, 1234067, 256, 3/x001/x234/067",
        "-1, 1234067, 1, entries/x001/x234/067.p/1",
    })
    void hasThePathOfTheSpecification(int level, long index, int width, String path) {
        Tile tile = new Tile(level, index, width);

        assertThat(tile.path()).isEqualTo(path);
        assertThat(Tile.parse(path)).contains(tile);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0/0",
                "0/00",
                "0/0000",
                "00/000",
                "8/000",
                "-1/000",
                "0/000.p/0",
                "0/000.p/256",
                "0/000.p/05",
                "0/000.p/999",
                "0/x000/000",
                "0/x001/x000",
                "0/001/000",
                "0/000/",
                "/0/000",
                "0/../000",
                "entries/000.p",
                "Entries/000",
                "0/000.part",
                "0/٠٠٠",
                ""
            })
    void readsNoOtherSpelling(String path) {
        assertThat(Tile.parse(path)).isEmpty();
    }

    @Test
    void cutsATreeAsTheExamplesOfTheSpecificationDo() {
        assertThat(Tile.rightEdge(70_000))
                .containsExactly(new Tile(0, 273, 112), new Tile(1, 1, 17), new Tile(2, 0, 1));
        assertThat(Tile.rightEdge(256)).containsExactly(new Tile(1, 0, 1));
        assertThat(Tile.in(70_000, 0, 272).isPartial()).isFalse();
        assertThat(Tile.in(256, 0, 0)).isEqualTo(new Tile(0, 0, 256));
        assertThat(Tile.rightEdge(0)).isEmpty();
    }

    @Test
    void fillsTheTilesTheSpecificationNames() {
        Frontier frontier = new Frontier();
        Hash leaf = Hash.ofNothing();
        int full = 0;
        for (int i = 0; i < 70_000; i++) {
            full += frontier.add(leaf).size();
        }

        assertThat(full).isEqualTo(273 + 1);
        assertThat(frontier.partials().keySet()).containsExactlyElementsOf(Tile.rightEdge(70_000));
        assertThat(frontier.partials().get(new Tile(1, 1, 17))).hasSize(17);
    }

    @Test
    void isRefusedOutsideItsLimits() {
        assertThatThrownBy(() -> new Tile(-2, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Tile(8, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Tile(0, -1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Tile(0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Tile(0, 0, 257)).isInstanceOf(IllegalArgumentException.class);
    }
}
