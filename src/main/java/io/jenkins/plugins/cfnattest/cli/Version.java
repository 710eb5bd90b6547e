package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.app.Product;
import picocli.CommandLine.IVersionProvider;

/** The answer to {@code --version}. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"cfn-attest " + Product.version()};
    }
}
