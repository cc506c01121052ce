package io.tillstream.dashboard.page;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;
import org.jspecify.annotations.Nullable;

/** The documentation as pages to be read: {@code /docs/features/churn.html} is made of {@code /docs/features/churn.md}, {@code /docs/index.html} of the list of all pages. */
final class Documentation {

    private static final String FOLDER = "/docs/";
    private static final String HTML = ".html";
    private static final String MARKDOWN = ".md";
    private static final String INDEX = "index";
    private static final String LIST_OF_PAGES = "README";
    private static final String FRAME = "META-INF/documentation.html";
    private static final String TITLE = "<!-- title -->";
    private static final String BODY = "<!-- body -->";

    private static final List<Extension> EXTENSIONS =
            List.of(TablesExtension.create(), HeadingAnchorExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final HtmlRenderer RENDERER =
            HtmlRenderer.builder().extensions(EXTENSIONS).escapeHtml(true).build();

    private Documentation() {}

    /** Whether a path is one of these pages, whether there is such a page or not. */
    static boolean holds(String path) {
        return path.startsWith(FOLDER) && path.endsWith(HTML);
    }

    /** The page of a path as HTML; null when there is none. */
    static @Nullable PageFile load(String path) {
        PageFile text = PageFile.load(sourceOf(path));
        PageFile frame = PageFile.resource(FRAME);
        if (text == null || frame == null) {
            return null;
        }
        Node document = PARSER.parse(utf8(text));
        document.accept(new Links(URI.create(path)));
        String html = utf8(frame).replace(TITLE, titleOf(document)).replace(BODY, render(document));
        return PageFile.of(html.getBytes(StandardCharsets.UTF_8));
    }

    private static String utf8(PageFile file) {
        return new String(file.plain(), StandardCharsets.UTF_8);
    }

    private static String sourceOf(String path) {
        String page = path.substring(FOLDER.length(), path.length() - HTML.length());
        return FOLDER + (page.equals(INDEX) ? LIST_OF_PAGES : page) + MARKDOWN;
    }

    /** HTML in which what is wide can be scrolled by itself, by keyboard too. All angle brackets of the text are escaped, so these are the renderer's own. */
    private static String render(Node document) {
        return RENDERER.render(document)
                .replace("<pre>", "<pre tabindex=\"0\">")
                .replace("<table>", "<div class=\"rows\" tabindex=\"0\" role=\"region\" aria-label=\"Table\"><table>")
                .replace("</table>", "</table></div>")
                .replace("<th>", "<th scope=\"col\">");
    }

    private static String titleOf(Node document) {
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading) {
                return TextContentRenderer.builder()
                        .build()
                        .render(node)
                        .replace("&", "&amp;")
                        .replace("<", "&lt;");
            }
        }
        return "Documentation";
    }

    /** Leads links to other pages as HTML. What is not served here, such as sources, keeps its words. */
    private static final class Links extends AbstractVisitor {

        private final URI page;

        Links(URI page) {
            this.page = page;
        }

        @Override
        public void visit(Link link) {
            visitChildren(link);
            String target = targetOf(link.getDestination());
            if (target == null) {
                unwrap(link);
            } else {
                link.setDestination(target);
            }
        }

        private static void unwrap(Link link) {
            while (link.getFirstChild() != null) {
                link.insertBefore(link.getFirstChild());
            }
            link.unlink();
        }

        private @Nullable String targetOf(String destination) {
            URI target = page.resolve(destination);
            String path = target.getPath();
            if (target.isAbsolute() || destination.startsWith("#")) {
                return destination;
            }
            if (path == null || !path.startsWith(FOLDER) || !path.endsWith(MARKDOWN)) {
                return null;
            }
            String name = path.substring(FOLDER.length(), path.length() - MARKDOWN.length());
            String fragment = target.getRawFragment();
            return FOLDER
                    + (name.equals(LIST_OF_PAGES) ? INDEX : name)
                    + HTML
                    + (fragment == null ? "" : "#" + fragment);
        }
    }
}
