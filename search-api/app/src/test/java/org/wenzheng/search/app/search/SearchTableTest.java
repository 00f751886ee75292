package org.wenzheng.search.app.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.wenzheng.search.app.time.OfficeTime;

class SearchTableTest {

    private static final SearchParameters ANYTHING =
            new SearchParameters("=1+1", null, null, null, null, null, null, null, null, null);

    private static SearchResult.Hit hit(String text) {
        return new SearchResult.Hit(
                "C1",
                "S1",
                "",
                "政务大厅",
                "",
                "2026-11-25T01:00:00Z",
                "2026-11-25T01:01:05Z",
                65_400,
                70_000,
                "digital_human",
                text,
                List.of(),
                "unsure",
                0,
                List.of("residence", "none"),
                1,
                false,
                true,
                true,
                "live",
                null);
    }

    private static List<CSVRecord> rows(String text) throws IOException {
        SearchResult found = new SearchResult("=1+1", "fused", 1, 1, 1, List.of(), Map.of());
        String table = new SearchTable(
                        new OfficeTime(ZoneId.of("Asia/Shanghai")), Map.of("residence", "户籍居住"), "http://localhost")
                .of(ANYTHING, found, List.of(hit(text)), Instant.parse("2026-11-25T16:30:00Z"));
        return CSVFormat.DEFAULT.parse(new StringReader(table.substring(1))).getRecords();
    }

    @Test
    void writesPlacesInTheOfficesTimeAndWords() throws IOException {
        List<CSVRecord> rows = rows("请带“身份证”,\n还有照片");
        assertThat(rows.get(4).toList()).containsExactly("导出时间", "2026-11-26 00:30");
        assertThat(rows.get(rows.size() - 1).toList())
                .containsExactly(
                        "C1",
                        "2026-11-25 09:01",
                        "01:05",
                        "数字人",
                        "请带“身份证”,\n还有照片",
                        "户籍居住、none",
                        "不确定",
                        "政务大厅",
                        "实时通话",
                        "http://localhost/calls/C1?t=65.4");
    }

    @Test
    void letsNoCellBeAFormula() throws IOException {
        List<CSVRecord> rows = rows("=HYPERLINK(\"x\")");
        assertThat(rows.get(0).get(1)).isEqualTo("'=1+1");
        assertThat(rows.get(rows.size() - 1).get(4)).isEqualTo("'=HYPERLINK(\"x\")");
        assertThat(rows).allSatisfy(row -> assertThat(row.toList())
                .noneMatch(cell -> cell.startsWith("=") || cell.startsWith("+") || cell.startsWith("@")));
    }
}
