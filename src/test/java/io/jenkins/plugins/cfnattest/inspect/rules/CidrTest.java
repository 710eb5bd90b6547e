package io.jenkins.plugins.cfnattest.inspect.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            0.0.0.0/0,            false, 0,          4294967295
            ` 0.0.0.0/0 `,        false, 0,          4294967295
            0.0.0.0/00,           false, 0,          4294967295
            1.2.3.4/0,            false, 0,          4294967295
            0/0,                  false, 0,          4294967295
            0.0.0.0/0.0.0.0,      false, 0,          4294967295
            000.0.0.0/000,        false, 0,          4294967295
            128.0.0.0/1,          false, 2147483648, 4294967295
            10/8,                 false, 167772160,  184549375
            10.0.0.0/255.0.0.0,   false, 167772160,  184549375
            10.1.2.3,             false, 167838211,  167838211
            10.1.2.3/32,          false, 167838211,  167838211
            ::ffff:0.0.0.0/96,    false, 0,          4294967295
            ::ffff:10.0.0.0/104,  false, 167772160,  184549375
            0:0:0:0:0:ffff:a00:0/104, false, 167772160, 184549375
            64:ff9b::/96,         false, 0,          4294967295
            ::/0,                 true,  0,          340282366920938463463374607431768211455
            :/0,                  true,  0,          340282366920938463463374607431768211455
            0::/0,                true,  0,          340282366920938463463374607431768211455
            ::0/0,                true,  0,          340282366920938463463374607431768211455
            8000::/1,             true,  170141183460469231731687303715884105728, 340282366920938463463374607431768211455
            ::1/128,              true,  1,          1
            ::fffe:0:0/95,        true,  281466386776064, 281474976710655
            """)
    void readsWhatServicesTakeForANetwork(String text, boolean six, BigInteger first, BigInteger last) {
        assertThat(Cidr.parse(text)).contains(new Cidr(six, first, last));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/0",
                "x",
                "0.0.0.0/33",
                "0.0.0.0/-1",
                "0.0.0.0/",
                "0.0.0.0/0/0",
                "256.0.0.0/8",
                "1.2.3.4.5/8",
                "1..2/8",
                "0.0.0.0/0.255.0.0",
                "::/129",
                "::/0.0.0.0",
                "1::2::3/64",
                "{{resolve:ssm:/a}}",
                "0.0.0.0/0,10.0.0.0/8",
                "99999999999.0.0.0/0",
                "0.0.0.0/99999999999"
            })
    void readsNothingElse(String text) {
        assertThat(Cidr.parse(text)).isEmpty();
    }
}
