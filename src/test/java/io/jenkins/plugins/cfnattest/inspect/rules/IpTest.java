package io.jenkins.plugins.cfnattest.inspect.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpTest {
    @ParameterizedTest
    @CsvSource({
        "::/0, true, 0",
        "0:0:0:0:0:0:0:0/0, true, 0",
        "2001:db8::/0, true, 0",
        "::/1, true, 1",
        "8000::/1, false, 1",
        "::1/128, false, 128",
        "2001:DB8::7/128, false, 128",
        "::ffff:10.0.0.1/128, false, 128",
        "::ffff:10.0.0.1/80, true, 80",
        "2001:db8::1, false, 64"
    })
    void readsNetworks(String text, boolean zero, int prefix) {
        assertThat(Ip.network(text)).contains(new Ip(zero, prefix));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "1.2.3.4/32",
                "::/129",
                "::/x",
                "::/-1",
                "1:2:3",
                "1::2::3",
                "12345::/16",
                "::/0/0",
                "1:2:3:4:5:6:7:8:9/64",
                "::1.2.3.400/128",
                ":::/0",
                "1:2:3:4:5:6:7:8::/0"
            })
    void refusesWhatIsNoNetwork(String text) {
        assertThat(Ip.network(text)).isEmpty();
    }
}
