package org.hotline12345.help;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Turns a guide's Markdown into markup: headings get anchors, links to other guides lead there, remarks for developers are left out. */
final class Rendering {

    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
    private static final String GUIDE_FILE = ".zh-CN.md";

    private final Parser parser = Parser.builder().extensions(EXTENSIONS).build();
    private final Set<String> guides;

    /** @param guides ids of all guides, to which links may lead */
    Rendering(Set<String> guides) {
        this.guides = guides;
    }

    Guide guide(String id, String markdown) {
        Node document = parser.parse(markdown);
        document.accept(new Mending());
        List<Guide.Section> sections = new ArrayList<>();
        Map<Node, String> anchors = new HashMap<>();
        StringBuilder beneath = new StringBuilder();
        Heading open = null;
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading heading) {
                close(sections, anchors, open, beneath);
                open = heading;
                anchors.put(heading, anchor(wordsOf(heading)));
            } else {
                beneath.append(wordsOf(node)).append('\n');
            }
        }
        close(sections, anchors, open, beneath);
        HtmlRenderer renderer = HtmlRenderer.builder().extensions(EXTENSIONS).escapeHtml(true).sanitizeUrls(true)
                .attributeProviderFactory(context -> (node, tag, attributes) -> {
                    if (node instanceof Heading) {
                        attributes.put("id", anchors.get(node));
                    } else if (node instanceof TableBlock && tag.equals("table")) {
                        attributes.put("class", "guide");
                    } else if (node instanceof Image) {
                        attributes.put("loading", "lazy");
                    }
                }).build();
        return new Guide(id, sections.isEmpty() ? id : sections.get(0).heading(), renderer.render(document), sections);
    }

    private void close(List<Guide.Section> sections, Map<Node, String> anchors, Heading open, StringBuilder beneath) {
        if (open != null) {
            sections.add(new Guide.Section(open.getLevel(), wordsOf(open).strip(), anchors.get(open), beneath.toString().strip()));
        }
        beneath.setLength(0);
    }

    /** What is read, without the marks. */
    private static String wordsOf(Node node) {
        StringBuilder words = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text text) {
                words.append(text.getLiteral());
            }

            @Override
            public void visit(Code code) {
                words.append(code.getLiteral());
            }

            @Override
            public void visit(FencedCodeBlock block) {
                words.append(' ').append(block.getLiteral());
            }

            @Override
            public void visit(SoftLineBreak lineBreak) {
                words.append(' ');
            }

            @Override
            public void visit(Paragraph paragraph) {
                visitChildren(paragraph);
                words.append(' ');
            }

            @Override
            public void visit(CustomNode cell) {
                visitChildren(cell);
                words.append(' ');
            }
        });
        return words.toString();
    }

    /** As the forges where these files are read make them, so that a link works in both places. */
    static String anchor(String heading) {
        return heading.strip().toLowerCase(java.util.Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
    }

    private final class Mending extends AbstractVisitor {

        @Override
        public void visit(Link link) {
            visitChildren(link);
            String to = link.getDestination();
            int hash = to.indexOf('#');
            String file = hash < 0 ? to : to.substring(0, hash);
            if (file.isEmpty()) {
                return;
            }
            String id = file.endsWith(GUIDE_FILE) ? file.substring(0, file.length() - GUIDE_FILE.length()) : "";
            if (guides.contains(id)) {
                link.setDestination("/help/" + id + (hash < 0 ? "" : to.substring(hash)));
                return;
            }
            // What it leads to is not in the product: its words stay.
            while (link.getFirstChild() != null) {
                link.insertBefore(link.getFirstChild());
            }
            link.unlink();
        }

        @Override
        public void visit(Image image) {
            image.setDestination("/help/" + image.getDestination());
        }

        @Override
        public void visit(HtmlBlock block) {
            block.unlink();
        }

        @Override
        public void visit(HtmlInline inline) {
            inline.unlink();
        }
    }
}
