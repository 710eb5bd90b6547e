package io.jenkins.plugins.cfnattest.app;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** Who we are, as it stands in what we sign and print. */
public final class Product {
    /** The name of our implementation of the inspection. */
    public static final String IMPLEMENTATION = "cfn-attestation";

    private static final String VERSION = readVersion();

    private Product() {}

    /** The version of this build, as the build wrote it. */
    public static String version() {
        return VERSION;
    }

    private static String readVersion() {
        Properties properties = new Properties();
        try (InputStream in = Product.class.getResourceAsStream("product.properties")) {
            if (in == null) {
                throw new IllegalStateException(
                        "The build puts product.properties beside this class, but it is not there.");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "product.properties, which the build puts beside this class, cannot be read.", e);
        }
        return properties.getProperty("version");
    }
}
