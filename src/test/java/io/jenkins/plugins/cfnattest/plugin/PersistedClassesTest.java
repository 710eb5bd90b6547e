package io.jenkins.plugins.cfnattest.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.plugin.config.ControllerKey;
import io.jenkins.plugins.cfnattest.plugin.config.PolicyEntry;
import io.jenkins.plugins.cfnattest.plugin.config.ServiceEntry;
import io.jenkins.plugins.cfnattest.plugin.config.TargetEntry;
import io.jenkins.plugins.cfnattest.plugin.config.TargetRuleEntry;
import io.jenkins.plugins.cfnattest.plugin.config.TargetSettings;
import io.jenkins.plugins.cfnattest.plugin.config.TrustedKeyEntry;
import io.jenkins.plugins.cfnattest.plugin.folder.FolderNarrowing;
import io.jenkins.plugins.cfnattest.plugin.run.ApprovalAction;
import io.jenkins.plugins.cfnattest.plugin.run.AttestationAction;
import io.jenkins.plugins.cfnattest.plugin.run.ChangeRow;
import io.jenkins.plugins.cfnattest.plugin.run.CheckRow;
import io.jenkins.plugins.cfnattest.plugin.run.DecisionReport;
import io.jenkins.plugins.cfnattest.plugin.run.DeploymentAction;
import io.jenkins.plugins.cfnattest.plugin.run.EventRow;
import io.jenkins.plugins.cfnattest.plugin.run.FindingRow;
import io.jenkins.plugins.cfnattest.plugin.run.StackReport;
import io.jenkins.plugins.cfnattest.plugin.run.WaiverRow;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jenkins stores these with builds and in its configuration: their names and fields are for ever, and plain. */
class PersistedClassesTest {
    private static final Set<Type> PLAIN = Set.of(
            String.class,
            int.class,
            boolean.class,
            FindingRow.class,
            CheckRow.class,
            ChangeRow.class,
            EventRow.class,
            WaiverRow.class,
            TargetRuleEntry.class);

    @ParameterizedTest
    @ValueSource(
            classes = {
                AttestationAction.class,
                DeploymentAction.class,
                ApprovalAction.class,
                FindingRow.class,
                CheckRow.class,
                ChangeRow.class,
                EventRow.class,
                ControllerKey.class,
                ServiceEntry.class,
                TrustedKeyEntry.class,
                TargetEntry.class,
                TargetRuleEntry.class,
                TargetSettings.class,
                PolicyEntry.class,
                FolderNarrowing.class,
                DecisionReport.class,
                StackReport.class,
                WaiverRow.class
            })
    void holdStringsNumbersAndBooleansOnly(Class<?> stored) {
        assertThat(stored.isRecord()).isFalse();
        for (Field field : stored.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
                assertThat(isPlain(field.getGenericType())).as(field.toString()).isTrue();
            }
        }
    }

    private static boolean isPlain(Type type) {
        if (type instanceof ParameterizedType generic) {
            return (generic.getRawType() == List.class || generic.getRawType() == Map.class)
                    && Arrays.stream(generic.getActualTypeArguments()).allMatch(PersistedClassesTest::isPlain);
        }
        return PLAIN.contains(type);
    }
}
