package weilu.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static weilu.room.Refusals.assertRefused;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.PinnedClock;
import weilu.account.DisplayNames;
import weilu.account.LookAlikes;
import weilu.db.Db;
import weilu.db.TestDatabase;
import weilu.id.AccountId;
import weilu.id.AgentFileId;
import weilu.knowledge.Embedder;
import weilu.protocol.ErrorCode;

class AgentKnowledgeTest {
    private static final String HOUSE = """
            借书规则：每人一次最多借三本，借期二十一天，可以续借一次。

            开放时间：周二到周日，上午九点到晚上八点，周一闭馆。

            活动室要提前两天预约，一次最多两小时。
            """;
    private final TestDatabase database = TestDatabase.fresh();
    private final Db db = database.db();
    private final Embedder embedder = new Embedder();
    private final PinnedClock clock = PinnedClock.still();
    private final AgentKnowledge knowledge = new AgentKnowledge(db, embedder, clock);
    private final AccountId hong = person("小红");
    private final AccountId ming = person("小明");

    @AfterEach
    void end() {
        embedder.close();
        database.close();
    }

    @Test
    @DisplayName("[AG8] a question finds the passage that answers it, with the file's name")
    void findsPassages() {
        AgentFile file = knowledge.take(hong, "图书馆.md", HOUSE.getBytes(StandardCharsets.UTF_8));
        assertThat(file.passages()).isGreaterThanOrEqualTo(1);
        List<Passage> found = find(file.id(), "一次能借几本书？");
        assertThat(found).isNotEmpty();
        assertThat(found.getFirst().text()).contains("最多借三本");
        assertThat(found.getFirst().source()).isEqualTo("「图书馆.md」");
        assertThat(find(file.id(), "   ")).isEmpty();
    }

    @Test
    @DisplayName("[AG8] a PDF's passages know their page; a Word file and an old Chinese text are read, too")
    void readsKindsOfFiles() throws IOException {
        AgentFile pdf = knowledge.take(hong, "rules.pdf", pdf("Nothing here.", "You may borrow three books at a time."));
        Passage found = find(pdf.id(), "how many books may I borrow").getFirst();
        assertThat(found.page()).isEqualTo(2);
        assertThat(found.source()).isEqualTo("「rules.pdf · 2」");
        AgentFile word = knowledge.take(hong, "规则.docx", docx("每人一次最多借三本书"));
        assertThat(find(word.id(), "能借几本").getFirst().text()).contains("最多借三本");
        AgentFile old = knowledge.take(hong, "旧.txt", "每人一次最多借三本书".getBytes(Charset.forName("GB18030")));
        assertThat(find(old.id(), "能借几本").getFirst().text()).contains("最多借三本");
    }

    @Test
    @DisplayName("[AG8] what is no text, cannot be read or has no words is refused by its field, and nothing is kept")
    void refusesWhatCannotBeRead() {
        assertRefused(ErrorCode.UNSUPPORTED_MEDIA_TYPE, () -> knowledge.take(hong, "a.exe", new byte[] {1}));
        assertRefused(ErrorCode.INVALID, () -> knowledge.take(hong, "a.txt", new byte[] {0, 1, 2}));
        assertRefused(ErrorCode.INVALID, () -> knowledge.take(hong, "a.pdf", "%PDF-1.7".getBytes(StandardCharsets.UTF_8)));
        assertRefused(ErrorCode.INVALID, () -> knowledge.take(hong, "a.docx", "PK nonsense".getBytes(StandardCharsets.UTF_8)));
        assertRefused(ErrorCode.BODY_EMPTY, () -> knowledge.take(hong, "a.txt", "  \n ".getBytes(StandardCharsets.UTF_8)));
        assertRefused(ErrorCode.TOO_LARGE, () -> knowledge.take(hong, "a.txt",
                "很长的一段话。".repeat(AgentKnowledge.PASSAGES_MAX * 25).getBytes(StandardCharsets.UTF_8)));
        int kept = db.inTransaction(tx -> tx.handle().createQuery("select count(*) from agent_file").mapTo(int.class).one());
        assertThat(kept).isZero();
    }

    @Test
    @DisplayName("[AG8] nobody puts another's file into an agent of theirs; their own they may")
    void filesAreTheirOwners() {
        Agents agents = new Agents(
                new AgentForm(new DisplayNames(new LookAlikes("阿炉"))), knowledge, (tx, changed) -> { }, clock);
        AgentFileId file = knowledge.take(hong, "图书馆.md", HOUSE.getBytes(StandardCharsets.UTF_8)).id();
        AgentDefinition wish = AgentDefinition.named("书书").withKnowledge(List.of(file));
        assertRefused(ErrorCode.INVALID, () -> db.inTransaction(tx -> agents.create(tx, ming, wish)));
        AgentProfile mine = db.inTransaction(tx -> agents.create(tx, hong, wish));
        assertThat(passages(agents, mine)).isNotEmpty();
        assertRefused(ErrorCode.NOT_FOUND, () -> knowledge.remove(ming, file));
        knowledge.remove(hong, file);
        assertThat(passages(agents, mine)).isEmpty();
    }

    @Test
    @DisplayName("[AG12] after a week the files of drafts and of retired agents go; what any version may need stays")
    void unusedFilesGo() {
        Agents agents = agents();
        AgentFileSweep sweep = new AgentFileSweep(db, clock);
        AgentFileId old = knowledge.take(hong, "旧.md", HOUSE.getBytes(StandardCharsets.UTF_8)).id();
        AgentFileId now = knowledge.take(hong, "新.md", HOUSE.getBytes(StandardCharsets.UTF_8)).id();
        AgentFileId gone = knowledge.take(hong, "退.md", HOUSE.getBytes(StandardCharsets.UTF_8)).id();
        knowledge.take(hong, "稿.md", HOUSE.getBytes(StandardCharsets.UTF_8));
        AgentProfile kept = db.inTransaction(tx -> agents.create(tx, hong, reading("书书", old)));
        db.useTransaction(tx -> agents.change(tx, kept, hong, reading("书书", now), 1, ""));
        AgentProfile retired = db.inTransaction(tx -> agents.create(tx, hong, reading("退休", gone)));
        assertThat(sweep.run()).as("all are young").isZero();
        clock.pass(AgentFileSweep.UNUSED_KEPT.plusSeconds(1));
        assertThat(sweep.run()).as("the draft's").isEqualTo(1);
        db.useTransaction(tx -> agents.retire(tx, retired));
        assertThat(sweep.run()).as("the retired one's").isEqualTo(1);
        assertThat(find(old, "一次能借几本书？")).isNotEmpty();
        assertThat(find(now, "一次能借几本书？")).isNotEmpty();
        assertThat(sweep.run()).isZero();
    }

    private Agents agents() {
        return new Agents(new AgentForm(new DisplayNames(new LookAlikes("阿炉"))), knowledge, (tx, changed) -> { }, clock);
    }

    private static AgentDefinition reading(String name, AgentFileId file) {
        return AgentDefinition.named(name).withKnowledge(List.of(file));
    }

    private List<Passage> passages(Agents agents, AgentProfile agent) {
        return db.inTransaction(tx -> agents.passages(tx, agent, "能借几本书"));
    }

    private List<Passage> find(AgentFileId file, String question) {
        return db.inTransaction(tx -> knowledge.find(tx, List.of(file), question));
    }

    private static byte[] pdf(String... pages) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument()) {
            for (String text : pages) {
                PDPage page = new PDPage();
                document.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    content.beginText();
                    content.setFont(new PDType1Font(FontName.HELVETICA), 12);
                    content.newLineAtOffset(50, 700);
                    content.showText(text);
                    content.endText();
                }
            }
            document.save(out);
        }
        return out.toByteArray();
    }

    private static byte[] docx(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (XWPFDocument document = new XWPFDocument()) {
            document.createParagraph().createRun().setText(text);
            document.write(out);
        }
        return out.toByteArray();
    }

    private AccountId person(String name) {
        return db.inTransaction(tx -> tx.handle().createQuery("""
                        insert into account (kind, display_name, created_at) values ('person', :name, :at) returning id
                        """)
                .bind("name", name).bind("at", PinnedClock.START).mapTo(AccountId.class).one());
    }
}
