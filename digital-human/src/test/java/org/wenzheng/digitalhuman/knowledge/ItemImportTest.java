package org.wenzheng.digitalhuman.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wenzheng.search.contract.knowledge.KnowledgeBase;
import org.wenzheng.search.contract.knowledge.Material;
import org.wenzheng.search.contract.knowledge.ServiceItem;

class ItemImportTest {

    @TempDir
    private Path folder;

    @Test
    void readsJsonLines() throws Exception {
        List<ServiceItem> items = read(
                "export.jsonl",
                "",
                """
                {"TASK_CODE":"11/22","TASK_NAME":"取水许可","matter_short":"无","accept_standard":"有取水口；水源充足。","material_intro":["申请书","身份证"],"visit_number":"1次","handle_time_limit":"7(工作日)"}
                """);
        ServiceItem item = items.get(0);
        assertThat(item.code()).isEqualTo("11-22");
        assertThat(item.aliases()).isEmpty();
        assertThat(item.conditions()).containsExactly("有取水口", "水源充足");
        assertThat(item.materials()).extracting(Material::text).containsExactly("申请书", "身份证");
        assertThat(item.visits()).isEqualTo(1);
        assertThat(item.promisedTime()).isEqualTo("7(工作日)");
        assertThat(item.reviewer()).as("a draft").isNull();
    }

    @Test
    void readsCsvByAMapping() throws Exception {
        List<ServiceItem> items = read(
                "export.csv",
                "name=标题,fee=费用,materials=要件",
                "\uFEFF编号,标题,费用,要件\n1,\"养犬登记, 大型\",每年100元,照片|疫苗证\n2,取消登记,,\n");
        assertThat(items).extracting(ServiceItem::name).containsExactly("养犬登记, 大型", "取消登记");
        assertThat(items).extracting(ServiceItem::code).containsExactly("item-1", "item-2");
        assertThat(items.get(0).materials()).extracting(Material::text).containsExactly("照片", "疫苗证");
        assertThat(items.get(1).fee()).isNull();
    }

    @Test
    void whatIsWrittenCanBeRead() throws Exception {
        List<ServiceItem> items = read("export.jsonl", "", "{\"name\":\"- : 怪名 #1\",\"fee\":\"1:2\"}\n");
        ItemImport.write(items, folder.resolve("items"));
        assertThat(KnowledgeBase.read(folder.resolve("items")).items()).containsExactlyElementsOf(items);
    }

    @Test
    void saysWhatStandsInTheWay() {
        assertThatThrownBy(() -> read("a.jsonl", "", "{\"x\":1}\n"))
                .hasMessageContaining("a.jsonl:1: no column holds the name")
                .hasMessageContaining("[x]");
        assertThatThrownBy(() -> read("a.jsonl", "", "{\"name\":\"a\"}\n{no\n")).hasMessageContaining("a.jsonl:2:");
        assertThatThrownBy(() -> read("a.jsonl", "", "\n")).hasMessageContaining("no item is in it");
        assertThatThrownBy(
                        () -> read("a.jsonl", "", "{\"name\":\"a\",\"code\":\"1\"}\n{\"name\":\"b\",\"code\":\"1\"}\n"))
                .hasMessageContaining("a.jsonl:2: the code 1 is there twice");
        assertThatThrownBy(() -> Columns.of("title=x")).hasMessageContaining("FIELD=COLUMN");
    }

    private List<ServiceItem> read(String name, String map, String content) throws Exception {
        Path file = folder.resolve(name);
        Files.writeString(file, content);
        return new ItemImport(Columns.of(map)).read(file);
    }
}
