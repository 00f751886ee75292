package org.wenzheng.search.app.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.wenzheng.search.app.time.OfficeTime;

/**
 * Places that were found, as a table (RFC 4180, UTF-8 with a byte order mark, by which spreadsheets know it): above it what was
 * searched for and when, so that it can be found again. No cell is taken for a formula.
 */
final class SearchTable {

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final Map<String, String> MODES =
            Map.of("fused", "综合", "words", "词语", "phrase", "短语", "meaning", "语义");

    private final OfficeTime time;
    private final Map<String, String> topics;
    private final String site;

    /**
     * @param topics names by id
     * @param site address that links begin with
     */
    SearchTable(OfficeTime time, Map<String, String> topics, String site) {
        this.time = time;
        this.topics = topics;
        this.site = site;
    }

    /** The whole text. @param first page of what was found, which has the totals */
    String of(SearchParameters parameters, SearchResult first, List<SearchResult.Hit> hits, Instant now) {
        StringBuilder table = new StringBuilder(BYTE_ORDER_MARK);
        try (CSVPrinter rows = new CSVPrinter(table, CSVFormat.DEFAULT)) {
            row(rows, "检索内容", Objects.requireNonNullElse(parameters.q(), "").strip());
            row(rows, "检索方式", MODES.getOrDefault(first.mode(), first.mode()));
            row(rows, "筛选", filters(parameters));
            row(rows, "找到", first.totalCalls() + " 通通话，" + first.totalSegments() + " 处，本表 " + hits.size() + " 处");
            row(rows, "导出时间", MINUTE.format(now.atZone(time.zone())));
            row(rows, "说明", "一行是一处说话；原话已脱敏；人数以通话计");
            rows.println();
            row(rows, "通话", "说话时间", "位置", "说话人", "原话", "主题", "情绪", "单位", "来源", "链接");
            for (SearchResult.Hit hit : hits) {
                row(
                        rows,
                        hit.title().isBlank() ? hit.call() : hit.title(),
                        MINUTE.format(OffsetDateTime.parse(hit.at()).atZoneSameInstant(time.zone())),
                        "%02d:%02d".formatted(hit.startMs() / 60_000, hit.startMs() / 1000 % 60),
                        Facets.name(Facets.ROLE, hit.role()),
                        hit.text(),
                        hit.topics().stream()
                                .map(topic -> topics.getOrDefault(topic, topic))
                                .collect(Collectors.joining("、")),
                        Facets.name(Facets.SENTIMENT, hit.sentiment()),
                        hit.office(),
                        Facets.name(Facets.ORIGIN, hit.origin()),
                        site + "/calls/" + hit.call() + "?t=" + hit.startMs() / 1000.0);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringBuilder never fails
        }
        return table.toString();
    }

    private String filters(SearchParameters parameters) {
        String chosen = Stream.of(
                        values("主题", parameters.topic(), id -> topics.getOrDefault(id, id)),
                        values("情绪", parameters.sentiment(), id -> Facets.name(Facets.SENTIMENT, id)),
                        values("说话人", parameters.role(), id -> Facets.name(Facets.ROLE, id)),
                        values("单位", parameters.office(), id -> id),
                        values("来源", parameters.origin(), id -> Facets.name(Facets.ORIGIN, id)),
                        values("通话", parameters.call(), id -> id),
                        values("从", one(parameters.from()), id -> id),
                        values("到", one(parameters.to()), id -> id))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("；"));
        return chosen.isEmpty() ? "不限" : chosen;
    }

    private static @Nullable List<String> one(@Nullable String value) {
        return value == null ? null : List.of(value);
    }

    private static String values(String name, @Nullable List<String> values, UnaryOperator<String> written) {
        if (values == null) {
            return "";
        }
        String all =
                values.stream().filter(value -> !value.isBlank()).map(written).collect(Collectors.joining("、"));
        return all.isEmpty() ? "" : name + " " + all;
    }

    /** A spreadsheet runs what begins so; an apostrophe before it makes it text (OWASP, CSV injection). */
    private static void row(CSVPrinter rows, String... cells) throws IOException {
        Object[] safe = Stream.of(cells)
                .map(cell -> cell.isEmpty() || "=+-@\t\r".indexOf(cell.charAt(0)) < 0 ? cell : "'" + cell)
                .toArray();
        rows.printRecord(safe);
    }
}
