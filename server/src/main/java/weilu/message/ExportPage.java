package weilu.message;

import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Entities;
import weilu.id.MemberId;
import weilu.protocol.Answer;
import weilu.protocol.Attachment;
import weilu.protocol.Json;
import weilu.protocol.MemberView;
import weilu.protocol.MessageView;

/**
 * The messages as a page that needs nothing but itself. Words stand in it as they were typed: they are text, escaped, and no
 * Markdown of theirs becomes an element, so there is nothing to clean. The page's own policy forbids scripts and the network.
 */
final class ExportPage {
    private static final String HEAD = """
            <!doctype html>
            <html lang="zh-CN"><head><meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy"
             content="default-src 'none'; img-src 'self' file:; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width">
            <meta name="generator" content="Weilu">
            <title>%1$s</title>
            <style>
            :root{color-scheme:light dark}
            body{font:16px/1.6 system-ui,"Noto Sans CJK SC",sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}
            article{margin:0 0 1.25rem}header{font-size:.85rem;opacity:.75}header b{font-size:1rem}
            p{margin:.15rem 0;white-space:pre-wrap;overflow-wrap:anywhere}.recalled{font-style:italic;opacity:.6}
            .ai{display:inline-block;padding:0 .5em;border:1px solid;border-radius:1em;font-size:.8rem}
            blockquote{margin:.25rem 0;padding-left:.75em;border-left:3px solid #b88;opacity:.8}img{max-width:100%%;height:auto}
            </style></head><body><h1>%1$s</h1><p>%2$s</p>
            """;

    private final DateTimeFormatter time;
    private final ExportRoom.Archive archive;
    private final Map<MemberId, MemberView> members;

    ExportPage(ExportRoom.Archive archive, Map<MemberId, MemberView> members) {
        this.time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm xxx").withZone(archive.zone());
        this.archive = archive;
        this.members = members;
    }

    String begin() {
        MemberView by = members.get(archive.export().by());
        return HEAD.formatted(text(archive.room().name()), text("导出 · Exported: " + (by == null ? "" : by.displayName())
                + ", " + time.format(archive.export().at())));
    }

    String of(MessageView view) {
        Optional<ExportMark> mark = ExportMark.of(view, members);
        StringBuilder page = new StringBuilder("<article id=\"m").append(view.seq()).append('"');
        mark.ifPresent(one -> page.append(" data-ai=\"").append(text(data(one))).append("\" data-aigc=\"")
                .append(text(one.aigc().json())).append('"'));
        page.append("><header><b>").append(text(ExportLines.name(view, members))).append("</b> <time datetime=\"")
                .append(view.at()).append("\">").append(time.format(view.at())).append("</time>");
        mark.ifPresent(one -> page.append(" <span class=\"ai\">").append(text(label(one))).append("</span>"));
        page.append("</header>");
        if (view.recalledBy() != null) {
            return page.append("<p class=\"recalled\">已撤回 · Recalled</p></article>\n").toString();
        }
        if (view.quote() != null) {
            page.append("<p><a href=\"#m").append(view.quote()).append("\">↩ ").append(view.quote()).append("</a></p>");
        }
        if (view.brought() != null && view.brought().from() != null) {
            page.append("<p>转发自 · Forwarded from ").append(text(view.brought().from())).append("</p>");
        }
        if (!view.body().isBlank()) {
            page.append("<p>").append(text(view.body())).append("</p>");
        }
        sources(page, view.answer());
        view.attachments().forEach(file -> file(page, view, file));
        return page.append("</article>\n").toString();
    }

    String end() {
        return "</body></html>\n";
    }

    private static void sources(StringBuilder page, Answer answer) {
        if (answer != null) {
            answer.topics().forEach(topic -> topic.citations().forEach(one -> page.append("<blockquote><a href=\"#m")
                    .append(one.message()).append("\">").append(text(one.name())).append("</a>: ").append(text(one.quote()))
                    .append("</blockquote>")));
        }
    }

    private void file(StringBuilder page, MessageView view, Attachment file) {
        if (!archive.export().files()) {
            page.append("<p>📎 ").append(text(file.name())).append("</p>");
            return;
        }
        String path = text(address(ExportArchive.path(view.seq(), file)));
        page.append("<p><a download href=\"").append(path).append("\">");
        if (file.kind() == Attachment.Kind.PICTURE) {
            page.append("<img loading=\"lazy\" src=\"").append(path).append("\" alt=\"").append(text(file.name())).append("\">");
        } else {
            page.append("📎 ").append(text(file.name()));
        }
        page.append("</a></p>");
    }

    /** What a path means something else by in an address. */
    private static String address(String path) {
        return path.replace("%", "%25").replace("#", "%23").replace("?", "%3F");
    }

    private static String label(ExportMark mark) {
        String made = mark.engine() == Answer.Engine.EXTRACTIVE ? "智能体摘录 · Quoted by an agent" : "AI 生成 · AI-generated";
        return mark.model() == null ? made : made + " · " + mark.model();
    }

    private static String data(ExportMark mark) {
        return Json.write(Json.mapper().createObjectNode().put("agent", mark.agent())
                .put("engine", mark.engine() == null ? null : mark.engine().name().toLowerCase())
                .put("model", mark.model()));
    }

    private static String text(String words) {
        return Entities.escape(words);
    }
}
