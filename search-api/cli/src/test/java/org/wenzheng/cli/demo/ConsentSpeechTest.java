package org.wenzheng.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ConsentSpeechTest {

    private static final Path FOLDER = Path.of("../..").resolve(ConsentSpeech.FOLDER);

    @Test
    void whatIsReadAloudIsWhatTheTextSays() throws Exception {
        String text = Files.readString(FOLDER.resolve("zh.txt")).strip();
        byte[] speech = Files.readAllBytes(FOLDER.resolve("zh.opus"));
        String head = new String(speech, 0, Math.min(speech.length, 4096), StandardCharsets.ISO_8859_1)
                .toLowerCase(Locale.ROOT);
        assertThat(head)
                .as("zh.txt changed since zh.opus was made: ./run demo --rebuild speaks it again")
                .contains(ConsentSpeech.HASH_TAG + "=" + ConsentSpeech.hash(text));
    }
}
