package dev.footbridge.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;

/** A document, parsed: its links, its anchors, its HTML. */
final class Markdown {

    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create(),
            HeadingAnchorExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();

    private final Node document;
    private final List<String> links = new ArrayList<>();
    private final List<String> anchors = new ArrayList<>();
    private String title = "";

    private Markdown(Node document) {
        this.document = document;
        IdGenerator ids = IdGenerator.builder().build();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                links.add(link.getDestination());
                visitChildren(link);
            }

            @Override
            public void visit(Image image) {
                links.add(image.getDestination());
            }

            @Override
            public void visit(Heading heading) {
                String text = textIn(heading);
                anchors.add(ids.generateId(text));
                if (title.isEmpty()) {
                    title = text;
                }
                visitChildren(heading);
            }
        });
    }

    static Markdown of(String text) {
        return new Markdown(PARSER.parse(text));
    }

    /** What it links to, images included, in order. */
    List<String> links() {
        return List.copyOf(links);
    }

    /** The anchors of its headings, in order. */
    List<String> anchors() {
        return List.copyOf(anchors);
    }

    /** Its first heading. */
    String title() {
        return title;
    }

    private static String textIn(Node node) {
        StringBuilder text = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text part) {
                text.append(part.getLiteral());
            }

            @Override
            public void visit(Code part) {
                text.append(part.getLiteral());
            }
        });
        return text.toString();
    }

    /** Its HTML, with other targets for its links. Can be asked for once, as it changes them. */
    String html(UnaryOperator<String> target) {
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                link.setDestination(target.apply(link.getDestination()));
                visitChildren(link);
            }
        });
        return HtmlRenderer.builder().extensions(EXTENSIONS)
                .nodeRendererFactory(context -> new Blocks(context.getWriter())).build().render(document);
    }

    /** Blocks of code in colours; comments in HTML, which say where blocks are from, are left out. */
    private record Blocks(HtmlWriter out) implements NodeRenderer {

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(FencedCodeBlock.class, HtmlBlock.class);
        }

        @Override
        public void render(Node node) {
            if (node instanceof FencedCodeBlock block) {
                out.line();
                out.raw("<pre><code>" + Highlight.of(block.getInfo(), block.getLiteral()) + "</code></pre>");
                out.line();
            } else if (node instanceof HtmlBlock html && !html.getLiteral().startsWith("<!--")) {
                out.raw(html.getLiteral());
                out.line();
            }
        }
    }
}
