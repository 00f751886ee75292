package org.wenzheng.models.runtime.homophone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wenzheng.models.runtime.homophone.DomainText.Stretch;

class DomainTextTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    Path folder;

    private List<Stretch> read(String name, String text) throws IOException {
        return DomainText.read(List.of(Files.writeString(folder.resolve(name), text)));
    }

    @Test
    void takesFieldsOfAnyFormatApartAndWeighsNamesMore() throws IOException {
        List<Stretch> yaml = read("JZ-01.yaml", "code: JZ-01\nname: 居住证申领\naliases: [办居住证]\nanswer: 请带身份证，3日内办好。\n");
        assertThat(yaml)
                .containsExactly(
                        new Stretch("居住证申领", 3),
                        new Stretch("办居住证", 3),
                        new Stretch("请带身份证", 1),
                        new Stretch("日内办好", 1));
        assertThat(read("a.jsonl", "{\"TASK_NAME\":\"户口迁入\",\"intro\":\"说明：带户口簿。\"}"))
                .containsExactly(new Stretch("户口迁入", 3), new Stretch("说明", 1), new Stretch("带户口簿", 1));
        assertThat(read("a.csv", "号,标题\n1,停水通知")).containsExactly(new Stretch("标题", 3), new Stretch("停水通知", 3));
    }

    @Test
    void countsWhatStandsThereTwiceOnce() throws IOException {
        assertThat(read("a.txt", "请带好身份证原件。\n请带好身份证原件。")).hasSize(1);
    }

    @Test
    void leavesOutBytesThatAreNoUtf8() throws IOException {
        Path file = folder.resolve("gbk.txt");
        Files.write(file, new byte[] {(byte) 0xB0, (byte) 0xEC, '\n'});
        Files.write(file, "居住证".getBytes(StandardCharsets.UTF_8), java.nio.file.StandardOpenOption.APPEND);
        assertThat(DomainText.read(List.of(file))).containsExactly(new Stretch("居住证", 3));
    }

    @Test
    void listsFilesBelowFoldersWithoutHiddenOnes() throws IOException {
        Path item = Files.writeString(folder.resolve("b.yaml"), "name: 甲");
        Files.createDirectories(folder.resolve(".history"));
        Files.writeString(folder.resolve(".history/b.yaml"), "name: 乙");
        Files.writeString(folder.resolve(".part"), "name: 丙");
        assertThat(DomainText.files(List.of(folder, folder.resolve("absent")))).containsExactly(item);
        assertThat(DomainText.files(List.of(item))).containsExactly(item);
    }

    @Test
    void refusesMoreThanItReads() throws IOException {
        Path huge = folder.resolve("huge.txt");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength((64L << 20) + 1);
        }
        assertThatIOException()
                .isThrownBy(() -> DomainText.read(List.of(huge)))
                .withMessage("The office's texts are larger than 64 MB: leave huge.txt out");
    }
}
