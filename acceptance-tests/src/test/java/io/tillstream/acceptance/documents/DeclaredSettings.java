package io.tillstream.acceptance.documents;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * The settings that a service's source asks for: methods of its configuration mappings, with their comments, and injected properties. What both lack, the
 * comment above a line of {@code application.properties} says, which may be commented out itself where there is no usual value.
 */
final class DeclaredSettings {

    private static final String OWN = "tillstream.";

    private final Map<String, Setting> byName = new LinkedHashMap<>();
    private final Map<String, Setting> inFile;

    private DeclaredSettings(Map<String, Setting> inFile) {
        this.inFile = inFile;
    }

    /** Those of a module, by name. */
    static List<Setting> of(Path module) throws IOException {
        DeclaredSettings settings =
                new DeclaredSettings(inFile(module.resolve("src/main/resources/application.properties")));
        List<Path> sources;
        try (Stream<Path> files = Files.walk(module.resolve("src/main/java"))) {
            sources = files.filter(DeclaredSettings::asksForSettings).sorted().toList();
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(sources));
            DocTrees comments = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                settings.new Reader(unit, comments).scan(unit, null);
            }
        }
        return settings.byName.values().stream()
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .toList();
    }

    private static boolean asksForSettings(Path file) {
        if (!file.toString().endsWith(".java")) {
            return false;
        }
        try {
            String source = Files.readString(file);
            return source.contains("@ConfigMapping") || source.contains("@ConfigProperty");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines {@code name=value} or {@code #name=}, each with the comment right above it. */
    private static Map<String, Setting> inFile(Path file) throws IOException {
        Map<String, Setting> settings = new LinkedHashMap<>();
        StringBuilder comment = new StringBuilder();
        for (String line : Files.readAllLines(file)) {
            String said = line.startsWith("#" + OWN) ? line.substring(1) : line;
            if (said.startsWith(OWN)) {
                int equals = said.indexOf('=');
                String name = said.substring(0, equals).strip();
                settings.put(name, new Setting(name, said.substring(equals + 1).strip(), comment.toString()));
            }
            if (line.startsWith("# ")) {
                comment.append(comment.isEmpty() ? "" : " ")
                        .append(line.substring(2).strip());
            } else {
                comment.setLength(0);
            }
        }
        return settings;
    }

    private void add(String name, String usual, String meaning) {
        if (!name.startsWith(OWN)) {
            return;
        }
        Setting said = inFile.getOrDefault(name, new Setting(name, usual, meaning));
        Setting before = byName.getOrDefault(name, said);
        byName.put(
                name,
                new Setting(
                        name,
                        first(said.usual(), first(usual, before.usual())),
                        first(meaning, first(before.meaning(), said.meaning()))));
    }

    private static String first(String one, String other) {
        return one.isEmpty() ? other : one;
    }

    /** Reads one file. */
    private final class Reader extends TreePathScanner<@Nullable Void, @Nullable Void> {

        private final CompilationUnitTree unit;
        private final DocTrees comments;

        Reader(CompilationUnitTree unit, DocTrees comments) {
            this.unit = unit;
            this.comments = comments;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
            argument(type.getModifiers(), "ConfigMapping", "prefix")
                    .ifPresent(prefix -> mapping(type, getCurrentPath(), text(prefix)));
            return super.visitClass(type, nothing);
        }

        @Override
        public @Nullable Void visitVariable(VariableTree variable, @Nullable Void nothing) {
            argument(variable.getModifiers(), "ConfigProperty", "name")
                    .ifPresent(name -> add(
                            text(name),
                            argument(variable.getModifiers(), "ConfigProperty", "defaultValue")
                                    .map(this::text)
                                    .orElse(""),
                            ""));
            return super.visitVariable(variable, nothing);
        }

        private void mapping(ClassTree type, TreePath path, String prefix) {
            Map<String, ClassTree> nested = type.getMembers().stream()
                    .filter(ClassTree.class::isInstance)
                    .map(ClassTree.class::cast)
                    .filter(member -> member.getKind() == Tree.Kind.INTERFACE)
                    .collect(Collectors.toMap(member -> member.getSimpleName().toString(), member -> member));
            for (Tree member : type.getMembers()) {
                if (!(member instanceof MethodTree method)
                        || method.getModifiers().getFlags().contains(Modifier.DEFAULT)) {
                    continue;
                }
                String name = prefix + "."
                        + argument(method.getModifiers(), "WithName", "value")
                                .map(this::text)
                                .orElseGet(() -> dashed(method.getName().toString()));
                ClassTree group = nested.get(String.valueOf(method.getReturnType()));
                if (group != null) {
                    mapping(group, new TreePath(path, group), name);
                } else {
                    add(
                            name,
                            argument(method.getModifiers(), "WithDefault", "value")
                                    .map(this::text)
                                    .orElse(""),
                            plain(comments.getDocComment(new TreePath(path, method))));
                }
            }
        }

        private static Optional<ExpressionTree> argument(ModifiersTree modifiers, String annotation, String name) {
            return modifiers.getAnnotations().stream()
                    .filter(found -> found.getAnnotationType().toString().equals(annotation))
                    .map(AnnotationTree::getArguments)
                    .flatMap(List::stream)
                    .<ExpressionTree>mapMulti((argument, found) -> {
                        if (!(argument instanceof AssignmentTree assignment)) {
                            found.accept(argument); // the only one, which needs no name
                        } else if (assignment.getVariable().toString().equals(name)) {
                            found.accept(assignment.getExpression());
                        }
                    })
                    .findFirst();
        }

        /** The value of a literal, or of a constant of another class. */
        private String text(ExpressionTree value) {
            if (value instanceof LiteralTree literal) {
                return String.valueOf(literal.getValue());
            }
            if (value instanceof MemberSelectTree constant
                    && constant.getExpression() instanceof IdentifierTree owner) {
                String suffix = "." + owner.getName();
                String type = unit.getImports().stream()
                        .map(ImportTree::getQualifiedIdentifier)
                        .map(Tree::toString)
                        .filter(imported -> imported.endsWith(suffix))
                        .findFirst()
                        .orElseThrow();
                try {
                    return String.valueOf(Class.forName(type)
                            .getField(constant.getIdentifier().toString())
                            .get(null));
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(value.toString(), e);
                }
            }
            throw new IllegalStateException("not a text: " + value);
        }

        private static String dashed(String camel) {
            return camel.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
        }

        /** A comment without its tags. */
        private static String plain(@Nullable String comment) {
            return comment == null
                    ? ""
                    : comment.replaceAll("\\{@link (?:[\\w.]+\\.)?([\\w#]+)}", "`$1`")
                            .replaceAll("\\{@code ([^}]*)}", "`$1`")
                            .replaceAll("\\s+", " ")
                            .strip();
        }
    }
}
