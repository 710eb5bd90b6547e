package io.jenkins.plugins.cfnattest.jenkins.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Code compiled against one thing and linked with another: each way to break must be seen. */
class LinkCheckTest {
    private static final String RESTRICTED =
            "package org.kohsuke.accmod; public @interface Restricted { Class<?>[] value(); }";

    @TempDir
    private Path temp;

    @ParameterizedTest
    @CsvSource(delimiter = '|', maxCharsPerColumn = 1000, textBlock = """
                    public class A { public void m() {} }        | public class A {}                            | class U { void u(a.A a) { a.m(); } } | calls a/A.m()V, which is not there
                    public class A { public void m() {} }        | public class A { public static void m() {} } | class U { void u(a.A a) { a.m(); } } | uses a/A.m()V as of an instance, but it is static
                    public class A { public static void m() {} } | public class A { public void m() {} }        | class U { void u() { a.A.m(); } } | uses a/A.m()V as static, which it is not
                    public class A { public void m() {} }        | public class A { void m() {} }               | class U { void u(a.A a) { a.m(); } } | uses a/A.m()V, which is package in a/A
                    public class A { public void m() {} }        | public class A { protected void m() {} }     | class U { void u(a.A a) { a.m(); } } | uses a/A.m()V, which is protected in a/A
                    public class A { public void m() {} }        | public class A { protected void m() {} }     | class U extends a.A { void u(a.A a) { a.m(); } } | uses a/A.m()V, which is protected in a/A
                    public class A { public void m() {} }        | public class A { private void m() {} }       | class U { void u(a.A a) { a.m(); } } | uses a/A.m()V, which is private in a/A
                    public class A { public void m() {} }        | public interface A { void m(); }             | class U { void u(a.A a) { a.m(); } } | calls a/A.m()V as of a class, but it is an interface
                    public interface A { void m(); }             | public class A { public void m() {} }        | class U { void u(a.A a) { a.m(); } } | calls a/A.m()V as of an interface, but it is a class
                    public class A { public int f; }             | public class A {}                            | class U { int u(a.A a) { return a.f; } } | uses a/A.f:I, which is not there
                    public class A { public int f; }             | public class A { public static int f; }      | class U { int u(a.A a) { return a.f; } } | uses a/A.f:I as of an instance, but it is static
                    public class A { public int f; }             | public class A { public final int f = 1; }   | class U { void u(a.A a) { a.f = 1; } } | writes a/A.f:I, which is final
                    public class A {}                            | class A {}                                   | class U { Object u() { return new a.A[0]; } } | uses a/A, which is not public
                    public class A {}                            | public abstract class A {}                   | class U { Object u() { return new a.A(); } } | makes a a/A, which is abstract
                    public class A { public A() {} }             | public class A { public A(int i) {} }        | class U { Object u() { return new a.A(); } } | calls a/A.<init>()V, which is not there
                    public class A {}                            | public final class A {}                      | class U extends a.A {} | extends a/A, which is final
                    public interface A {}                        | public class A {}                            | class U implements a.A {} | implements a/A, which is a class
                    public class A { public void m() {} }        | public class A { public final void m() {} }  | class U extends a.A { public void m() {} } | overrides a/A.m()V, which is final
                    public class A { public void m() {} }        | public class A { public static void m() {} } | class U extends a.A { public void m() {} } | mixes static and instance with a/A.m()V
                    public interface A { default void m() {} }   | public interface A { void m(); }             | class U implements a.A {} | does not implement m()V
                    public abstract class A {}                   | public abstract class A { public abstract void m(); } | class U extends a.A {} | does not implement m()V
                    public abstract class A implements Runnable { public void run() {} } | public abstract class A implements Runnable {} | class U extends a.A {} | does not implement run()V
                    public interface A { void m(); }             | public interface A { void m(); void n(); }   | class U { Object u() { a.A a = () -> {}; return a; } } | makes a lambda of a/A that implements m()V, but its abstract methods are [m()V, n()V]
                    public class A { public void m() {} }        | public class A {}                            | class U { Runnable u(a.A a) { return a::m; } } | calls a/A.m()V, which is not there
                    public class A { public void m() {} }        | public abstract class A { public abstract void m(); } | abstract class U extends a.A { public void m() { super.m(); } } | calls a/A.m()V of the superclass, which is abstract
                    @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME) public @interface A { int v(); } | @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME) public @interface A {} | @a.A(v = 1) class U {} | @a/A has no member v
                    """)
    void findsWhatDoesNotLink(String declared, String real, String ours, String problem) throws IOException {
        assertThat(problems(declared, real, ours)).containsExactly("u/U " + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', maxCharsPerColumn = 1000, textBlock = """
                    public class A { @org.kohsuke.accmod.Restricted(String.class) public int f; }     | class U { int u(a.A a) { return a.f; } } | a/A.f:I
                    public class A { @org.kohsuke.accmod.Restricted(String.class) public void m() {} } | class U { void u(a.A a) { a.m(); } }    | a/A.m()V
                    @org.kohsuke.accmod.Restricted(String.class) public class A { public void m() {} } | class U { Runnable u(a.A a) { return a::m; } } | a/A.m()V
                    """)
    void findsWhatIsNotForPlugins(String there, String ours, String member) throws IOException {
        assertThat(problems(there, there, ours))
                .contains("u/U uses " + member
                        + ", which is not for plugins: @Restricted(value=[Type Ljava/lang/String;])");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    class U { a.A f; }
                    class U { void u(a.A a) {} }
                    class U { a.A u() { return null; } }
                    class U { void u() throws a.A {} }
                    class U { void u() { try { Thread.yield(); } catch (RuntimeException e) { throw e; } finally { Object.class.cast(a.A.class); } } }
                    class U { boolean u(Object o) { return o instanceof a.A; } }
                    class U { Object u() { return new a.A[1][1]; } }
                    class U { int u() { try { return 1; } catch (a.A e) { return 2; } } }
                    class U extends a.A { private static final long serialVersionUID = 1L; }
                    """)
    void findsAMissingType(String ours) throws IOException {
        assertThat(problems(
                        "public class A extends RuntimeException { private static final long serialVersionUID = 1L; }",
                        "public class B {}",
                        ours))
                .contains("u/U needs a/A, which is not there");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', maxCharsPerColumn = 1000, textBlock = """
                    public class A { protected A() {} protected void m() {} } | class U extends a.A { void u() { super.m(); m(); new U().m(); } }
                    public class A { protected static void m() {} } | class U extends a.A { void u() { m(); } }
                    public interface A { void m(); default void n() {} static void s() {} } | class U implements a.A { public void m() { n(); a.A.s(); } }
                    public interface A<T> extends java.util.function.Function<T, String> { boolean equals(Object o); } | class U { a.A<Long> u() { return Object::toString; } }
                    public class A implements Runnable { public void run() {} } | class U extends a.A implements Runnable {}
                    public enum A { X, Y } | class U { int u(a.A a) { return switch (a) { case X -> 1; case Y -> 2; }; } }
                    public class A { public int[] f = {1}; } | class U { Object u(a.A a) { return a.f.clone().length + "x" + a; } }
                    public class A {} | class U { Object u() throws Throwable { return java.lang.invoke.MethodHandles.lookup().findConstructor(a.A.class, java.lang.invoke.MethodType.methodType(void.class)).invoke(); } }
                    public class A { private int f; class N { int n() { return f; } } } | class U { private int f; class N { int n() { return f; } } }
                    """)
    void acceptsWhatLinks(String real, String ours) throws IOException {
        assertThat(problems(real, real, ours)).isEmpty();
    }

    @Test
    void countsReferences() throws IOException {
        String source = "public class A { public void m() {} }";
        Compiled there = Compiled.of(temp.resolve("there"), List.of("package a; " + source));
        Compiled ours =
                Compiled.of(temp.resolve("ours"), List.of("package u; class U { void u(a.A a) { a.m(); } }"), there);
        // The constructor's call of Object's, and m().
        assertThat(LinkCheck.link(ours.get("u/U"), ours.over(there)).references())
                .isEqualTo(2);
    }

    private List<String> problems(String declared, String real, String ours) throws IOException {
        Compiled declaration = Compiled.of(temp.resolve("declared"), List.of(RESTRICTED, "package a; " + declared));
        Compiled reality = Compiled.of(temp.resolve("real"), List.of(RESTRICTED, "package a; " + real));
        Compiled mine = Compiled.of(temp.resolve("ours"), List.of("package u; " + ours), declaration);
        return LinkCheck.link(mine.get("u/U"), mine.over(reality)).problems();
    }
}
