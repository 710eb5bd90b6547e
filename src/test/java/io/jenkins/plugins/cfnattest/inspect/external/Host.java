package io.jenkins.plugins.cfnattest.inspect.external;

import java.util.List;
import java.util.Map;

/** A process of ours that asks an inspector who never answers. Its first argument is where that one leaves its mark. */
final class Host {
    private Host() {}

    public static void main(String[] words) throws InterruptedException {
        InspectorConfig config = Samples.config(Samples.child("hang", words[0]));
        new ExternalInspectors(List.of(config), Map.of(), line -> {}).inspect(Samples.TEMPLATE);
    }
}
