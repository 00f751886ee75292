package org.wenzheng.search.app.insight;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageMar;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageSz;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;
import org.wenzheng.search.app.knowledge.Gap;
import org.wenzheng.search.app.time.OfficeTime;

/**
 * A brief as a document of Office Open XML (ECMA-376), A4: numbers and words, each quote with a link to its second, and at the end how it
 * can be made again. Type and margins follow GB/T 9704.
 */
final class BriefDocument {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm");
    private static final int MOST_TOPICS = 12;
    private static final int MOST_GAPS = 5;
    private static final String HEADING = "黑体";
    private static final String BODY = "仿宋";
    private static final long TWIPS_A_MM = 57;

    private final OfficeTime time;
    private final Map<String, String> topics;
    private final String site;
    private final XWPFDocument document = new XWPFDocument();

    /**
     * @param topics names by id
     * @param site address that links begin with
     */
    BriefDocument(OfficeTime time, Map<String, String> topics, String site) {
        this.time = time;
        this.topics = topics;
        this.site = site;
    }

    /** The whole file. Call once. */
    byte[] of(Brief brief) {
        page();
        TopicTrends.Trends trends = brief.trends();
        title(brief);
        heading("一、概况");
        overview(trends);
        heading("二、新出现的诉求");
        emerging(brief.emerging());
        heading("三、主题对比");
        table(trends);
        heading("四、没答上的问题");
        gaps(brief.gaps());
        heading("五、说明");
        notes(brief);
        try (document;
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            document.write(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // bytes in memory never fail
        }
    }

    private void page() {
        CTSectPr section = document.getDocument().getBody().addNewSectPr();
        CTPageSz size = section.addNewPgSz();
        size.setW(BigInteger.valueOf(210 * TWIPS_A_MM));
        size.setH(BigInteger.valueOf(297 * TWIPS_A_MM));
        CTPageMar margins = section.addNewPgMar();
        margins.setTop(BigInteger.valueOf(37 * TWIPS_A_MM));
        margins.setBottom(BigInteger.valueOf(35 * TWIPS_A_MM));
        margins.setLeft(BigInteger.valueOf(28 * TWIPS_A_MM));
        margins.setRight(BigInteger.valueOf(26 * TWIPS_A_MM));
    }

    private void title(Brief brief) {
        XWPFParagraph title = document.createParagraph();
        title.setAlignment(ParagraphAlignment.CENTER);
        run(title, "诉求简报", "宋体", 22).setBold(true);
        XWPFParagraph under = document.createParagraph();
        under.setAlignment(ParagraphAlignment.CENTER);
        under.setSpacingAfter(200);
        run(under, period(brief.trends()), BODY, 14);
        if (brief.trends().demo() > 0) {
            run(under, "（含演示数据）", BODY, 14);
        }
    }

    private void overview(TopicTrends.Trends trends) {
        long more = trends.calls() - trends.callsBefore();
        paragraph("共 %d 通来电，%s。".formatted(trends.calls(), compared(more)));
        trends.topics().stream()
                .limit(1)
                .forEach(top -> paragraph("来电最多的是%s：%d 通，%s；其中 %d 通整通不满，%d 通数字人没有答上。"
                        .formatted(
                                name(top),
                                top.calls(),
                                compared(top.calls() - top.callsBefore()),
                                top.negative(),
                                top.notKnown())));
    }

    private void emerging(Emerging emerging) {
        if (emerging.matters().isEmpty()) {
            paragraph(emerging.callsBefore() == 0 ? "此前没有通话，比不出来。" : "近一天没有突然增多的诉求。");
        }
        int number = 1;
        for (Matter matter : emerging.matters()) {
            XWPFParagraph head = paragraph("");
            run(head, "%d. %s".formatted(number++, matter.label()), HEADING, 14);
            String topic = matter.topic();
            paragraph("近一天 %d 通，此前十三天 %d 通；%d 通不满%s。"
                    .formatted(
                            matter.calls(),
                            matter.callsBefore(),
                            matter.negative(),
                            topic == null ? "" : "；多归在" + topics.getOrDefault(topic, topic)));
            if (matter.quotes().isEmpty()) {
                paragraph("不足五通，不引原话。");
            }
            for (Matter.Quote quote : matter.quotes()) {
                XWPFParagraph words = paragraph("“" + quote.text() + "”　");
                link(words, quote.call(), quote.startMs());
            }
        }
    }

    private void table(TopicTrends.Trends trends) {
        List<TopicTrends.Trend> first =
                trends.topics().stream().limit(MOST_TOPICS).toList();
        if (first.isEmpty()) {
            paragraph("这段时间没有归了类的通话。");
            return;
        }
        XWPFTable table = document.createTable(first.size() + 1, 5);
        table.setWidth("100%");
        row(table.getRow(0), HEADING, "主题", "本时段", "前一时段", "不满", "没答上");
        for (int i = 0; i < first.size(); i++) {
            TopicTrends.Trend trend = first.get(i);
            row(
                    table.getRow(i + 1),
                    BODY,
                    name(trend),
                    Long.toString(trend.calls()),
                    Long.toString(trend.callsBefore()),
                    Long.toString(trend.negative()),
                    Long.toString(trend.notKnown()));
        }
    }

    private void gaps(List<Gap> gaps) {
        List<Gap> frequent =
                gaps.stream().filter(Gap::mayBeQuoted).limit(MOST_GAPS).toList();
        for (Gap gap : frequent) {
            XWPFParagraph words = paragraph("%d 通问过：“%s”　".formatted(gap.calls(), gap.question()));
            gap.places().stream().limit(1).forEach(place -> link(words, place.call(), place.startMs()));
        }
        int others = gaps.size() - frequent.size();
        if (others > 0) {
            paragraph("%s %d 个问题见系统“没答上的问题”；不足五通的不引原话。".formatted(frequent.isEmpty() ? "有" : "另有", others));
        } else if (frequent.isEmpty()) {
            paragraph("没有。");
        }
    }

    private void notes(Brief brief) {
        TopicTrends.Trends trends = brief.trends();
        paragraph("数的是通话，不是句子；一通可以有几个主题。不满指整通以负面情绪为主。新出现的诉求：近一天与此前十三天相比显著增多的。原话由语音识别得出并已脱敏，以录音为准。");
        paragraph("统计区间：%s至%s（不含），与此前同样长的时段相比。生成时间：%s。按同一区间可再次生成：%s/insight"
                .formatted(
                        MINUTE.format(trends.from().atZone(time.zone())),
                        MINUTE.format(trends.to().atZone(time.zone())),
                        MINUTE.format(brief.madeAt().atZone(time.zone())),
                        site));
        if (trends.demo() > 0) {
            paragraph("本时段 %d 通来电中有 %d 通为演示数据。".formatted(trends.calls(), trends.demo()));
        }
    }

    private String period(TopicTrends.Trends trends) {
        Instant last = trends.to().minus(Duration.ofNanos(1));
        return DAY.format(trends.from().atZone(time.zone())) + "至" + DAY.format(last.atZone(time.zone()));
    }

    private static String compared(long more) {
        return more == 0 ? "与前一时段相同" : "比前一时段%s %d 通".formatted(more > 0 ? "多" : "少", Math.abs(more));
    }

    private String name(TopicTrends.Trend trend) {
        return Objects.requireNonNullElse(topics.get(trend.topic()), trend.name());
    }

    private void heading(String text) {
        XWPFParagraph paragraph = document.createParagraph();
        paragraph.setSpacingBefore(240);
        paragraph.setSpacingAfter(80);
        paragraph.setKeepNext(true);
        run(paragraph, text, HEADING, 16);
    }

    private XWPFParagraph paragraph(String text) {
        XWPFParagraph paragraph = document.createParagraph();
        paragraph.setIndentationFirstLine(560);
        paragraph.setSpacingBetween(1.3);
        if (!text.isEmpty()) {
            run(paragraph, text, BODY, 14);
        }
        return paragraph;
    }

    private void link(XWPFParagraph paragraph, String call, long startMs) {
        XWPFRun link = paragraph.createHyperlinkRun(site + "/calls/" + call + "?t=" + startMs / 1000.0);
        style(link, "▶ %02d:%02d".formatted(startMs / 60_000, startMs / 1000 % 60), BODY, 12);
        link.setColor("1D4E9E");
    }

    private static void row(XWPFTableRow row, String font, String... cells) {
        for (int i = 0; i < cells.length; i++) {
            XWPFTableCell cell = row.getCell(i);
            XWPFParagraph paragraph = cell.getParagraphs().get(0);
            paragraph.setAlignment(i == 0 ? ParagraphAlignment.LEFT : ParagraphAlignment.RIGHT);
            run(paragraph, cells[i], font, 12);
        }
    }

    private static XWPFRun run(XWPFParagraph paragraph, String text, String font, int points) {
        XWPFRun run = paragraph.createRun();
        style(run, text, font, points);
        return run;
    }

    private static void style(XWPFRun run, String text, String font, int points) {
        run.setText(text);
        run.setFontSize(points);
        run.setFontFamily("Times New Roman");
        run.setFontFamily(font, XWPFRun.FontCharRange.eastAsia);
    }
}
