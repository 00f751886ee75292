package org.wenzheng.search.app.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;
import org.wenzheng.search.app.knowledge.Gap;
import org.wenzheng.search.app.time.OfficeTime;

class BriefDocumentTest {

    private static final Instant TO = Instant.parse("2026-11-25T16:00:00Z");
    private static final Instant FROM = Instant.parse("2026-11-18T16:00:00Z");
    private static final OfficeTime TIME = new OfficeTime(ZoneId.of("Asia/Shanghai"));

    private static Matter matter(int calls, List<Matter.Quote> quotes) {
        return new Matter("utilities", "自来水发黄", calls, 1, calls, quotes);
    }

    private static Gap gap(String question, int calls) {
        return new Gap(question, calls, TO.toString(), List.of(new Gap.Place("callG", 61_000)));
    }

    private static Brief brief(long demo, List<Matter> matters, List<Gap> gaps, List<TopicTrends.Trend> topics) {
        return new Brief(
                TO,
                new Emerging(FROM, TO, FROM, 20, 60, matters),
                new TopicTrends.Trends(FROM, TO, FROM, 36, 24, demo, topics),
                gaps);
    }

    private static XWPFDocument document(Brief brief) throws IOException {
        byte[] bytes = new BriefDocument(TIME, Map.of("utilities", "供水供电"), "https://desk.example").of(brief);
        return new XWPFDocument(new ByteArrayInputStream(bytes));
    }

    private static String text(Brief brief) throws IOException {
        try (XWPFDocument document = document(brief);
                XWPFWordExtractor text = new XWPFWordExtractor(document)) {
            return text.getText();
        }
    }

    @Test
    void tellsNumbersInWordsAndLinksQuotesToTheirSecond() throws IOException {
        Brief brief = brief(
                0,
                List.of(matter(7, List.of(new Matter.Quote("callA", "s", 83_500, TO.toString(), "自来水发黄，不敢喝。")))),
                List.of(gap("临时摊位怎么申请", 6)),
                List.of(new TopicTrends.Trend("utilities", "供水供电", 9, 2, 7, 1)));
        String text = text(brief);
        assertThat(text)
                .contains("2026年11月19日至2026年11月25日")
                .contains("共 36 通来电，比前一时段多 12 通。")
                .contains("来电最多的是供水供电：9 通，比前一时段多 7 通；其中 7 通整通不满，1 通数字人没有答上。")
                .contains("1. 自来水发黄")
                .contains("近一天 7 通，此前十三天 1 通；7 通不满；多归在供水供电。")
                .contains("“自来水发黄，不敢喝。”")
                .contains("6 通问过：“临时摊位怎么申请”")
                .contains("https://desk.example/insight")
                .doesNotContain("演示");
        try (XWPFDocument document = document(brief)) {
            assertThat(document.getTables()).singleElement().satisfies(table -> assertThat(
                            table.getRow(1).getTableCells().stream().map(cell -> cell.getText()))
                    .containsExactly("供水供电", "9", "2", "7", "1"));
            assertThat(document.getHyperlinks())
                    .extracting(link -> link.getURL())
                    .containsExactlyInAnyOrder(
                            "https://desk.example/calls/callA?t=83.5", "https://desk.example/calls/callG?t=61.0");
        }
    }

    @Test
    void quotesNobodyWhereFewerThanFiveCallsAreConcerned() throws IOException {
        assertThat(text(brief(0, List.of(matter(4, List.of())), List.of(gap("只有我家问过的事", 2), gap("另一件", 1)), List.of())))
                .contains("不足五通，不引原话。")
                .contains("有 2 个问题")
                .doesNotContain("只有我家问过的事");
    }

    @Test
    void saysWhyThereIsNothing() throws IOException {
        assertThat(text(brief(0, List.of(), List.of(), List.of()))).contains("近一天没有突然增多的诉求。", "这段时间没有归了类的通话。", "没有。");
    }

    @Test
    void saysThatCallsWereInvented() throws IOException {
        assertThat(text(brief(36, List.of(), List.of(), List.of()))).contains("（含演示数据）", "有 36 通为演示数据");
    }
}
