package io.jenkins.plugins.cfnattest.jenkins.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of untruth is told once, and must be found. */
class DeclarationCheckTest {
    /** What both sides have beside the type in question. */
    private static final List<String> SURROUNDINGS = List.of(
            "package p; public interface Marker<T> {}",
            "package p; public class Base { public void inherited() {} public int number; }",
            "package p; public class Checked extends Exception { private static final long serialVersionUID = 1L; }");

    @TempDir
    private Path temp;

    @ParameterizedTest
    @CsvSource(delimiter = '|', maxCharsPerColumn = 1000, textBlock = """
                    class T {}                                | public class T {}                           | T: access declared package, real public
                    public interface T {}                     | public class T {}                           | T: interface declared true, real false
                    public abstract class T {}                | public class T {}                           | T: abstract declared true, real false
                    public class T {}                         | public final class T {}                     | T: final declared false, real true
                    public @interface T {}                    | public interface T extends java.lang.annotation.Annotation {} | T: annotation declared true, real false
                    public class T extends Base {}            | public class T {}                           | T: superclass declared p/Base, real java/lang/Object
                    public class T implements Runnable { public void run() {} } | public class T { public void run() {} } | T: interface declared java/lang/Runnable, which the real one is not
                    public class T implements Marker<String> {} | public class T implements Marker<Long> {} | T: generic supertype declared Lp/Marker<Ljava/lang/String;>;, real Lp/Marker<Ljava/lang/Long;>;
                    public class T<A> {}                      | public class T<A extends Number> {}         | T: type parameters declared <A:Ljava/lang/Object;>, real <A:Ljava/lang/Number;>
                    public class T { public void m() {} }     | public class T {}                           | T.m()V: there is no such method
                    public class T extends Base { public void inherited() {} } | public class T extends Base {} | T.inherited()V: method is inherited from p/Base, declare it there
                    public class T extends Base { public int number; } | public class T extends Base {}     | T.number:I: field is inherited from p/Base, declare it there
                    public class T { public void m(int i) {} } | public class T { public void m(long i) {} } | T.m(I)V: there is no such method
                    public class T { public int m() { return 1; } } | public class T { public void m() {} } | T.m()I: there is no such method
                    public class T { public void m() {} }     | public class T { public static void m() {} } | T.m()V: static declared false, real true
                    public class T { public void m() {} }     | public class T { public final void m() {} } | T.m()V: final declared false, real true
                    public abstract class T { public void m() {} } | public abstract class T { public abstract void m(); } | T.m()V: abstract declared false, real true
                    public class T { public void m() {} }     | public class T { protected void m() {} }    | T.m()V: access declared public, real protected
                    public class T { public void m(String... s) {} } | public class T { public void m(String[] s) {} } | T.m([Ljava/lang/String;)V: varargs declared true, real false
                    public class T { public Class<String> m() { return null; } } | public class T { public Class<?> m() { return null; } } | T.m()Ljava/lang/Class;: generic signature declared ()Ljava/lang/Class<Ljava/lang/String;>;, real ()Ljava/lang/Class<*>;
                    public class T { public void m() throws Checked {} } | public class T { public void m() {} } | T.m()V: throws declared p/Checked, which the real one does not
                    public class T { public void m() {} }     | public class T { public void m() throws Checked {} } | T.m()V: throws p/Checked, which is not declared
                    public class T { public T() {} }          | public class T { public T(int i) {} }       | T.<init>()V: there is no such method
                    public class T { public int f; }          | public class T {}                           | T.f:I: there is no such field
                    public class T { public int f; }          | public class T { public long f; }           | T.f:I: there is no such field
                    public class T { public static int f; }   | public class T { public int f; }            | T.f:I: static declared true, real false
                    public class T { public static final int F = 1; } | public class T { public static final int F = 2; } | T.F:I: constant declared 1, real 2
                    public class T { public java.util.List<String> f; } | public class T { public java.util.List<Long> f; } | T.f:Ljava/util/List;: generic signature declared Ljava/util/List<Ljava/lang/String;>;, real Ljava/util/List<Ljava/lang/Long;>;
                    public enum T { A, B }                    | public enum T { A }                         | T.B:Lp/T;: there is no such field
                    public @interface T { int v() default 1; } | public @interface T { int v() default 2; } | T.v()I: annotation default declared Integer 1, real Integer 2
                    public @interface T { int v() default 1; } | public @interface T { int v(); }           | T.v()I: annotation default declared Integer 1, real null
                    public @interface T {}                    | public @interface T { int v(); }            | T: annotation member without default is not declared: v
                    public @interface T {}                    | @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME) public @interface T {} | T: annotation Ljava/lang/annotation/Retention; declared null, real (value=Ljava/lang/annotation/RetentionPolicy;RUNTIME)
                    public @interface T {}                    | @java.lang.annotation.Target(java.lang.annotation.ElementType.TYPE) public @interface T {} | T: annotation Ljava/lang/annotation/Target; declared null, real (value=[Ljava/lang/annotation/ElementType;TYPE])
                    public @interface T {}                    | @java.lang.annotation.Inherited public @interface T {} | T: annotation Ljava/lang/annotation/Inherited; declared null, real ()
                    """)
    void findsTheUntruth(String declared, String real, String difference) throws IOException {
        assertThat(differences(declared, real, "p/T")).containsExactly("p/" + difference);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    public class T {}                           | public class T extends Base implements Marker<T> { public void more() {} }
                    public class T extends Base {}              | public class T extends Middle {} class Middle extends Base {}
                    public class T { T() {} }                   | public class T { public T(int i) {} }
                    public class T { private void m() {} }      | public class T {}
                    public class T { public void m() {} }       | public class T { public void m() throws IllegalStateException {} }
                    public @interface T {}                      | public @interface T { int v() default 1; }
                    public enum T { A }                         | public enum T { A { void m() {} }; abstract void m(); }
                    public interface T { static int one() { return 1; } int f(); } | public interface T { static int one() { return 2; } int f(); }
                    """)
    void acceptsWhatLeavesOut(String declared, String real) throws IOException {
        assertThat(differences(declared, real, "p/T")).isEmpty();
    }

    @Test
    void findsADifferenceInANestedType() throws IOException {
        assertThat(differences(
                        "public class T { public static class N {} }",
                        "public class T { protected class N {} }",
                        "p/T$N"))
                .contains("p/T$N: static declared true, real false", "p/T$N: access declared public, real protected");
    }

    @Test
    void findsAnEnumThatIsNone() throws IOException {
        assertThat(differences("public enum T { A }", "public class T {}", "p/T"))
                .contains("p/T: enum declared true, real false");
    }

    @Test
    void findsAMissingType() throws IOException {
        assertThat(differences("public class T { public static class N {} }", "public class T {}", "p/T$N"))
                .containsExactly("p/T$N: there is no such type");
    }

    @Test
    void tellsAllDifferencesAtOnce() throws IOException {
        assertThat(differences("class T { public void a() {} public void b() {} }", "public class T {}", "p/T"))
                .hasSize(3);
    }

    private List<String> differences(String declared, String real, String name) throws IOException {
        Compiled surroundings = Compiled.of(temp.resolve("surroundings"), SURROUNDINGS);
        Compiled declaration = Compiled.of(temp.resolve("declared"), List.of("package p; " + declared), surroundings);
        Compiled reality = Compiled.of(temp.resolve("real"), List.of("package p; " + real), surroundings);
        return DeclarationCheck.differences(declaration.get(name), reality.over(surroundings));
    }
}
