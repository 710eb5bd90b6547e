package io.jenkins.plugins.cfnattest.inspect.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReachTest {
    private static List<Cidr> networks(String texts) {
        return Stream.of(texts.split(" "))
                .map(text -> Cidr.parse(text).orElseThrow())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0/0",
                "0.0.0.0/1 128.0.0.0/1",
                "64.0.0.0/2",
                "44.0.0.0/7",
                "44.0.0.0/8 8.8.8.8/32",
                "8.0.0.0/9 8.128.0.0/9 9.9.9.9/32",
                "::ffff:64.0.0.0/98",
                "8.0.0.0/9 ::ffff:9.0.0.0/105 64:ff9b::a80:0/105 64:ff9b::b80:0/105",
                "::/0",
                "::/1 8000::/1",
                "2000::/3",
                "2002::/16",
                "2600::/12",
                "2a00::/17 2a00:8000::/17",
                "224.0.0.0/3 44.0.0.0/7"
            })
    void seesThatAnybodyMayBeThere(String texts) {
        assertThat(Reach.isNearlyEverywhere(networks(texts))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "44.0.0.0/8",
                "44.0.0.0/8 44.0.0.0/8 44.1.0.0/16",
                "10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.168.0.0/16 224.0.0.0/3",
                "0.0.0.0/8 ::ffff:10.0.0.0/104",
                "8.0.0.0/9 8.0.0.0/10",
                "2600::/17",
                "2600::/20 2a00::/20",
                "fc00::/7",
                "fe80::/10 ff00::/8"
            })
    void seesThatSomebodyInParticularMustBeThere(String texts) {
        assertThat(Reach.isNearlyEverywhere(networks(texts))).isFalse();
    }

    @Test
    void putsTogetherWhatOverlapsOrTouches() {
        Cidr six = new Cidr(true, BigInteger.ONE, BigInteger.valueOf(3));

        assertThat(Reach.merged(networks("10.0.1.0/24 ::1/128 10.0.0.0/24 10.0.0.0/25 10.0.3.0/24 ::2/127")))
                .containsExactly(
                        Cidr.parse("10.0.0.0/23").orElseThrow(),
                        Cidr.parse("10.0.3.0/24").orElseThrow(),
                        six);
    }

    @Test
    void reachesNobodyWithoutNetworks() {
        assertThat(Reach.isNearlyEverywhere(List.of())).isFalse();
    }
}
